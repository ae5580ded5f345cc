package io.brasa.sql.parser;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.syntax.Syntax.Call;
import io.brasa.sql.syntax.Syntax.Frame;
import io.brasa.sql.syntax.Syntax.FrameBound;
import io.brasa.sql.syntax.Syntax.FrameUnit;
import io.brasa.sql.syntax.Syntax.SortItem;
import io.brasa.sql.syntax.Syntax.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of functions, those with words between their arguments too, and windows. */
final class CallParser {
  /** Whose first argument may be a unit of time without quotes. */
  private static final Set<String> WITH_UNIT =
      Set.of("timestampadd", "timestampdiff", "dateadd", "datediff", "date_add", "date_diff");

  private static final Set<String> UNITS =
      Set.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "DAYOFYEAR",
          "HOUR",
          "MINUTE",
          "SECOND",
          "MILLISECOND",
          "MICROSECOND");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  CallParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** The name was taken, the bracket comes. */
  Syntax call(List<String> name, int mark) {
    Syntax special =
        name.size() == 1 ? special(name.getFirst().toLowerCase(Locale.ROOT), mark) : null;
    return special != null ? special : plain(name, mark);
  }

  private Syntax special(String name, int mark) {
    return switch (name) {
      case "cast", "try_cast" -> cast(name.equals("try_cast"), mark);
      case "extract" -> extract(mark);
      case "substring", "substr" -> withWords(name, mark, "FROM", "FOR");
      case "overlay" -> withWords(name, mark, "PLACING", "FROM", "FOR");
      case "position" -> position(mark);
      case "trim" -> trim(mark);
      default -> null;
    };
  }

  private Syntax cast(boolean isTry, int mark) {
    cursor.expectSign("(");
    Syntax value = cursor.nested(expressions::expression);
    cursor.expect("AS");
    DataType type = new TypeParser(cursor).type();
    cursor.expectSign(")");
    return new Syntax.Cast(value, type, isTry, cursor.from(mark));
  }

  private Syntax text(String text, int mark) {
    return new Syntax.Constant(text, AtomicType.STRING, cursor.from(mark));
  }

  private Syntax extract(int mark) {
    cursor.expectSign("(");
    String field = cursor.peek().kind() == Kind.STRING ? cursor.string() : cursor.name();
    cursor.expect("FROM");
    Syntax source = cursor.nested(expressions::expression);
    cursor.expectSign(")");
    return Call.of("extract", List.of(text(field, mark), source), cursor.from(mark));
  }

  /** {@code substring(a FROM b FOR c)}; null, with nothing taken, if there are commas. */
  private Syntax withWords(String name, int mark, String... words) {
    int before = cursor.mark();
    cursor.expectSign("(");
    List<Syntax> arguments = new ArrayList<>();
    if (!cursor.isAtSign(")")) arguments.add(expressions.expression());
    for (String word : words) {
      if (cursor.accept(word)) arguments.add(expressions.expression());
    }
    if (arguments.size() < 2 || !cursor.acceptSign(")")) {
      cursor.reset(before);
      return null;
    }
    return Call.of(name, arguments, cursor.from(mark));
  }

  /** {@code position(a IN b)}: the first argument stops before IN. */
  private Syntax position(int mark) {
    int before = cursor.mark();
    cursor.expectSign("(");
    Syntax wanted = expressions.intervalValue();
    if (!cursor.accept("IN")) {
      cursor.reset(before);
      return null;
    }
    Syntax text = expressions.expression();
    cursor.expectSign(")");
    return Call.of("locate", List.of(wanted, text), cursor.from(mark));
  }

  private Syntax trim(int mark) {
    int before = cursor.mark();
    cursor.expectSign("(");
    String name = "trim";
    boolean hasSide = true;
    if (cursor.accept("LEADING")) name = "ltrim";
    else if (cursor.accept("TRAILING")) name = "rtrim";
    else hasSide = cursor.accept("BOTH");
    List<Syntax> arguments = new ArrayList<>();
    if (!cursor.isAt("FROM")) arguments.add(expressions.expression());
    if (!cursor.accept("FROM")) {
      if (hasSide) throw cursor.unexpected("FROM");
      cursor.reset(before);
      return null;
    }
    arguments.add(expressions.expression());
    cursor.expectSign(")");
    // Of both ends the function with two arguments has another name, and another order.
    if (name.equals("trim") && arguments.size() == 2)
      return Call.of("btrim", arguments.reversed(), cursor.from(mark));
    return Call.of(name, arguments, cursor.from(mark));
  }

  private Syntax plain(List<String> name, int mark) {
    cursor.expectSign("(");
    boolean isDistinct = cursor.accept("DISTINCT");
    if (!isDistinct) cursor.accept("ALL");
    List<Syntax> arguments = new ArrayList<>();
    if (!cursor.isAtSign(")")) arguments.addAll(cursor.nested(() -> arguments(name.getLast())));
    boolean ignoresNulls = nulls();
    cursor.expectSign(")");
    List<SortItem> order = List.of();
    if (cursor.accept("WITHIN", "GROUP")) {
      order =
          cursor.bracketed(
              () -> {
                cursor.expect("ORDER");
                cursor.expect("BY");
                return cursor.list(expressions::sortItem);
              });
    }
    Optional<Syntax> filter = Optional.empty();
    if (cursor.isAt("FILTER") && cursor.peek(1).isSign("(")) {
      cursor.take();
      filter =
          Optional.of(
              cursor.bracketed(
                  () -> {
                    cursor.expect("WHERE");
                    return expressions.expression();
                  }));
    }
    ignoresNulls |= nulls();
    Call call =
        new Call(name, arguments, isDistinct, filter, order, ignoresNulls, cursor.from(mark));
    if (!cursor.accept("OVER")) return call;
    return new Syntax.Windowed(call, window(), cursor.from(mark));
  }

  private boolean nulls() {
    if (cursor.accept("IGNORE", "NULLS")) return true;
    cursor.accept("RESPECT", "NULLS");
    return false;
  }

  private List<Syntax> arguments(String name) {
    if (WITH_UNIT.contains(name.toLowerCase(Locale.ROOT))
        && cursor.peek(1).isSign(",")
        && UNITS.contains(cursor.peek().text().toUpperCase(Locale.ROOT))) {
      int mark = cursor.mark();
      List<Syntax> all = new ArrayList<>();
      all.add(text(cursor.name().toLowerCase(Locale.ROOT), mark));
      while (cursor.acceptSign(",")) all.add(argument());
      return all;
    }
    return cursor.list(this::argument);
  }

  private Syntax argument() {
    int mark = cursor.mark();
    if (cursor.isAtName() && cursor.peek(1).isSign("=>")) {
      String name = cursor.name();
      cursor.take();
      return new Syntax.NamedArgument(name, expressions.expression(), cursor.from(mark));
    }
    return expressions.item();
  }

  // ---- windows

  /** {@code WINDOW name AS (…), …}, if it stands here. */
  Map<String, Window.Defined> windows() {
    Map<String, Window.Defined> windows = new LinkedHashMap<>();
    if (cursor.accept("WINDOW")) cursor.list(() -> named(windows));
    return windows;
  }

  private String named(Map<String, Window.Defined> windows) {
    int mark = cursor.mark();
    String name = cursor.name();
    cursor.expect("AS");
    Window.Defined defined =
        switch (window()) {
          case Window.Defined given -> given;
          case Window.Named other ->
              new Window.Defined(
                  Optional.of(other.name()),
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  other.origin());
        };
    if (windows.keySet().stream().anyMatch(name::equalsIgnoreCase))
      throw cursor.invalid(mark, "WINDOW defines " + name + " twice", "Give it another name");
    windows.put(name, defined);
    return name;
  }

  Window window() {
    int mark = cursor.mark();
    if (!cursor.isAtSign("(")) return new Window.Named(cursor.name(), cursor.from(mark));
    return cursor.bracketed(() -> defined(mark));
  }

  /** What stands between the brackets of a window. */
  Window.Defined defined(int mark) {
    boolean isAtKeyword =
        cursor.isAt("PARTITION")
            || cursor.isAt("DISTRIBUTE")
            || cursor.isAt("ORDER")
            || cursor.isAt("SORT")
            || cursor.isAt("ROWS")
            || cursor.isAt("RANGE")
            || cursor.isAt("GROUPS")
            || cursor.isAt("CLUSTER");
    Optional<String> base =
        cursor.isAtName() && !isAtKeyword ? Optional.of(cursor.name()) : Optional.empty();
    List<Syntax> partitions = List.of();
    if (cursor.accept("CLUSTER", "BY")) {
      int keys = cursor.mark();
      partitions = expressions.expressions();
      cursor.reset(keys);
      List<SortItem> order = cursor.list(expressions::sortItem);
      return new Window.Defined(base, partitions, order, frame(), cursor.from(mark));
    }
    if (cursor.accept("PARTITION", "BY") || cursor.accept("DISTRIBUTE", "BY"))
      partitions = expressions.expressions();
    List<SortItem> order = List.of();
    if (cursor.accept("ORDER", "BY") || cursor.accept("SORT", "BY"))
      order = cursor.list(expressions::sortItem);
    return new Window.Defined(base, partitions, order, frame(), cursor.from(mark));
  }

  private Optional<Frame> frame() {
    int mark = cursor.mark();
    for (FrameUnit unit : FrameUnit.values()) {
      if (!cursor.accept(unit.name())) continue;
      if (!cursor.accept("BETWEEN")) {
        FrameBound start = bound();
        return Optional.of(new Frame(unit, start, new FrameBound.CurrentRow(), cursor.from(mark)));
      }
      FrameBound start = bound();
      cursor.expect("AND");
      FrameBound end = bound();
      return Optional.of(new Frame(unit, start, end, cursor.from(mark)));
    }
    return Optional.empty();
  }

  private FrameBound bound() {
    if (cursor.accept("UNBOUNDED")) {
      if (cursor.accept("PRECEDING")) return new FrameBound.UnboundedPreceding();
      cursor.expect("FOLLOWING");
      return new FrameBound.UnboundedFollowing();
    }
    if (cursor.accept("CURRENT", "ROW")) return new FrameBound.CurrentRow();
    Syntax offset = expressions.expression();
    if (cursor.accept("PRECEDING")) return new FrameBound.Preceding(offset);
    cursor.expect("FOLLOWING");
    return new FrameBound.Following(offset);
  }
}
