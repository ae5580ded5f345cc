package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.text.CollatedFunctions;
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

  /** Functions that compare texts, where there is no form of their own for a collation. */
  private static final Set<String> REFUSED =
      Set.of("replace", "split_part", "substring_index", "translate", "str_to_map");

  /** Functions that make maps, in which each key is once. */
  private static final Set<String> MAPS =
      Set.of("map", "map_concat", "map_from_arrays", "map_from_entries");

  /** Functions that find what a map has for a key. */
  private static final Set<String> OF_MAPS = Set.of("element_at", "try_element_at");

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
    Collation own = anywhere(arguments);
    if (isByFunction(name, arguments) || isOfPlainKeys(name, arguments)) return arguments;
    boolean hasForm = CollatedFunctions.has(name, own) || MAPS.contains(name);
    if (hasForm && !own.equals(Collation.BINARY))
      return arguments.stream().map(CollatedCalls::plain).toList();
    // With a form, and yet none for where its collation is: in structs.
    if (REFUSED.contains(name) || isCutting || hasForm)
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

  /** The collation of a text, also one within arrays, of entries too, and of keys of maps. */
  private static Collation anywhere(List<Expression> arguments) {
    for (Expression argument : arguments) {
      DataType type = argument.type();
      if (type instanceof ArrayType array) type = array.elementType();
      if (type instanceof MapType map) type = map.keyType();
      if (type instanceof StructType struct && struct.size() == 2)
        type = struct.field(0).dataType();
      if (type instanceof CollatedType) return Collation.of(type);
    }
    return Collation.BINARY;
  }

  /** The same with text of no collation. */
  private static Expression plain(Expression argument) {
    DataType plain =
        switch (argument.type()) {
          case CollatedType _ -> AtomicType.STRING;
          case ArrayType(CollatedType _, boolean containsNull) ->
              new ArrayType(AtomicType.STRING, containsNull);
          case MapType map when map.keyType() instanceof CollatedType ->
              new MapType(AtomicType.STRING, map.valueType(), map.valueContainsNull());
          default -> argument.type();
        };
    return plain.equals(argument.type()) ? argument : new Cast(argument, plain, Cast.Mode.ANSI);
  }

  /** Whether a place of an array is wanted, or a key of a map whose keys have no collation. */
  private static boolean isOfPlainKeys(String name, List<Expression> arguments) {
    if (!OF_MAPS.contains(name) && !name.equals("map_contains_key")) return false;
    return !(arguments.getFirst().type() instanceof MapType map)
        || !Coercion.hasCollation(map.keyType());
  }

  /** A sort by a function compares as that says. */
  private static boolean isByFunction(String name, List<Expression> arguments) {
    return name.equals("array_sort") && arguments.size() > 1;
  }

  private static boolean isText(Expression argument) {
    return argument.type() == AtomicType.STRING || argument.type() instanceof CollatedType;
  }

  private static Expression key(Expression argument, CollatedType type) {
    return CollationFunctions.key(Coercion.cast(argument, type));
  }

  /** A map whose keys have a collation, each once. */
  private static Expression map(String name, Expression made, Collation collation) {
    if (!(made.type() instanceof MapType map)
        || map.keyType() != AtomicType.STRING && !map.keyType().equals(collation.type()))
      throw CollationFunctions.unsupported("Function " + name, made.type());
    DataType type = new MapType(collation.type(), map.valueType(), map.valueContainsNull());
    return CollatedFunctions.uniqueKeys(name, made, type, collation);
  }

  /** Text that comes of text with a collation has it too. */
  static Expression result(String name, List<Expression> arguments, Expression resolved) {
    CollatedType type = collation(arguments);
    Collation own = anywhere(arguments);
    boolean isOwn =
        !own.equals(Collation.BINARY)
            && !isByFunction(name, arguments)
            && !isOfPlainKeys(name, arguments);
    if (isOwn && MAPS.contains(name)) return map(name, resolved, own);
    Expression result = resolved;
    if (isOwn && CollatedFunctions.has(name, own)) {
      result = CollatedFunctions.call(name, (Call) resolved, own);
      if (own.type() instanceof CollatedType collated) type = collated;
    }
    if (type == null || CollationFunctions.NAMES.contains(name)) return result;
    DataType given = result.type();
    if (given == AtomicType.STRING) return new Cast(result, type, Cast.Mode.ANSI);
    if (given instanceof ArrayType(DataType element, boolean containsNull)
        && element == AtomicType.STRING)
      return new Cast(result, new ArrayType(type, containsNull), Cast.Mode.ANSI);
    return result;
  }
}
