package io.brasa.sql;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import io.brasa.sql.analysis.Sources;
import io.brasa.sql.error.SqlError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The formats that the class path has, found when the first is asked for. Thread-safe. */
final class Formats implements Sources {
  private final Storages storages;
  private volatile Map<String, SourceProvider> providers;

  Formats(Storages storages) {
    this.storages = storages;
  }

  private Map<String, SourceProvider> providers() {
    Map<String, SourceProvider> known = providers;
    if (known != null) return known;
    Map<String, SourceProvider> found = new TreeMap<>();
    for (SourceProvider provider : ServiceLoader.load(SourceProvider.class))
      found.putIfAbsent(provider.format().toLowerCase(Locale.ROOT), provider);
    providers = found;
    return found;
  }

  @Override
  public boolean isFormat(String name) {
    return providers().containsKey(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Source open(Optional<String> format, String path) {
    return open(
        format.orElseGet(() -> ending(path)),
        new SourceOptions(List.of(path), Map.of(), Optional.empty()));
  }

  /** Fails with {@code FORMAT_NOT_FOUND}. */
  Source open(String format, SourceOptions options) {
    SourceProvider provider = providers().get(format.toLowerCase(Locale.ROOT));
    if (provider != null) return provider.open(options, storages);
    throw new EngineException(
        SqlError.FORMAT_NOT_FOUND,
        "No source of format '"
            + format
            + "' is on the class path; there are "
            + providers().keySet(),
        "Name one of these formats, or add the connector");
  }

  /** What a path's name tells of its format. */
  private String ending(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (String format : providers().keySet()) if (name.contains("." + format)) return format;
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
