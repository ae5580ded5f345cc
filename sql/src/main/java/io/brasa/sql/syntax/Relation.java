package io.brasa.sql.syntax;

import io.brasa.columnar.source.Source;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Syntax.SortItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What gives rows, as written. */
public sealed interface Relation {
  Origin origin();

  /** A table, view or common table expression by name, or {@code parquet.`path`}. */
  record Table(List<String> name, Origin origin) implements Relation {
    public Table {
      name = List.copyOf(name);
    }
  }

  /** A file or folder named by a string in FROM. */
  record Path(String path, Origin origin) implements Relation {}

  /** A source that is open: {@code brasa.read()…load()}. */
  record Opened(Source source, Origin origin) implements Relation {}

  /**
   * What is analysed already: the plan of a DataFrame.
   *
   * @param qualifiers by which each column is reached beside its name; empty if none is
   * @param hint how a join with it is to be run
   */
  record Analyzed(
      LogicalPlan plan, List<List<String>> qualifiers, Optional<JoinHint> hint, Origin origin)
      implements Relation {
    public Analyzed {
      qualifiers = List.copyOf(qualifiers);
    }

    public Analyzed(LogicalPlan plan, List<List<String>> qualifiers, Origin origin) {
      this(plan, qualifiers, Optional.empty(), origin);
    }

    public Analyzed(LogicalPlan plan, Origin origin) {
      this(plan, List.of(), origin);
    }
  }

  /** {@code range(…)} and the like in FROM. */
  record TableFunction(Syntax.Call call, Origin origin) implements Relation {}

  /** {@code VALUES (…), (…)}. */
  record Values(List<List<Syntax>> rows, Origin origin) implements Relation {
    public Values {
      rows = List.copyOf(rows);
    }
  }

  /** One row without columns: SELECT without FROM. */
  record OneRow(Origin origin) implements Relation {}

