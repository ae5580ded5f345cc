package io.brasa.ui.api;

import io.brasa.runtime.error.EngineException;
import io.brasa.ui.error.UiError;
import io.brasa.ui.json.Json;
import java.util.List;

/** Version 1 of the API. Thread-safe. */
public final class Api {
  private final Applications applications;

  public Api(Applications applications) {
    this.applications = applications;
  }

  /** Fails with an error of {@link UiError} if there is nothing that is so called. */
  public Response answer(Request request) {
    List<String> path = request.path();
    if (path.isEmpty() || !path.getFirst().equals("applications")) throw missing(path);
    if (path.size() == 1) return body(applications.list());
    Application application =
        applications
            .find(path.get(1))
            .orElseThrow(
                () ->
                    new EngineException(
                        UiError.UI_NOT_FOUND,
                        "There is no application " + path.get(1),
                        "Look at the list of applications"));
    return new ApplicationApi(application).answer(request, path.subList(2, path.size()));
  }

  static Response body(Object value) {
    return new Response.Body(200, Json.text(value));
  }

  static EngineException missing(List<String> path) {
    return new EngineException(
        UiError.UI_NOT_FOUND,
        "There is nothing at " + String.join("/", path),
        "The documentation of the API has all paths");
  }
}
