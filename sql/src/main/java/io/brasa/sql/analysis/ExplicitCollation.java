package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@code COLLATE} says of one side of a comparison holds for both, whatever collation a column
 * has: by bytes too, which the type alone does not tell from text without a collation.
 */
final class ExplicitCollation {
  private static final Set<String> COMPARISONS =
      Set.of("=", "==", "<=>", "<>", "!=", "<", "<=", ">", ">=");

  private ExplicitCollation() {}

  /** The arguments of a call; of one that compares, with the collation that is written there. */
  static List<Expression> arguments(
      String name, List<Syntax> written, List<Expression> arguments, Origin origin) {
    return COMPARISONS.contains(name) ? same(written, arguments, origin) : arguments;
  }

  /** Values that are compared. Fails with {@code TYPE_MISMATCH} if two collations are written. */
  static List<Expression> same(List<Syntax> written, List<Expression> values, Origin origin) {
    if (written.size() != values.size()) return values;
    DataType said = null;
    for (int i = 0; i < values.size(); i++) {
      if (!isCollate(written.get(i))) continue;
      DataType type = values.get(i).type();
      if (said != null && !said.equals(type))
        throw Query.error(
            SqlError.TYPE_MISMATCH,
            origin,
            "Values of " + said.sql() + " and of " + type.sql() + " are to be compared",
            "Write one collation");
      said = type;
    }
    if (said == null) return values;
    List<Expression> same = new ArrayList<>();
    for (Expression value : values)
      same.add(isText(value.type()) ? Coercion.cast(value, said) : value);
    return same;
  }

  private static boolean isCollate(Syntax written) {
    return written instanceof Syntax.Call call
        && call.name().size() == 1
        && call.name().getFirst().equalsIgnoreCase("collate");
  }

  private static boolean isText(DataType type) {
    return type == AtomicType.STRING || type instanceof CollatedType;
  }
}