  /** {@code relation AS name (a, b)}. */
  record Aliased(Relation input, String name, List<String> columns, Origin origin)
      implements Relation {
    public Aliased {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code SELECT items FROM input}: without grouping, or with aggregates over all rows when an
   * item has one.
   */
  record Project(Relation input, List<Syntax> items, Origin origin) implements Relation {
    public Project {
      items = List.copyOf(items);
    }
  }

  /**
   * A whole SELECT: input, WHERE, grouping, items, HAVING, QUALIFY, named windows, DISTINCT. ORDER
   * BY and LIMIT stand around it.
   */
  record Select(
      Relation input,
      Optional<Syntax> where,
      Optional<Grouping> grouping,
      List<Syntax> items,
      Optional<Syntax> having,
      Optional<Syntax> qualify,
      Map<String, Syntax.Window.Defined> windows,
      boolean isDistinct,
      List<Syntax.Call> hints,
      Origin origin)
      implements Relation {
    public Select {
      items = List.copyOf(items);
      windows = Map.copyOf(windows);
      hints = List.copyOf(hints);
    }
  }

  /** {@code GROUP BY}. */
  sealed interface Grouping {
    /** {@code GROUP BY ALL}: by all items without aggregate. */
    record All(Origin origin) implements Grouping {}

    /** By keys; several elements are multiplied with one another, as the standard says. */
    record By(List<GroupingElement> elements, Origin origin) implements Grouping {
      public By {
        elements = List.copyOf(elements);
      }
    }
  }

  /** A part of GROUP BY. */
  sealed interface GroupingElement {
    record Key(Syntax expression) implements GroupingElement {}

    record Rollup(List<List<Syntax>> keys) implements GroupingElement {}

    record Cube(List<List<Syntax>> keys) implements GroupingElement {}

    /** Keys that grouping sets behind them name: they fix the order of keys, and are in no set. */
    record Listed(List<Syntax> keys) implements GroupingElement {}

    record Sets(List<GroupingElement> sets) implements GroupingElement {}

    /** {@code (a, b)} or {@code ()} within GROUPING SETS. */
    record Set(List<Syntax> keys) implements GroupingElement {}
  }

  /** {@code WHERE}, or a filter on a DataFrame. */
  record Filter(Relation input, Syntax condition, Origin origin) implements Relation {}

  /** How inputs are joined. */
  enum JoinKind {
    INNER,
    CROSS,
    LEFT,
    RIGHT,
    FULL,
    LEFT_SEMI,
    LEFT_ANTI
  }

  /** On what inputs are joined. */
  sealed interface JoinCondition {
    record On(Syntax condition) implements JoinCondition {}

    record Using(List<String> columns) implements JoinCondition {}

    record Natural() implements JoinCondition {}

    record None() implements JoinCondition {}
  }

  /**
   * A join.
   *
   * @param isLateral whether the right may use columns of the left
   */
  record Join(
      Relation left,
      Relation right,
      JoinKind kind,
      JoinCondition condition,
      boolean isLateral,
      Origin origin)
      implements Relation {}

  /** {@code LATERAL VIEW [OUTER] generator(…) name AS a, b}. */
  record LateralView(
      Relation input,
      Syntax.Call generator,
      boolean isOuter,
      Optional<String> name,
      List<String> columns,
      Origin origin)
      implements Relation {
    public LateralView {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Rows in order.
   *
   * @param isGlobal {@code ORDER BY}; else {@code SORT BY}, within partitions
   */
  record Sort(Relation input, List<SortItem> order, boolean isGlobal, Origin origin)
      implements Relation {
    public Sort {
      order = List.copyOf(order);
    }
  }

  /** {@code LIMIT} and {@code OFFSET}. */
  record Limit(Relation input, Optional<Syntax> count, Optional<Syntax> offset, Origin origin)
      implements Relation {}

  /** How sets are combined. */
  enum SetKind {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /**
   * {@code UNION} and the like.
   *
   * @param isAll whether duplicates stay
   * @param byName whether columns are matched by name instead of place
   * @param allowMissing when by name: whether a side may lack columns, which are then null
   */
  record SetOperation(
      Relation left,
      Relation right,
      SetKind kind,
      boolean isAll,
      boolean byName,
      boolean allowMissing,
      Origin origin)
      implements Relation {}

  /** {@code WITH name (columns) AS (…), … body}. */
  record With(List<Common> tables, boolean isRecursive, Relation body, Origin origin)
      implements Relation {
    public With {
      tables = List.copyOf(tables);
    }
  }

  /**
   * A common table expression.
   *
   * @param mostLevels how often a recursive one may go on
   */
  record Common(
      String name,
      List<String> columns,
      Relation query,
      Optional<Integer> mostLevels,
      Origin origin) {
    public Common {
      columns = List.copyOf(columns);
    }
  }

  /** {@code DISTINCT} of a DataFrame; with columns, one row of each of their values. */
  record Distinct(Relation input, List<String> columns, Origin origin) implements Relation {
    public Distinct {
      columns = List.copyOf(columns);
    }
  }

  /** {@code TABLESAMPLE}, {@code sample}. */
  record Sample(Relation input, double fraction, boolean withReplacement, long seed, Origin origin)
      implements Relation {}

  /** Grouping by calls: {@code df.groupBy(…).agg(…)}; the keys come first in the result. */
  record Aggregate(
      Relation input, List<GroupingElement> keys, List<Syntax> aggregates, Origin origin)
      implements Relation {
    public Aggregate {
      keys = List.copyOf(keys);
      aggregates = List.copyOf(aggregates);
    }
  }

  /** {@code repartition} and {@code coalesce}; by expressions if there are any. */
  record Repartition(
      Relation input,
      Optional<Integer> count,
      List<Syntax> expressions,
      boolean isShuffling,
      Origin origin)
      implements Relation {
    public Repartition {
      expressions = List.copyOf(expressions);
    }

    /** The expressions if they alone say where rows go: {@code DISTRIBUTE BY}. */
    public List<Syntax> keysOnly() {
      return count.isEmpty() ? expressions : List.of();
    }
  }

  /**
   * {@code PIVOT (aggregates FOR columns IN (values))}: columns for values of others.
   *
   * @param keys what rows are grouped by; without them all columns that stand nowhere else in it
   * @param columns whose values become columns
   */
  record Pivot(
      Relation input,
      Optional<List<Syntax>> keys,
      List<Syntax> aggregates,
      List<Syntax> columns,
      List<PivotValue> values,
      Origin origin)
      implements Relation {
    public Pivot {
      keys = keys.map(List::copyOf);
      aggregates = List.copyOf(aggregates);
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /** A value for each column of a pivot, and what the made column is called. */
  record PivotValue(List<Syntax> values, Optional<String> name) {
    public PivotValue {
      values = List.copyOf(values);
    }
  }

  /**
   * {@code UNPIVOT (values FOR name IN (columns))}: a row for each group of columns.
   *
   * @param keys what stays beside; without them all columns that are in no group
   * @param values what the columns of values are called
   * @param name what the column of the groups' names is called
   */
  record Unpivot(
      Relation input,
      Optional<List<Syntax>> keys,
      List<String> values,
      String name,
      List<UnpivotGroup> groups,
      boolean hasNulls,
      Origin origin)
      implements Relation {
    public Unpivot {
      keys = keys.map(List::copyOf);
      values = List.copyOf(values);
      groups = List.copyOf(groups);
    }
  }

  /** Columns that make one row, and what it is called. */
  record UnpivotGroup(List<Syntax> columns, Optional<String> name) {
    public UnpivotGroup {
      columns = List.copyOf(columns);
    }
  }
}
