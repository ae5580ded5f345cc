package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Columns of {@code CHAR(n)}, whose texts are filled up with spaces, as they are compared: what
 * they are compared with is filled up too if it is a constant or another such column. As in Spark
 * this holds for columns alone, also under another name, and for nothing that is computed of them.
 */
public final class FilledText {
  private static final Set<String> EQUALITIES = Set.of("=", "==", "<=>", "<>", "!=", "equal_null");
  private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=", "between");

  private FilledText() {}

  /** A text with spaces behind it up to a count of characters; longer text as it is. */
  public static Expression filled(Expression text, int length) {
    return filled(text, Literal.of(length));
  }

  private static Expression filled(Expression text, Expression length) {
    Expression own = new Call("length", List.of(text), AtomicType.INTEGER, text.nullable());
    Expression wanted =
        new Call("greatest", List.of(length, own), AtomicType.INTEGER, length.nullable());
    boolean isNullable = text.nullable() || length.nullable();
    return new Call("rpad", List.of(text, wanted, Literal.of(" ")), AtomicType.STRING, isNullable);
  }

  /** What a function is given in place of its arguments. */
  static List<Expression> arguments(String name, List<Expression> arguments) {
    boolean isAny = false;
    for (Expression argument : arguments) isAny |= length(argument) > 0;
    if (!isAny || arguments.size() < 2) return arguments;
    if (EQUALITIES.contains(name) && arguments.size() == 2) return equal(arguments);
    if (ORDERS.contains(name)) return ordered(arguments);
    boolean isChoice = name.equals("nullif") || name.equals("decode") && arguments.size() > 2;
    return isChoice && length(arguments.getFirst()) > 0 ? chosen(arguments) : arguments;
  }

  /** A value and others among which it is looked for. */
  static List<Expression> options(List<Expression> all) {
    int length = length(all.getFirst());
    if (length == 0 || !all.stream().skip(1).allMatch(FilledText::isConstant)) return all;
    List<Expression> filled = new ArrayList<>(List.of(all.getFirst()));
    for (Expression option : all.subList(1, all.size())) filled.add(like(option, length));
    return filled;
  }

  /** A column of CHAR that is cast is compared as any text is, so the cast has to stay. */
  static boolean isColumn(Expression expression) {
    return length(expression) > 0;
  }

  private static int length(Expression expression) {
    return expression instanceof Attribute column ? column.filledLength() : 0;
  }

  private static List<Expression> equal(List<Expression> sides) {
    int left = length(sides.getFirst());
    int right = length(sides.getLast());
    if (left > 0 && right > 0)
      return List.of(filledTo(sides.getFirst(), right), filledTo(sides.getLast(), left));
    if (left > 0 && isConstant(sides.getLast()))
      return List.of(sides.getFirst(), like(sides.getLast(), left));
    if (right > 0 && isConstant(sides.getFirst()))
      return List.of(like(sides.getFirst(), right), sides.getLast());
    return sides;
  }

  /** All of one length, that of the longest, since what is filled up counts in an order. */
  private static List<Expression> ordered(List<Expression> sides) {
    if (!sides.stream().allMatch(side -> length(side) > 0 || isConstant(side))) return sides;
    Expression longest = Literal.of(0);
    for (Expression side : sides) {
      int length = length(side);
      if (length == 0 && !isText(side)) return sides;
      Expression own =
          length > 0
              ? Literal.of(length)
              : new Call("length", List.of(side), AtomicType.INTEGER, side.nullable());
      longest = longest(longest, own);
    }
    List<Expression> filled = new ArrayList<>();
    for (Expression side : sides) filled.add(filledTo(side, longest));
    return filled;
  }

  private static Expression longest(Expression one, Expression other) {
    if (one instanceof Literal(Integer a, var _) && other instanceof Literal(Integer b, var _))
      return Literal.of(Math.max(a, b));
    return new Call("greatest", List.of(one, other), AtomicType.INTEGER, false);
  }

  private static Expression filledTo(Expression side, Expression length) {
    if (length instanceof Literal(Integer count, var _)) return filledTo(side, count);
    return filled(side, length);
  }

  private static Expression filledTo(Expression side, int length) {
    if (side instanceof Literal(String text, var _)) return Literal.of(filled(text, length));
    int own = length(side);
    return own >= length && own > 0 ? side : filled(side, length);
  }

  private static List<Expression> chosen(List<Expression> arguments) {
    int length = length(arguments.getFirst());
    List<Expression> changed = new ArrayList<>(arguments);
    for (int i = 1; i < arguments.size(); i += 2) {
      boolean isDefault = i + 1 == arguments.size() && i > 1;
      if (!isDefault && isConstant(arguments.get(i)))
        changed.set(i, like(arguments.get(i), length));
    }
    return changed;
  }

  /**
   * A constant as it stands in a column of a length, if it does. Spaces that it has beyond the
   * length count for nothing, so that the column itself can be compared, and files be passed over.
   */
  private static Expression like(Expression constant, int length) {
    if (!isText(constant)) return constant;
    if (constant instanceof Literal(String text, var _))
      return Literal.of(filled(cut(text), length));
    boolean isNullable = constant.nullable();
    Expression cut = new Call("rtrim", List.of(constant), AtomicType.STRING, isNullable);
    return constant instanceof Literal ? constant : filled(cut, length);
  }

  private static String cut(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') end--;
    return text.substring(0, end);
  }

  private static String filled(String text, int length) {
    int missing = length - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }

  private static boolean isText(Expression expression) {
    return expression.type() == AtomicType.STRING;
  }

  private static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Literal _ -> true;
      case Call _, Cast _ -> expression.children().stream().allMatch(FilledText::isConstant);
      default -> false;
    };
  }
}
