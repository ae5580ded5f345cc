package io.brasa.sql.syntax;

import io.brasa.columnar.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a text asks for. */
public sealed interface Statement {
  /** About what lasts beyond a session, or about a table's rows. */
  record OfCatalog(CatalogStatement statement) implements Statement {}

  /** What stands before the name of a variable that is said to be one of the session. */
  String OF_SESSION = "session.";

  /** Rows. */
  record Query(Relation relation) implements Statement {}

  /** {@code EXPLAIN [mode] query}. */
  record Explain(ExplainMode mode, Statement statement, Origin origin) implements Statement {}

  /** How much of a plan is shown. */
  enum ExplainMode {
    SIMPLE,
    EXTENDED,
    FORMATTED,
    COST,
    CODEGEN,
    /** The query is run, and what was measured shown. */
    ANALYZE
  }

  /** {@code CREATE [OR REPLACE] [GLOBAL] TEMPORARY VIEW name AS query}. */
  record CreateView(
      String name, List<String> columns, Relation query, boolean replaces, Origin origin)
      implements Statement {}

  /** {@code CREATE TEMPORARY VIEW name USING format OPTIONS (…)}. */
  record CreateSourceView(
      String name, String format, Map<String, String> options, boolean replaces, Origin origin)
      implements Statement {}

  /**
   * {@code CREATE [OR REPLACE] [TEMPORARY] FUNCTION [IF NOT EXISTS] name (…) RETURNS … RETURN …}.
   */
  record CreateFunction(
      SqlFunction function,
      boolean isTemporary,
      boolean replaces,
      boolean ifNotExists,
      Origin origin)
      implements Statement {}

  /** {@code DROP [TEMPORARY] FUNCTION [IF EXISTS] name}. */
  record DropFunction(String name, boolean isTemporary, boolean ifExists, Origin origin)
      implements Statement {}

  /** {@code DESCRIBE FUNCTION [EXTENDED] name}. */
  record DescribeFunction(String name, boolean isExtended, Origin origin) implements Statement {}

  /** {@code BEGIN … END}. */
  record RunScript(Script.Block block, Origin origin) implements Statement {}

  /** {@code SHOW TABLES}, {@code SHOW FUNCTIONS}, {@code SHOW COLUMNS}. */
  record Show(String what, Optional<Relation> of, Optional<String> pattern, Origin origin)
      implements Statement {}

  /**
   * {@code DESCRIBE [EXTENDED]} of a table or of a query.
   *
   * @param column of a table, to be described alone
   */
  record Describe(Relation relation, boolean isExtended, Optional<String> column, Origin origin)
      implements Statement {}

  /**
   * {@code ANALYZE TABLE name COMPUTE STATISTICS}, {@code ANALYZE TABLES COMPUTE STATISTICS}.
   *
   * @param tables empty for all there are
   * @param database whose tables are meant by all; empty for the current one and temporary views
   * @param mode how closely
   * @param columns that are looked at one by one
   */
  record Analyze(
      List<Relation.Table> tables,
      Optional<List<String>> database,
      AnalyzeMode mode,
      List<String> columns,
      Origin origin)
      implements Statement {}

  /** How closely tables are looked at. */
  enum AnalyzeMode {
    /** {@code NOSCAN}: not at their rows. */
    SIZE,
    ROWS,
    /** {@code FOR COLUMNS a, b}. */
    SOME_COLUMNS,
    /** {@code FOR ALL COLUMNS}. */
    ALL_COLUMNS
  }

  /** {@code SET name = value}, {@code SET name}, {@code SET}. */
  record Set(Optional<String> name, Optional<String> value, Origin origin) implements Statement {}

  /** {@code SET TIME ZONE zone}; empty for that of the machine. */
  record SetZone(Optional<String> zone, Origin origin) implements Statement {}

  /** {@code RESET}, {@code RESET name}. */
  record Reset(Optional<String> name, Origin origin) implements Statement {}

  /** {@code DECLARE [OR REPLACE] VARIABLE name, … type DEFAULT value}. */
  record DeclareVariable(
      List<String> names,
      Optional<DataType> type,
      Optional<Syntax> value,
      boolean replaces,
      Origin origin)
      implements Statement {}

  /**
   * {@code SET VARIABLE name = value, …}, {@code SET VARIABLE (name, …) = (query)}.
   *
   * @param values of each name, empty for its default; none at all if a query gives them
   */
  record SetVariables(
      List<String> names, List<Optional<Syntax>> values, Optional<Relation> query, Origin origin)
      implements Statement {}

  /** {@code DROP TEMPORARY VARIABLE name}. */
  record DropVariable(String name, boolean ifExists, Origin origin) implements Statement {}

  /**
   * {@code EXECUTE IMMEDIATE text INTO names USING values}.
   *
   * @param values for {@code ?}, or by name if they have aliases
   */
  record ExecuteImmediate(Syntax text, List<String> into, List<Syntax> values, Origin origin)
      implements Statement {}

  /** {@code CLEAR CACHE}. */
  record ClearCache(Origin origin) implements Statement {}

  /** {@code CACHE TABLE name}. */
  record Cache(String name, Optional<Relation> query, boolean isLazy, Origin origin)
      implements Statement {}

  /** {@code UNCACHE TABLE name}. */
  record Uncache(String name, boolean ifExists, Origin origin) implements Statement {}
}
