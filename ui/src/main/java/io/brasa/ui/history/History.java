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

  /** Applications of which counts are in memory. */
  private static final int GLANCES_MAX = 5_000;

  /** The newest are listed. */
  private static final int LISTED_MAX = 5_000;

  /** So long a list is put together; what has not been read by then says so. */
  private static final long LIST_MILLIS = 1_500;

  private final Storage storage;
  private final String folder;
  private final Codecs codecs;
  private final Environment environment;
  private final Retention retention;

  /** By id, the one asked for last at the end. */
  private final Map<String, LoggedApplication> open = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, LoggedApplication> glances = new LinkedHashMap<>(16, 0.75f, true);

  public History(
      Storage storage, String folder, Codecs codecs, Environment environment, Retention retention) {
    this.storage = storage;
    this.folder = folder;
    this.codecs = codecs;
    this.environment = environment;
    this.retention = retention;
  }

  @Override
  public List<ApplicationView> list() {
    List<StoredFile> files = new ArrayList<>();
    for (StoredFile file : storage.list(folder))
      if (!file.isFolder() && file.path().endsWith(SUFFIX)) files.add(file);
    files.sort(Comparator.comparingLong(StoredFile::modifiedMillis).reversed());
    long begin = environment.nanoTime();
    List<ApplicationView> views = new ArrayList<>();
    for (StoredFile file : files.subList(0, Math.min(LISTED_MAX, files.size()))) {
      long left = LIST_MILLIS - (environment.nanoTime() - begin) / 1_000_000;
      LoggedApplication application = seen(glances, GLANCES_MAX, id(file), Retention.GLANCE);
      application.refresh(Math.max(0, left));
      views.add(application.state().application(application.origin()));
    }
    views.sort(Comparator.comparingLong(ApplicationView::startedMillis).reversed());
    return views;
  }

  private static String id(StoredFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return name.substring(0, name.length() - SUFFIX.length());
  }

  @Override
  public Optional<Application> find(String id) {
    // A name is that of a file of the folder, not a path to another.
    if (id.isEmpty() || id.startsWith(".") || id.contains("/") || id.contains("\\"))
      return Optional.empty();
    if (storage.status(path(id)).isEmpty()) return Optional.empty();
    LoggedApplication application = seen(open, OPEN_MAX, id, retention);
    application.refresh();
    return Optional.of(application);
  }

  private String path(String id) {
    return folder + "/" + id + SUFFIX;
  }

  private LoggedApplication seen(
      Map<String, LoggedApplication> known, int most, String id, Retention kept) {
    synchronized (known) {
      LoggedApplication application = known.get(id);
      if (application == null) {
        application = new LoggedApplication(id, storage, path(id), codecs, environment, kept);
        known.put(id, application);
        if (known.size() > most) known.remove(known.keySet().iterator().next());
      }
      return application;
    }
  }
}
