package io.brasa.sql;

import io.brasa.columnar.source.Looking;
import io.brasa.columnar.source.LooksFirst;
import io.brasa.columnar.source.SinkProvider;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.core.Assembly;
import io.brasa.core.commit.Ownership;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import io.brasa.sql.analysis.Sources;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.execute.EarlierTables;
import io.brasa.sql.execute.FolderSwap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The formats on the class path, looked for when the first is asked for. Thread-safe. */
final class Formats implements Sources {
  static final String DEFAULT = "parquet";

  /** What the engine has connectors for, and the artifact of each. */
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "parquet", "brasa-connector-parquet",
          "csv", "brasa-connector-csv",
          "json", "brasa-connector-json",
          "text", "brasa-connector-csv");

  private static final Map<String, String> ENDINGS =
      Map.of(
          ".parquet", "parquet",
          ".csv", "csv",
          ".tsv", "csv",
          ".json", "json",
          ".jsonl", "json",
          ".ndjson", "json",
          ".txt", "text");

  private static final List<String> PACKED = List.of(".gz", ".zst", ".bz2", ".lz4", ".snappy");

  private final Storages storages;
  private final Ownership ownership;
  private final Looking looking;
  private final Supplier<SessionSettings> settings;
  private Map<String, SourceProvider> sources;
  private Map<String, SinkProvider> sinks;

  /**
   * @param looking how files are read whose columns must be found
   */
  Formats(Assembly assembly, Looking looking, Supplier<SessionSettings> settings) {
    this.storages =
        assembly.isJournaled()
            ? assembly
                .storages()
                .through(storage -> new EarlierTables(storage, assembly::upcomingSaves))
            : assembly.storages();
    this.ownership = assembly.ownership();
    this.looking = looking;
    this.settings = settings;
  }

  private synchronized Map<String, SourceProvider> sources() {
    if (sources == null) {
      Map<String, SourceProvider> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (SourceProvider each : ServiceLoader.load(SourceProvider.class))
        found.put(each.format(), each);
      sources = found;
    }
    return sources;
  }

  private synchronized Map<String, SinkProvider> sinks() {
    if (sinks == null) {
      Map<String, SinkProvider> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (SinkProvider each : ServiceLoader.load(SinkProvider.class))
        found.put(each.format(), each);
      sinks = found;
    }
    return sinks;
  }

  @Override
  public boolean isFormat(String name) {
    return sources().containsKey(name) || ARTIFACTS.containsKey(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Source open(Optional<String> format, String path) {
    String name = format.or(() -> ofEnding(path)).orElse(DEFAULT);
    // A path in quotes names no format, so nothing says that Spark's plain CSV is meant: its first
    // line has the names, and types are found.
    Map<String, String> options =
        format.isEmpty() && name.equals("csv")
            ? Map.of("header", "true", "inferSchema", "true")
            : Map.of();
    return open(name, new SourceOptions(List.of(path), options, Optional.empty()));
  }

  /** Opens a table. Fails with {@code FORMAT_NOT_FOUND}, and as the format does. */
  Source open(String format, SourceOptions options) {
    SourceProvider provider = sources().get(format);
    if (provider == null) throw notFound(format, "read", new ArrayList<>(sources().keySet()));
    options.paths().forEach(this::mend);
    return provider instanceof LooksFirst careful
        ? careful.open(settled(options), storages, looking)
        : provider.open(settled(options), storages);
  }

  /** Where nothing is, a process may have been killed that was about to put it there. */
  private void mend(String path) {
    Storages.Located place = storages.resolve(path);
    if (place.storage().status(place.path()).isPresent()) return;
    try {
      FolderSwap.recover(place.storage(), place.path(), ownership);
    } catch (EngineException e) {
      // Another process may do the same, or alone have the right to: what is there then tells.
    }
  }

  /** What the session says of all tables goes for those that say nothing themselves. */
  private SourceOptions settled(SourceOptions given) {
    SessionSettings session = settings.get();
    if (!session.ignoresCorruptFiles() && !session.ignoresMissingFiles()) return given;
    Map<String, String> options = new TreeMap<>(given.options());
    if (session.ignoresCorruptFiles()) options.putIfAbsent("ignorecorruptfiles", "true");
    if (session.ignoresMissingFiles()) options.putIfAbsent("ignoremissingfiles", "true");
    return new SourceOptions(given.paths(), options, given.schema());
  }

  /** What writes a format. Fails with {@code FORMAT_NOT_FOUND}. */
  SinkProvider sink(String format) {
    SinkProvider provider = sinks().get(format);
    if (provider == null) throw notFound(format, "written", new ArrayList<>(sinks().keySet()));
    return provider;
  }

  private static EngineException notFound(String format, String what, List<String> known) {
    String artifact = ARTIFACTS.get(format.toLowerCase(Locale.ROOT));
    List<String> names = new ArrayList<>(ARTIFACTS.keySet());
    names.addAll(known);
    String have =
        known.isEmpty()
            ? "No format is on the class path: add a connector such as brasa-connector-parquet"
            : "On the class path are " + String.join(", ", known);
    return new EngineException(
        SqlError.FORMAT_NOT_FOUND,
        "No format '" + format + "' on the class path can be " + what,
        artifact != null
            ? "Add io.brasa:" + artifact + " to the class path"
            : QueryErrors.perhaps(Nearest.of(format, names, 3), have));
  }

  private static Optional<String> ofEnding(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    for (String ending : PACKED) {
      if (name.endsWith(ending)) name = name.substring(0, name.length() - ending.length());
    }
    for (Map.Entry<String, String> entry : ENDINGS.entrySet()) {
      if (name.endsWith(entry.getKey())) return Optional.of(entry.getValue());
    }
    return Optional.empty();
  }
}
