package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Signature;
import io.brasa.sql.function.text.CollationFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Calls of functions that look for text by the rules of a language: its keys tell which texts are
 * equal, but a key of a part is no part of the whole's key. What has no form for languages fails by
 * name.
 */
final class LanguageCalls {
  /** Functions that would look for text by its bytes. */
  private static final Set<String> REFUSED =
      Set.of(
          "like",
          "ilike",
          "rlike",
          "regexp",
          "regexp_like",
          "regexp_count",
          "regexp_extract",
          "regexp_extract_all",
          "regexp_instr",
          "regexp_replace",
          "regexp_substr",
          "split",
          "str_to_map");

  /** Functions that change what they find; spaces that do not count would be in the middle too. */
  private static final Set<String> CHANGING =
      Set.of("replace", "split_part", "substring_index", "translate");

  private static final Set<String> TRIMS = Set.of("trim", "btrim", "ltrim", "rtrim");

  private LanguageCalls() {}

  /** The call that is meant; null if nothing is special about it. */
  static Expression resolved(String name, List<Expression> arguments) {
    CollatedType type = null;
    for (Expression argument : arguments)
      if (type == null && argument.type() instanceof CollatedType collated) type = collated;
    if (type == null || Collation.of(type).rule().isEmpty()) return null;
    boolean isTrimmed = Collation.of(type).isTrimmed();
    if (CHANGING.contains(name) && isTrimmed
        || REFUSED.contains(name)
        || TRIMS.contains(name) && arguments.size() > 1)
      throw CollationFunctions.unsupported("Function " + name, type);
    return switch (name) {
      case "contains", "startswith", "endswith", "find_in_set" -> {
        Signature.count(name, arguments, 2, 2);
        DataType result = name.equals("find_in_set") ? AtomicType.INTEGER : AtomicType.BOOLEAN;
        yield call("__collated_" + name, texts(name, arguments, type), result);
      }
      case "instr" -> {
        Signature.count(name, arguments, 2, 2);
        yield place(texts(name, arguments, type), Literal.of(1));
      }
      case "locate", "position" -> {
        Signature.count(name, arguments, 2, 3);
        Expression from =
            arguments.size() < 3
                ? Literal.of(1)
                : Signature.coerceOne(name, arguments, 2, AtomicType.INTEGER);
        yield place(texts(name, List.of(arguments.get(1), arguments.get(0)), type), from);
      }
      case "replace" -> {
        Signature.count(name, arguments, 2, 3);
        List<Expression> all = texts(name, arguments, type);
        all.add(arguments.size() < 3 ? Literal.of("") : plain(name, arguments, 2));
        yield call("__language_replace", all, type);
      }
      case "translate" -> {
        Signature.count(name, arguments, 3, 3);
        List<Expression> all = texts(name, arguments, type);
        all.add(plain(name, arguments, 2));
        yield call("__language_translate", all, type);
      }
      case "split_part", "substring_index" -> {
        Signature.count(name, arguments, 3, 3);
        List<Expression> all = texts(name, arguments, type);
        all.add(Signature.coerceOne(name, arguments, 2, AtomicType.INTEGER));
        yield call("__language_" + name, all, type);
      }
      default -> null;
    };
  }

  private static Expression plain(String name, List<Expression> arguments, int index) {
    Expression text = arguments.get(index);
    return text.type() instanceof CollatedType
        ? text
        : Signature.coerceOne(name, arguments, index, AtomicType.STRING);
  }

  private static Expression place(List<Expression> texts, Expression from) {
    List<Expression> all = new ArrayList<>(texts);
    all.add(from);
    return call("__collated_instr", all, AtomicType.INTEGER);
  }

  private static Call call(String name, List<Expression> arguments, DataType type) {
    return new Call(name, arguments, type, Signature.anyNullable(arguments));
  }

  /** The two texts, the first with the collation; fails where they have different ones. */
  private static List<Expression> texts(
      String name, List<Expression> arguments, CollatedType type) {
    List<Expression> texts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (arguments.get(i).type() instanceof CollatedType other && !other.equals(type))
        throw Signature.mismatch(name, arguments, i, type.sql());
      texts.add(
          arguments.get(i).type() instanceof CollatedType
              ? arguments.get(i)
              : Signature.coerceOne(name, arguments, i, AtomicType.STRING));
    }
    texts.set(0, Coercion.cast(texts.getFirst(), type));
    return texts;
  }
}
