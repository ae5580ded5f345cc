package io.brasa.sql.syntax;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.UserFunction;
import java.util.List;
import java.util.Optional;

/** An expression as written. */
public sealed interface Syntax {
  Origin origin();

  /** A value with its type. Java objects as {@code Values} of columns gives them, null for NULL. */
  record Constant(Object value, DataType type, Origin origin) implements Syntax {}

  /** {@code a}, {@code t.a}, {@code t.a.field}: parts without quotes. */
  record Name(List<String> parts, Origin origin) implements Syntax {
    public Name {
      parts = List.copyOf(parts);
    }
  }

  /** A column of the input by its place, counted from one. */
  record Ordinal(int place, Origin origin) implements Syntax {}

  /**
   * {@code *} or {@code t.*}.
   *
   * @param qualifier empty for all
   * @param except names left out
   * @param replacements expressions that take the place of columns of their alias
   */
  record Star(List<String> qualifier, List<Name> except, List<Alias> replacements, Origin origin)
      implements Syntax {}

  /**
   * A function by its name, built in or the user's; operators too, by the names that Spark's
   * functions have: {@code +}, {@code and}, {@code =}, {@code like}, {@code isnull}.
   *
   * @param isDistinct {@code count(DISTINCT a)}
   * @param filter {@code FILTER (WHERE …)}
   * @param order {@code WITHIN GROUP (ORDER BY …)}
   * @param ignoreNulls {@code IGNORE NULLS}
   */
  record Call(
      List<String> name,
      List<Syntax> arguments,
      boolean isDistinct,
      Optional<Syntax> filter,
      List<SortItem> order,
      boolean ignoreNulls,
      Origin origin)
      implements Syntax {
    public Call {
      name = List.copyOf(name);
      arguments = List.copyOf(arguments);
      order = List.copyOf(order);
    }

    /** A plain call. */
    public static Call of(String name, List<Syntax> arguments, Origin origin) {
      return new Call(List.of(name), arguments, false, Optional.empty(), List.of(), false, origin);
    }
  }

  /**
   * A call of a function of the user's that no session knows.
   *
   * @param call its arguments, and its name for people
   */
  record Supplied(UserFunction function, Call call) implements Syntax {
    @Override
    public Origin origin() {
      return call.origin();
    }
  }

  /** {@code name => value} among the arguments of a call. */
  record NamedArgument(String name, Syntax value, Origin origin) implements Syntax {}

  /** {@code expression AS name}, or {@code AS (a, b)} of what gives several columns. */
  record Alias(Syntax expression, List<String> names, Origin origin) implements Syntax {
    public Alias {
      names = List.copyOf(names);
    }

    public static Alias of(Syntax expression, String name, Origin origin) {
      return new Alias(expression, List.of(name), origin);
    }
  }

  /** {@code CAST}, {@code TRY_CAST}, {@code ::}. */
  record Cast(Syntax expression, DataType type, boolean isTry, Origin origin) implements Syntax {}

  /**
   * A value that a column of a table is given: as one of its type, if it takes such values without
   * a cast.
   */
  record Stored(Syntax value, String column, DataType type, Origin origin) implements Syntax {}

  /** {@code CASE}; with a subject each condition is what it is compared with. */
  record Case(
      Optional<Syntax> subject, List<When> branches, Optional<Syntax> otherwise, Origin origin)
      implements Syntax {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** A branch of {@code CASE}. */
  record When(Syntax condition, Syntax result) {}

  /** {@code value IN (…)}, of values. */
  record In(Syntax value, List<Syntax> options, boolean isNegated, Origin origin)
      implements Syntax {
    public In {
      options = List.copyOf(options);
    }
  }

  /** {@code value IN (SELECT …)}; several values make a row. */
  record InQuery(List<Syntax> values, Relation query, boolean isNegated, Origin origin)
      implements Syntax {
    public InQuery {
      values = List.copyOf(values);
    }
  }

  /** {@code EXISTS (SELECT …)}. */
  record Exists(Relation query, Origin origin) implements Syntax {}

  /** {@code (SELECT …)} as a value. */
  record ScalarQuery(Relation query, Origin origin) implements Syntax {}

  /** {@code value < ALL (SELECT …)}. */
  record Quantified(String operator, Syntax value, boolean isAll, Relation query, Origin origin)
      implements Syntax {}

  /** {@code array[index]}, {@code map[key]}. */
  record Element(Syntax value, Syntax index, Origin origin) implements Syntax {}

  /** {@code struct.field} of what is not a name. */
  record Field(Syntax value, String field, Origin origin) implements Syntax {}

  /** {@code x -> …}, {@code (x, y) -> …}. */
  record Lambda(List<String> parameters, Syntax body, Origin origin) implements Syntax {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /** {@code call OVER (…)}. */
  record Windowed(Call call, Optional<UserFunction> supplied, Window window, Origin origin)
      implements Syntax {
    public Windowed(Call call, Window window, Origin origin) {
      this(call, Optional.empty(), window, origin);
    }
  }

  /** {@code INTERVAL 3 DAYS} with parts that are no constants. */
  record Interval(List<IntervalPart> parts, Origin origin) implements Syntax {
    public Interval {
      parts = List.copyOf(parts);
    }
  }

  /** A number of some unit, singular and in lower case. */
  record IntervalPart(Syntax value, String unit) {}

  /** {@code :name} or {@code ?}, the place counted from zero. */
  record Parameter(Optional<String> name, int place, Origin origin) implements Syntax {}

  /** What is resolved already: columns of a DataFrame held in a variable. */
  record Resolved(Expression expression, Origin origin) implements Syntax {}

  /** A sorting key; nulls are first by default when ascending, last when descending. */
  record SortItem(
      Syntax expression, boolean isDescending, Optional<Boolean> isNullsFirst, Origin origin) {}

  /** What a function is computed over. */
  sealed interface Window {
    /** {@code OVER name}. */
    record Named(String name, Origin origin) implements Window {}

    /** {@code OVER (base PARTITION BY … ORDER BY … frame)}. */
    record Defined(
        Optional<String> base,
        List<Syntax> partitions,
        List<SortItem> order,
        Optional<Frame> frame,
        Origin origin)
        implements Window {
      public Defined {
        partitions = List.copyOf(partitions);
        order = List.copyOf(order);
      }
    }
  }

  /** The rows around a row that a window function sees. */
  record Frame(FrameUnit unit, FrameBound start, FrameBound end, Origin origin) {}

  /** What the bounds of a frame count. */
  enum FrameUnit {
    ROWS,
    RANGE,
    GROUPS
  }

  /** An end of a frame. */
  sealed interface FrameBound {
    record UnboundedPreceding() implements FrameBound {}

    record Preceding(Syntax offset) implements FrameBound {}

    record CurrentRow() implements FrameBound {}

    record Following(Syntax offset) implements FrameBound {}

    record UnboundedFollowing() implements FrameBound {}
  }
}
