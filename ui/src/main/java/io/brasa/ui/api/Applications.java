package io.brasa.ui.api;

import io.brasa.ui.state.ApplicationView;
import java.util.List;
import java.util.Optional;

/** The applications that can be looked at. Thread-safe; may block on files. */
public interface Applications {
  /** All of them, the newest first. */
  List<ApplicationView> list();

  /** One of them, up to date. */
  Optional<Application> find(String id);
}
