package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.text.CollationFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Calls of functions with text that has a collation. Those that look for text are given keys, or
 * patterns that do not tell letters by their case; those that cannot be done so fail; all others
 * see plain text, and text that comes of them has the collation again.
 */
final class CollatedCalls {
  /** Functions that look for a text in another and give no text. */
  private static final Set<String> SEARCHES =
      Set.of(
          "contains",
          "startswith",
          "endswith",
          "find_in_set",
          "instr",
          "locate",
          "position",
          "like",
          "ilike");

  /** Functions whose second argument is a regular expression. */
  private static final Set<String> PATTERNS =
      Set.of(
          "rlike",
          "regexp",
          "regexp_like",
          "regexp_count",
          "regexp_extract",
          "regexp_extract_all",
          "regexp_instr",
          "regexp_replace",
          "regexp_substr",
          "split");

  /** Functions that compare texts and have no form with keys. */
  private static final Set<String> REFUSED =
      Set.of(
          "replace",
          "split_part",
          "substring_index",
          "translate",
          "str_to_map",
          "greatest",
          "least",
          "array_contains",
          "array_position",
          "array_distinct",
          "array_union",
          "array_intersect",
          "array_except",
          "array_remove",
          "array_sort",
          "sort_array",
          "array_max",
          "array_min",
          "arrays_overlap",
          "map",
          "map_concat",
          "map_contains_key",
          "map_from_arrays",
          "map_from_entries",
          "element_at",
          "try_element_at");

  private static final Set<String> TRIMS = Set.of("trim", "btrim", "ltrim", "rtrim");

  private CollatedCalls() {}

  /** The collation that calls of these have; null if none has any. */
  private static CollatedType collation(List<Expression> arguments) {
    for (Expression argument : arguments)
      if (argument.type() instanceof CollatedType type) return type;
    return null;
  }

  /** What a function is given in place of its arguments. */
  static List<Expression> arguments(String name, List<Expression> arguments) {
    boolean isAny = false;
    for (Expression argument : arguments) isAny |= Coercion.hasCollation(argument.type());
    if (!isAny) return arguments;
    boolean isCutting = TRIMS.contains(name) && arguments.size() > 1;
    CollatedType type = collation(arguments);
    if (REFUSED.contains(name) || isCutting)
      throw CollationFunctions.unsupported(
          "Function " + name, type == null ? arguments.getFirst().type() : type);
    if (type == null) return arguments;
    boolean isSmall = Collation.of(type).isSmall();
    if (SEARCHES.contains(name)) {
      List<Expression> keys = new ArrayList<>();
      for (Expression argument : arguments)
        keys.add(isText(argument) ? key(argument, type) : argument);
      return keys;
    }
    if (!PATTERNS.contains(name) || !isSmall) return arguments;
    List<Expression> changed = new ArrayList<>(arguments);
    Expression pattern = Coercion.cast(arguments.get(1), AtomicType.STRING);
    changed.set(
        1,
        new Call(
            "concat",
            List.of(Literal.of("(?ui)"), pattern),
            AtomicType.STRING,
            pattern.nullable()));
    return changed;
  }

  private static boolean isText(Expression argument) {
    return argument.type() == AtomicType.STRING || argument.type() instanceof CollatedType;
  }

  private static Expression key(Expression argument, CollatedType type) {
    return CollationFunctions.key(Coercion.cast(argument, type));
  }

  /** Text that comes of text with a collation has it too. */
  static Expression result(String name, List<Expression> arguments, Expression result) {
    CollatedType type = collation(arguments);
    if (type == null || CollationFunctions.NAMES.contains(name)) return result;
    DataType given = result.type();
    if (given == AtomicType.STRING) return new Cast(result, type, Cast.Mode.ANSI);
    if (given instanceof ArrayType(DataType element, boolean containsNull)
        && element == AtomicType.STRING)
      return new Cast(result, new ArrayType(type, containsNull), Cast.Mode.ANSI);
    return result;
  }
}
