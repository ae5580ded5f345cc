package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same values in another shape: columns as rows, rows as columns, another schema, as text. */
public abstract sealed class DatasetShapes<T> extends DatasetActions<T> permits DatasetFunctions {
  /** Beyond that a table has too many columns to be of use. */
  private static final int MAX_TRANSPOSED = 500;

  DatasetShapes() {}

  // ---- columns as rows

  /**
   * A row for each of the value columns: its name, its value, and the id columns. Fails with {@code
   * TYPE_MISMATCH} if the values have no type in common.
   */
  public DataFrame unpivot(Column[] ids, Column[] values, String nameColumn, String valueColumn) {
    Origin origin = Columns.here("unpivot");
    return unpivoted(ids, Columns.syntaxes(values), nameColumn, valueColumn, origin);
  }

  /** As above, of all columns that are no ids. */
  public DataFrame unpivot(Column[] ids, String nameColumn, String valueColumn) {
    Origin origin = Columns.here("unpivot");
    List<Attribute> kept = new ArrayList<>(plan().output());
    for (Attribute id : self().select(ids).plan().output())
      kept.removeIf(column -> column.name().equalsIgnoreCase(id.name()));
    List<Syntax> values = new ArrayList<>();
    for (Attribute column : kept) values.add(new Syntax.Resolved(column, origin));
    return unpivoted(ids, values, nameColumn, valueColumn, origin);
  }

  private DataFrame unpivoted(
      Column[] ids, List<Syntax> values, String nameColumn, String valueColumn, Origin origin) {
    if (values.isEmpty())
      throw QueryErrors.at(
          SqlError.ARGUMENT_MISMATCH,
          origin,
          "unpivot got no columns of values",
          "Name one or more, or fewer ids");
    List<Relation.UnpivotGroup> groups =
        values.stream()
            .map(value -> new Relation.UnpivotGroup(List.of(value), Optional.empty()))
            .toList();
    return self()
        .derived(
            "unpivot",
            (input, place) ->
                new Relation.Unpivot(
                    input,
                    Optional.of(Columns.syntaxes(ids)),
                    List.of(valueColumn),
                    nameColumn,
                    groups,
                    true,
                    place));
  }

  /** As {@link #unpivot(Column[], Column[], String, String)}. */
  public DataFrame melt(Column[] ids, Column[] values, String nameColumn, String valueColumn) {
    return unpivot(ids, values, nameColumn, valueColumn);
  }

  /** As {@link #unpivot(Column[], String, String)}. */
  public DataFrame melt(Column[] ids, String nameColumn, String valueColumn) {
    return unpivot(ids, nameColumn, valueColumn);
  }

  // ---- rows as columns

  /** As {@link #transpose(Column)} by the first column. */
  public DataFrame transpose() {
    return plan().output().isEmpty()
        ? toDF()
        : transpose(self().col("`" + plan().output().getFirst().name() + "`"));
  }

