package io.brasa.ui.history;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storage;
import io.brasa.ui.api.Application;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.Origin;
import io.brasa.ui.state.Retention;

/** An application from its log. Thread-safe. */
final class LoggedApplication implements Application {
  private final String id;
  private final ApplicationState state;
  private final FollowedLog log;

  LoggedApplication(
      String id,
      Storage storage,
      String path,
      Codecs codecs,
      Environment environment,
      Retention retention) {
    this.id = id;
    this.state = new ApplicationState(retention);
    this.log = new FollowedLog(storage, path, codecs, environment, state);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ApplicationState state() {
    return state;
  }

  @Override
  public Origin origin() {
    return new Origin(id, log.isLive(), false, log.error());
  }

  @Override
  public void refresh() {
    log.catchUp(Long.MAX_VALUE);
  }

  /** As {@link #refresh}, but for no longer than that. */
  void refresh(long millis) {
    log.catchUp(millis);
  }

  @Override
  public boolean kill(long job) {
    return false;
  }
}
