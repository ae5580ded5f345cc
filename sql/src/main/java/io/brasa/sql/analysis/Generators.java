package io.brasa.sql.analysis;

import io.brasa.columnar.type.StructField;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.function.Function;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Functions that give several rows for one. */
final class Generators {
  private static final String OUTER = "_outer";

  private Generators() {}

  /** The function's name without the ending that keeps rows for which it gives none. */
  static String plain(String name) {
    return name.endsWith(OUTER) ? name.substring(0, name.length() - OUTER.length()) : name;
  }

  /**
   * A node that computes one over a plan.
   *
   * @param names for its columns; those that it says itself if empty
   */
  static Generate over(
      Query query,
      Syntax.Call call,
      Function.GeneratorTypes generator,
      boolean isOuter,
      List<String> names,
      LogicalPlan plan) {
    List<StructField> fields = generator.columns();
    if (!names.isEmpty() && names.size() != fields.size())
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          call.origin(),
          "Function "
              + String.join(".", call.name())
              + " gives "
              + fields.size()
              + " columns, but "
              + names.size()
              + " names are given",
          "Give a name for each column, or none");
    List<Attribute> generated = new ArrayList<>();
    boolean keepsRows = isOuter || ExpressionAnalyzer.lower(call.name().getLast()).endsWith(OUTER);
    for (int i = 0; i < fields.size(); i++) {
      StructField field = fields.get(i);
      String name = names.isEmpty() ? field.name() : names.get(i);
      boolean isNullable = keepsRows || field.nullable();
      generated.add(query.ids().attribute(name, field.dataType(), isNullable));
    }
    return new Generate(generator.call(), keepsRows, generated, plan);
  }
}