  /**
   * A row for each other column and a column for each row, named by the values of the index column
   * in their order; the first column, {@code key}, has the names that the columns had. Runs the
   * query. Fails with {@code INVALID_ARGUMENT_VALUE} on more than 500 rows, with {@code
   * TYPE_MISMATCH} if the values have no type in common.
   */
  public DataFrame transpose(Column index) {
    Origin origin = Columns.here("transpose");
    String indexName = self().select(index).plan().output().getFirst().name();
    List<Attribute> values = new ArrayList<>(plan().output());
    values.removeIf(column -> column.name().equalsIgnoreCase(indexName));
    DataType common = commonType(values, origin);
    List<Column> asked = new ArrayList<>(List.of(index.cast("string").as("key")));
    for (Attribute value : values)
      asked.add(new Column(new Syntax.Resolved(value, origin)).cast(common).as(value.name()));
    List<Row> rows =
        self()
            .filter(index.isNotNull())
            .orderBy(index)
            .select(asked.toArray(Column[]::new))
            .takeAsList(MAX_TRANSPOSED + 1);
    if (rows.size() > MAX_TRANSPOSED)
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "transpose got more than " + MAX_TRANSPOSED + " rows",
          "Filter or aggregate them first");
    StructType schema = new StructType().add("key", AtomicType.STRING);
    for (Row row : rows) schema = schema.add(row.getString(0), common);
    List<Row> turned = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      List<Object> cells = new ArrayList<>(List.of(values.get(i).name()));
      for (Row row : rows) cells.add(row.get(i + 1));
      turned.add(Row.of(cells.toArray()));
    }
    return session().createDataFrame(turned, schema);
  }

  private static DataType commonType(List<Attribute> values, Origin origin) {
    Optional<DataType> common = Optional.of(AtomicType.NULL);
    for (Attribute value : values)
      common = common.flatMap(type -> Coercion.widestWithoutText(type, value.type()));
    return common
        .map(type -> type == AtomicType.NULL ? AtomicType.STRING : type)
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.TYPE_MISMATCH,
                    origin,
                    "The columns to transpose have no type in common",
                    "Cast them to one type first"));
  }

  // ---- another schema

  /**
   * The columns of a schema, found by their names and cast to its types; what is not there and may
   * be null is null. Fails with {@code COLUMN_NOT_FOUND} or {@code TYPE_MISMATCH}.
   */
  public DataFrame to(StructType schema) {
    Origin origin = Columns.here("to");
    Map<String, Attribute> known = new LinkedHashMap<>();
    for (Attribute column : plan().output()) known.putIfAbsent(lower(column.name()), column);
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      Attribute column = known.get(lower(field.name()));
      if (column == null && !field.nullable())
        throw QueryErrors.at(
            SqlError.COLUMN_NOT_FOUND,
            origin,
            "There is no column " + field.name() + ", which must not be null",
            QueryErrors.perhaps(
                Nearest.of(field.name(), Arrays.asList(self().columns()), 3),
                "Add it with withColumn"));
      if (column == null) {
        columns.add(functions.lit(null).cast(field.dataType()).as(field.name()));
        continue;
      }
      checkFit(field, column, origin);
      Column found = new Column(new Syntax.Resolved(column, origin));
      columns.add(found.cast(field.dataType()).as(field.name()));
    }
    return self().select(columns.toArray(Column[]::new));
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static void checkFit(StructField field, Attribute column, Origin origin) {
    if (column.nullable() && !field.nullable())
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          "Column " + column.name() + " may be null and must not be",
          "Filter nulls out or fill them, or let the schema have them");
    if (!Casts.isPossible(column.type(), field.dataType()))
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          origin,
          "Column "
              + column.name()
              + " of "
              + column.type().sql()
              + " is no "
              + field.dataType().sql(),
          "Give a type that it can be cast to");
  }

  /** Each row as a JSON object, in the one column {@code value}. */
  public DataFrame toJSON() {
    Origin origin = Columns.here("toJSON");
    Syntax all =
        Syntax.Call.of(
            "struct", List.of(new Syntax.Star(List.of(), List.of(), List.of(), origin)), origin);
    return self().select(new Column(Syntax.Call.of("to_json", List.of(all), origin)).as("value"));
  }

  /** The columns whose names match a regular expression in backquotes; without, one column. */
  public Column colRegex(String name) {
    Origin origin = Columns.here("colRegex");
    boolean isQuoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
    if (!isQuoted) return self().col(name);
    Pattern pattern =
        Pattern.compile(name.substring(1, name.length() - 1), Pattern.CASE_INSENSITIVE);
    List<Syntax.Name> others = new ArrayList<>();
    for (Attribute column : plan().output())
      if (!pattern.matcher(column.name()).matches())
        others.add(new Syntax.Name(List.of(column.name()), origin));
    return new Column(new Syntax.Star(List.of(), others, List.of(), origin));
  }

  // ---- plans compared

  /** Whether both are the same query over the same sources; false though equal may be missed. */
  public boolean sameSemantics(Dataset<?> other) {
    return canonical().equals(other.canonical()) && leaves(plan()).equals(leaves(other.plan()));
  }

  /** Equal for frames of the {@link #sameSemantics}. */
  public int semanticHash() {
    return canonical().hashCode();
  }

  /** What the rows come from, as far as plans do not say it in their text. */
  private static List<Object> leaves(LogicalPlan plan) {
    List<Object> leaves = new ArrayList<>();
    plan.expressions().forEach(expression -> functions(expression, leaves));
    switch (plan) {
      case Scan scan -> leaves.add(scan.source());
      case LocalRows rows -> leaves.add(rows.batches());
      case DatasetRows rows -> leaves.add(rows.dataset());
      case Program program -> {
        leaves.add(program.code());
        plan.children().forEach(child -> leaves.addAll(leaves(child)));
      }
      default -> plan.children().forEach(child -> leaves.addAll(leaves(child)));
    }
    return leaves;
  }

  /** Functions of the program's, which are the same only if they are the same object. */
  private static void functions(Expression expression, List<Object> found) {
    if (expression instanceof UserCall call) found.add(call.function());
    expression.children().forEach(child -> functions(child, found));
  }

  /** The plan as text, its columns numbered in the order in which they come. */
  final String canonical() {
    Matcher ids = Pattern.compile("#\\d+").matcher(PlanText.of(plan()));
    Map<String, String> numbers = new LinkedHashMap<>();
    return ids.replaceAll(
        found -> numbers.computeIfAbsent(found.group(), _ -> "#" + numbers.size()));
  }
}
