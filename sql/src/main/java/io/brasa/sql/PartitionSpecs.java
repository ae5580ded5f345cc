package io.brasa.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Partitions as statements name them and as folders do: by the texts of their values. */
record PartitionSpecs(BrasaSession session, AnalysisContext context) {
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
  private static final String NULL_NAME = "__HIVE_DEFAULT_PARTITION__";

  /**
   * For each partition column the text of its value.
   *
   * @param values empty where the statement says nothing; then any value
   */
  record Spec(List<Optional<Optional<String>>> values) {
    boolean isWhole() {
      return values.stream().allMatch(Optional::isPresent);
    }

    boolean takes(List<String> partition) {
      for (int i = 0; i < values.size(); i++)
        if (values.get(i).isPresent()
            && !values.get(i).get().equals(Optional.ofNullable(partition.get(i)))) return false;
      return true;
    }

    /** The values, of a whole one. */
    List<String> partition() {
      List<String> partition = new ArrayList<>();
      for (Optional<Optional<String>> value : values)
        partition.add(value.orElseThrow().orElse(null));
      return partition;
    }
  }

  /** Fails with {@code COLUMN_NOT_FOUND} on columns that divide nothing. */
  Spec of(TableDefinition definition, List<PartitionValue> written) {
    List<Optional<Optional<String>>> values = new ArrayList<>();
    for (int i = 0; i < definition.partitioning().size(); i++) values.add(Optional.empty());
    for (PartitionValue each : written) {
      int place = place(definition, each);
      if (each.value().isEmpty()) continue;
      values.set(place, Optional.of(text(definition.partitionColumns().get(place), each)));
    }
    return new Spec(values);
  }

  /** As {@link #of}, of all columns. */
  Spec whole(TableDefinition definition, List<PartitionValue> written, Origin origin) {
    Spec spec = of(definition, written);
    if (spec.isWhole()) return spec;
    throw QueryErrors.at(
        SqlError.PARTITION_NOT_FOUND,
        origin,
        "A partition has a value for each of " + String.join(", ", definition.partitioning()),
        "Name all of them");
  }

  private static int place(TableDefinition definition, PartitionValue written) {
    for (int i = 0; i < definition.partitioning().size(); i++)
      if (definition.partitioning().get(i).equalsIgnoreCase(written.column())) return i;
    throw QueryErrors.at(
        SqlError.COLUMN_NOT_FOUND,
        written.origin(),
        "The table is not divided by a column " + written.column(),
        QueryErrors.perhaps(
            Nearest.of(written.column(), definition.partitioning(), 2),
            definition.partitioning().isEmpty()
                ? "It has no partitions"
                : "Name one of " + String.join(", ", definition.partitioning())));
  }

  private Optional<String> text(TableColumn column, PartitionValue written) {
    Origin origin = written.origin();
    Syntax plain = new Syntax.Cast(written.value().get(), column.type(), false, origin);
    // Of CHAR the folders have texts as rows have them: filled up with spaces.
    Syntax typed =
        column.declared() instanceof LimitedType
            ? new Syntax.Cast(plain, column.declared(), false, origin)
            : plain;
    Syntax text = new Syntax.Cast(typed, AtomicType.STRING, false, origin);
    DataFrame frame =
        session.analyzed(
            new Relation.Project(new Relation.OneRow(origin), List.of(text), origin), context);
    Batch row = session.execution().collect(frame.plan(), "partition").getFirst().dense();
    String value = (String) Values.get(row.columns().getFirst(), 0);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  // ---- folders

  /** The texts of the values that the folders of a path have. */
  static List<String> ofPath(String path) {
    List<String> values = new ArrayList<>();
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      int equals = names[i].indexOf('=');
      if (equals <= 0) continue;
      String value = unescaped(names[i].substring(equals + 1));
      values.add(value.equals(NULL_NAME) ? null : value);
    }
    return values;
  }

  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) return text;
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      boolean isEscape = bytes[i] == '%' && high >= 0 && low >= 0;
      out.write(isEscape ? high << 4 | low : bytes[i]);
      if (isEscape) i += 2;
    }
    return out.toString(UTF_8);
  }

  /** The folder of a partition, as rows that are written go to it. */
  static String folder(TableDefinition definition, List<String> partition) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < partition.size(); i++) {
      if (i > 0) path.append('/');
      escape(path, definition.partitionColumns().get(i).stored());
      path.append('=');
      if (partition.get(i) == null) path.append(NULL_NAME);
      else escape(path, partition.get(i));
    }
    return path.toString();
  }

  private static void escape(StringBuilder path, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && ESCAPED.indexOf(c) < 0) path.append(c);
      else
        path.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
    }
  }

  /** As SHOW PARTITIONS has them: {@code day=1/shop=2}. */
  static String shown(TableDefinition definition, List<String> partition) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < partition.size(); i++) {
      if (i > 0) text.append('/');
      text.append(definition.partitioning().get(i)).append('=');
      text.append(partition.get(i) == null ? NULL_NAME : partition.get(i));
    }
    return text.toString();
  }

  /** All partitions of a table, in order. */
  List<List<String>> all(SessionCatalog.Found found) {
    Set<List<String>> all = new LinkedHashSet<>(found.state().emptyPartitions());
    for (String path : paths(found)) {
      List<String> partition = ofPath(path);
      if (partition.size() == found.definition().partitioning().size()) all.add(partition);
    }
    all.removeAll(new HashSet<>(found.state().hiddenPartitions()));
    List<List<String>> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(each -> shown(found.definition(), each)));
    return sorted;
  }

  private List<String> paths(SessionCatalog.Found found) {
    TableState state = found.state();
    if (!found.definition().isExternal())
      return state.files().stream().map(DataFile::path).toList();
    return new ExternalFolders(session, found.definition().location().get()).files();
  }
}
