package io.brasa.ui.history;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.ui.api.Application;
import io.brasa.ui.api.Applications;
import io.brasa.ui.state.ApplicationView;
import io.brasa.ui.state.Retention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The applications whose logs lie in one folder: each file {@code ID.events} is one. Thread-safe;
 * the applications that were asked for last are kept in memory.
 */
public final class History implements Applications {
  private static final String SUFFIX = ".events";

  /** Applications in memory. */
  private static final int OPEN_MAX = 16;

  private final Storage storage;
  private final String folder;
  private final Codecs codecs;
  private final Environment environment;
  private final Retention retention;

  /** By id, the one asked for last at the end. */
  private final Map<String, LoggedApplication> open = new LinkedHashMap<>(16, 0.75f, true);

  public History(
      Storage storage,
      String folder,
      Codecs codecs,
      Environment environment,
      Retention retention) {
    this.storage = storage;
    this.folder = folder;
    this.codecs = codecs;
    this.environment = environment;
    this.retention = retention;
  }

  @Override
  public List<ApplicationView> list() {
    List<ApplicationView> views = new ArrayList<>();
    for (StoredFile file : storage.list(folder)) {
      if (file.isFolder() || !file.path().endsWith(SUFFIX)) continue;
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      find(name.substring(0, name.length() - SUFFIX.length()))
          .flatMap(application -> application.state().application(application.origin()))
          .ifPresent(views::add);
    }
    views.sort(Comparator.comparingLong(ApplicationView::startedMillis).reversed());
    return views;
  }

  @Override
  public Optional<Application> find(String id) {
    if (id.isEmpty() || id.contains("/") || id.contains("\\") || id.startsWith("."))
      return Optional.empty();
    String path = folder + "/" + id + SUFFIX;
    LoggedApplication application;
    synchronized (open) {
      application = open.get(id);
      if (application == null) {
        if (storage.status(path).isEmpty()) return Optional.empty();
        application =
            new LoggedApplication(id, storage, path, codecs, environment, retention);
        open.put(id, application);
        if (open.size() > OPEN_MAX) open.remove(open.keySet().iterator().next());
      }
    }
    application.refresh();
    return Optional.of(application);
  }
}
