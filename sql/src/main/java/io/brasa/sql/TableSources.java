package io.brasa.sql;

import io.brasa.columnar.source.FilePiece;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.analysis.FilledText;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of tables: of those whose files the catalog owns just the files that their state names,
 * opened once for each state; of others what is in their folder now. Thread-safe.
 */
final class TableSources {
  private static final String WILD = "\\*?[]{}";
  private static final int MOST_OPEN = 256;

  private final BrasaSession session;
  private final SessionCatalog catalog;

  /** By the table's folder: sources of the states that were asked for last. */
  private final Map<String, Opened> opened =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
          return size() > MOST_OPEN;
        }
      };

  private record Opened(TableState state, Optional<Source> source) {}

  TableSources(BrasaSession session, SessionCatalog catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  /** The rows of a table as of a state. */
  Relation relation(SessionCatalog.Found found) {
    return relation(found, source(found));
  }

  /** The rows of some sources of the files of a table. */
  Relation relation(SessionCatalog.Found found, Optional<Source> source) {
    Relation rows = new Relation.Analyzed(plan(found, source), Origin.NONE);
    for (List<String> hidden : found.state().hiddenPartitions())
      rows = new Relation.Filter(rows, otherThan(found.definition(), hidden), Origin.NONE);
    return rows;
  }

  private static Syntax otherThan(TableDefinition definition, List<String> partition) {
    Syntax is = null;
    for (int i = 0; i < partition.size(); i++) {
      TableColumn column = definition.partitionColumns().get(i);
      Syntax value =
          new Syntax.Cast(
              new Syntax.Constant(partition.get(i), AtomicType.STRING, Origin.NONE),
              column.type(),
              false,
              Origin.NONE);
      Syntax same =
          Syntax.Call.of(
              "<=>",
              List.of(new Syntax.Name(List.of(column.name()), Origin.NONE), value),
              Origin.NONE);
      is = is == null ? same : Syntax.Call.of("and", List.of(is, same), Origin.NONE);
    }
    return Syntax.Call.of("not", List.of(is), Origin.NONE);
  }

  private LogicalPlan plan(SessionCatalog.Found found, Optional<Source> source) {
    TableDefinition definition = found.definition();
    List<Attribute> output = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (TableColumn column : definition.visible()) {
      boolean isNullable = definition.isExternal() || column.isNullable();
      Attribute made = session.ids().attribute(column.name(), column.type(), isNullable);
      output.add(made.filled(filledLength(column)));
      source.ifPresent(s -> places.add(place(s.schema(), column)));
    }
    if (source.isEmpty()) return new LocalRows(output, List.of());
    Scan scan = new Scan(source.get(), found.name().toString(), output, places, List.of());
    boolean isOwn = !definition.isExternal();
    return isOwn || output.stream().allMatch(column -> column.filledLength() == 0)
        ? scan
        : filled(scan);
  }

  private static int filledLength(TableColumn column) {
    return column.declared() instanceof LimitedType type && type.isFixed() ? type.length() : 0;
  }

  /** Files that others write may have texts of CHAR that are not filled up with spaces. */
  private LogicalPlan filled(Scan scan) {
    List<Named> columns = new ArrayList<>();
    for (Attribute column : scan.output()) {
      int length = column.filledLength();
      columns.add(
          length == 0
              ? Named.of(column)
              : new Named(FilledText.filled(column, length), session.ids().like(column)));
    }
    return new Project(columns, scan);
  }

  private static int place(StructType schema, TableColumn column) {
    for (int i = 0; i < schema.size(); i++)
      if (schema.field(i).name().equalsIgnoreCase(column.stored())) return i;
    throw new IllegalStateException("a source has the columns that it was opened with: " + column);
  }

  /** What reads the files of a table; empty if there are none. */
  Optional<Source> source(SessionCatalog.Found found) {
    String folder = found.table().folder();
    if (!found.definition().isExternal()) {
      synchronized (opened) {
        Opened known = opened.get(folder);
        if (known != null && known.state() == found.state()) return known.source();
      }
    }
    Optional<Source> source =
        open(found, found.state().files().stream().map(file -> file.path()).toList());
    synchronized (opened) {
      opened.put(folder, new Opened(found.state(), source));
    }
    source.ifPresent(each -> tell(each, found));
    return source;
  }

  private void tell(Source source, SessionCatalog.Found found) {
    SessionStatistics known = session.execution().statistics();
    found.state().statistics().ifPresent(statistics -> known.put(source, statistics));
    boolean isDivided = found.definition().buckets().isPresent();
    if (!isDivided || found.definition().isExternal() || !isOfFiles(source)) return;
    found
        .definition()
        .buckets()
        .ifPresent(
            buckets -> known.put(source, BucketedWrites.places(found.definition(), buckets)));
  }

  /** Whether its splits tell their files, so that buckets can be told apart. */
  private boolean isOfFiles(Source source) {
    return source.splits(ScanRequest.of(List.of()), session.execution().driver()).stream()
        .allMatch(FilePiece.class::isInstance);
  }

  /** What reads some files of a table. */
  Optional<Source> open(SessionCatalog.Found found, List<String> files) {
    TableDefinition definition = found.definition();
    Map<String, String> options = new HashMap<>(definition.options());
    List<String> paths = new ArrayList<>();
    if (definition.isExternal()) {
      Located place =
          session.execution().assembly().storages().resolve(definition.location().get());
      if (place.storage().status(place.path()).isEmpty()) return Optional.empty();
      paths.add(literal(place.path()));
    } else {
      String folder = catalog.store().folder(found.table());
      options.put("basepath", folder);
      for (String file : files) paths.add(literal(folder + "/" + file));
      if (paths.isEmpty()) return Optional.empty();
      // Texts were stored with their line breaks; read by lines their rows would fall apart.
      if (definition.provider().equalsIgnoreCase("csv")
          && options.keySet().stream().noneMatch("multiLine"::equalsIgnoreCase))
        options.put("multiLine", "true");
    }
    options.keySet().removeIf(name -> name.equalsIgnoreCase("path"));
    SourceOptions given = new SourceOptions(paths, options, Optional.of(definition.storedSchema()));
    return Optional.of(session.formats().open(definition.provider(), given));
  }

  /** A path in which nothing stands for something else. */
  static String literal(String path) {
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      if (WILD.indexOf(path.charAt(i)) >= 0) literal.append('\\');
      literal.append(path.charAt(i));
    }
    return literal.toString();
  }

  /** Forgets what has been opened, so that it is looked at again. */
  void refresh(Entry.Table table) {
    synchronized (opened) {
      opened.remove(table.folder());
    }
  }
}
