package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.RecursiveTable;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.WorkTable;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.SetKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** WITH: tables that a query defines for itself, also of themselves. */
final class WithAnalyzer {
  /** As in Spark, unless {@code MAX RECURSION LEVEL} says otherwise. */
  private static final int MOST_LEVELS = 100;

  private final Query query;

  WithAnalyzer(Query query) {
    this.query = query;
  }

  Bound analyze(Relation.With with, Surroundings around) {
    Surroundings inside = around;
    Set<String> names = new HashSet<>();
    for (Relation.Common common : with.tables()) {
      if (!names.add(ExpressionAnalyzer.lower(common.name())))
        throw Query.error(
            SqlError.TABLE_EXISTS,
            common.origin(),
            "WITH defines " + common.name() + " twice",
            "Give each table a name of its own");
      Optional<Bound> recursive = with.isRecursive() ? recursive(common, inside) : Optional.empty();
      Surroundings before = inside;
      Bound table = recursive.orElseGet(() -> plain(common, before));
      inside = inside.with(common.name(), new CommonTable(table));
    }
    return query.relations().analyze(with.body(), inside);
  }

  private Bound plain(Relation.Common common, Surroundings inside) {
    Bound table = query.relations().analyze(common.query(), inside);
    Scope scope = new Scope(table.scope().visible(), table.scope().files());
    Bound tidy = new Bound(new Bound(table.plan(), scope).tidyWithFiles(), scope, table.hint());
    return named(tidy, common);
  }

  private static Bound named(Bound table, Relation.Common common) {
    return RelationAnalyzer.renamed(table, common.columns(), common.name(), common.origin());
  }

  /** A table that names itself; empty if it does not. */
  private Optional<Bound> recursive(Relation.Common common, Surroundings inside) {
    boolean isUnion =
        common.query() instanceof Relation.SetOperation set && set.kind() == SetKind.UNION;
    if (!isUnion) return Optional.empty();
    Relation.SetOperation union = (Relation.SetOperation) common.query();
    LogicalPlan first = query.relations().analyze(union.left(), inside).tidy();
    SetAnalyzer casts = new SetAnalyzer(query);
    first = casts.cast(first, first.output().stream().map(a -> withNulls(a.type())).toList());
    Scope columns = Scope.of(List.of(), first.output());
    List<String> names =
        named(new Bound(first, columns), common).scope().columns().stream()
            .map(Column::name)
            .toList();
    StructType schema = schema(names, first);
    WorkTable last = new WorkTable(common.name(), schema);
    CommonTable self = new CommonTable(scanned(last, schema, common));
    LogicalPlan next =
        query.relations().analyze(union.right(), inside.with(common.name(), self)).tidy();
    if (!self.isUsed()) return Optional.empty();
    if (!union.isAll() || union.byName())
      throw Query.unsupported(
          union.origin(), "A recursive table that is no UNION ALL of columns by their places");
    LogicalPlan cast = cast(next, first, union);
    requireAlone(first, common);
    requireAlone(cast, common);
    RecursiveTable table =
        new RecursiveTable(
            common.name(), schema, first, cast, last, common.mostLevels().orElse(MOST_LEVELS));
    return Optional.of(scanned(table, schema, common));
  }

  /** The type where any part may be null: what comes later may have nulls where there were none. */
  private static DataType withNulls(DataType type) {
    return switch (type) {
      case ArrayType array -> new ArrayType(withNulls(array.elementType()), true);
      case MapType map -> new MapType(map.keyType(), withNulls(map.valueType()), true);
      case StructType struct ->
          new StructType(
              struct.fields().stream()
                  .map(field -> new StructField(field.name(), withNulls(field.dataType()), true))
                  .toList());
      default -> type;
    };
  }

  private static StructType schema(List<String> names, LogicalPlan first) {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++)
      fields.add(new StructField(names.get(i), first.output().get(i).type(), true));
    return new StructType(fields);
  }

  private Bound scanned(
      io.brasa.columnar.source.Source source, StructType schema, Relation.Common common) {
    List<Attribute> output = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (StructField field : schema.fields()) {
      places.add(places.size());
      output.add(query.ids().attribute(field.name(), field.dataType(), true));
    }
    return new Bound(
        new Scan(source, source.description(), output, places, List.of()),
        Scope.of(List.of(common.name()), output));
  }

  /** The rows of later steps have the types of the first ones. */
  private LogicalPlan cast(LogicalPlan next, LogicalPlan first, Relation.SetOperation union) {
    if (next.output().size() != first.output().size())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          union.origin(),
          "UNION combines " + first.output().size() + " columns with " + next.output().size(),
          "Select equally many columns on both sides");
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < first.output().size(); i++) {
      DataType type = first.output().get(i).type();
      DataType found = next.output().get(i).type();
      Optional<DataType> widest = Coercion.widestByPlace(type, found);
      if (widest.isEmpty() || !widest.get().equals(type))
        throw Query.error(
            SqlError.TYPE_MISMATCH,
            union.origin(),
            "Column "
                + (i + 1)
                + " of a recursive table is "
                + type.sql()
                + " at first and then "
                + found.sql(),
            "Cast one of them: the first SELECT decides");
      types.add(type);
    }
    return new SetAnalyzer(query).cast(next, types);
  }

  /** Columns of queries around would be others in each of their rows. */
  private static void requireAlone(LogicalPlan plan, Relation.Common common) {
    Set<Attribute> made = new HashSet<>();
    Set<Attribute> used = new HashSet<>();
    collect(plan, made, used);
    used.removeAll(made);
    if (!used.isEmpty())
      throw Query.unsupported(
          common.origin(),
          "The recursive table "
              + common.name()
              + " with column "
              + used.iterator().next().name()
              + " of a query around it");
  }

  private static void collect(LogicalPlan plan, Set<Attribute> made, Set<Attribute> used) {
    made.addAll(plan.output());
    for (Expression expression : plan.expressions()) collect(expression, made, used);
    for (LogicalPlan child : plan.children()) collect(child, made, used);
  }

  private static void collect(Expression expression, Set<Attribute> made, Set<Attribute> used) {
    if (expression instanceof Attribute attribute) used.add(attribute);
    if (expression instanceof SubqueryExpression inner) collect(LogicalPlan.of(inner), made, used);
    for (Expression child : expression.children()) collect(child, made, used);
  }
}
