package io.brasa.sql.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a text asks for. */
public sealed interface Statement {
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

  /** {@code DROP VIEW [IF EXISTS] name}. */
  record DropView(String name, boolean ifExists, Origin origin) implements Statement {}

  /** {@code SHOW TABLES}, {@code SHOW FUNCTIONS}, {@code SHOW COLUMNS}. */
  record Show(String what, Optional<String> of, Optional<String> pattern, Origin origin)
      implements Statement {}

  /** {@code DESCRIBE} of a table or of a query. */
  record Describe(Relation relation, Origin origin) implements Statement {}

  /** {@code SET name = value}, {@code SET name}, {@code SET}. */
  record Set(Optional<String> name, Optional<String> value, Origin origin) implements Statement {}

  /** {@code CACHE TABLE name}. */
  record Cache(String name, Optional<Relation> query, boolean isLazy, Origin origin)
      implements Statement {}

  /** {@code UNCACHE TABLE name}. */
  record Uncache(String name, boolean ifExists, Origin origin) implements Statement {}
}
