package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what users write in Java into syntax. */
final class Columns {
  private Columns() {}

  /** The place of the user's call that is running. */
  static Origin here(String operation) {
    return new Origin.Call(CallSite.here(operation).toString());
  }

  /** A call of a function; arguments are columns, or values. */
  static Column call(String function, Object... arguments) {
    Origin origin = here(function);
    List<Syntax> written = new ArrayList<>();
    for (Object argument : arguments) written.add(syntax(argument, origin));
    return new Column(Syntax.Call.of(function, written, origin));
  }

  /** As {@link #call}, of a first argument and a list of more. */
  static Column callAll(String function, Object first, Object[] more) {
    return call(function, both(first, more));
  }

  static Object[] both(Object first, Object[] more) {
    Object[] all = new Object[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }

  /** An aggregate of what is different. */
  static Column distinct(String function, Object... arguments) {
    Syntax.Call call = (Syntax.Call) call(function, arguments).syntax();
    return new Column(
        new Syntax.Call(
            call.name(),
            call.arguments(),
            true,
            Optional.empty(),
            List.of(),
            false,
            call.origin()));
  }

  /** {@code count(*)} counts rows. */
  static Column count(Syntax argument) {
    return new Column(Syntax.Call.of("count", List.of(argument), here("count")));
  }

  /** A column's expression, or a value as a constant. */
  static Syntax syntax(Object value, Origin origin) {
    return value instanceof Column column ? column.syntax() : constant(value, origin);
  }

  static Syntax constant(Object value, Origin origin) {
    return switch (value) {
      case Object[] array -> list(List.of(array), origin);
      case Collection<?> all -> list(all, origin);
      case Map<?, ?> map -> {
        List<Syntax> parts = new ArrayList<>();
        map.forEach(
            (key, each) -> {
              parts.add(syntax(key, origin));
              parts.add(syntax(each, origin));
            });
        yield Syntax.Call.of("map", parts, origin);
      }
      case null, default -> {
        Literal literal = literal(value, origin);
        yield new Syntax.Constant(literal.value(), literal.type(), origin);
      }
    };
  }

  private static Syntax list(Collection<?> all, Origin origin) {
    List<Syntax> parts = all.stream().map(each -> syntax(each, origin)).toList();
    return Syntax.Call.of("array", parts, origin);
  }

  /** A value of the program's. Fails with {@code TYPE_MISMATCH} on classes without a type. */
  static Literal literal(Object value, Origin origin) {
    return switch (value) {
      case null -> Literal.NULL;
      case Character character -> Literal.of(character.toString());
      case BigInteger number -> decimal(new BigDecimal(number));
      case BigDecimal number -> decimal(number);
      default -> new Literal(value, type(value, origin));
    };
  }

  private static Literal decimal(BigDecimal number) {
    BigDecimal whole = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(whole.precision(), whole.scale());
    return new Literal(whole, new DecimalType(precision, whole.scale()));
  }

  private static DataType type(Object value, Origin origin) {
    return switch (value) {
      case Boolean _ -> AtomicType.BOOLEAN;
      case Byte _ -> AtomicType.BYTE;
      case Short _ -> AtomicType.SHORT;
      case Integer _ -> AtomicType.INTEGER;
      case Long _ -> AtomicType.LONG;
      case Float _ -> AtomicType.FLOAT;
      case Double _ -> AtomicType.DOUBLE;
      case String _ -> AtomicType.STRING;
      case byte[] _ -> AtomicType.BINARY;
      case LocalDate _ -> AtomicType.DATE;
      case Instant _ -> AtomicType.TIMESTAMP;
      case LocalDateTime _ -> AtomicType.TIMESTAMP_NTZ;
      case LocalTime _ -> TimeType.MICROS;
      case CalendarInterval _ -> AtomicType.INTERVAL;
      case Duration _ -> DayTimeIntervalType.DAY_TO_SECOND;
      case Period _ -> YearMonthIntervalType.YEAR_TO_MONTH;
      default -> throw untyped(value, origin);
    };
  }

  private static EngineException untyped(Object value, Origin origin) {
    return QueryErrors.at(
        SqlError.TYPE_MISMATCH,
        origin,
        "A value of " + value.getClass().getName() + " is no value of a column",
        "Give a number, a text, a date or another value of SQL, or a Column");
  }

  /** {@code a.b}, {@code `a.b`}, {@code *}, {@code t.*}. */
  static Syntax named(String name, Origin origin) {
    if (name.equals("*")) return new Syntax.Star(List.of(), List.of(), List.of(), origin);
    List<String> parts = parts(name, origin);
    boolean isStar = parts.getLast().equals("*") && name.endsWith(".*");
    return isStar
        ? new Syntax.Star(parts.subList(0, parts.size() - 1), List.of(), List.of(), origin)
        : new Syntax.Name(parts, origin);
  }

  static List<String> parts(String name, Origin origin) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '`' && isQuoted && i + 1 < name.length() && name.charAt(i + 1) == '`') {
        part.append(c);
        i++;
      } else if (c == '`') {
        isQuoted = !isQuoted;
      } else if (c == '.' && !isQuoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    if (!isQuoted && parts.stream().noneMatch(String::isEmpty)) return parts;
    throw QueryErrors.at(
        SqlError.SQL_SYNTAX,
        origin,
        "'" + name + "' is no name of a column",
        "Put names with dots or quotes in backquotes");
  }

  static List<Syntax> syntaxes(Column[] columns) {
    List<Syntax> all = new ArrayList<>();
    for (Column column : columns) all.add(column.syntax());
    return all;
  }

  /** Columns by their names. */
  static Column[] named(String first, String[] others, String operation) {
    Origin origin = here(operation);
    Column[] columns = new Column[others.length + 1];
    columns[0] = new Column(named(first, origin));
    for (int i = 0; i < others.length; i++) columns[i + 1] = new Column(named(others[i], origin));
    return columns;
  }
}
