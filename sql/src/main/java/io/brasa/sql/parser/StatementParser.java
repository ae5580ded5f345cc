package io.brasa.sql.parser;

import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Statement.AnalyzeMode;
import io.brasa.sql.syntax.Statement.ExplainMode;
import io.brasa.sql.syntax.Syntax;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements other than queries, told by their first word. */
final class StatementParser {
  private static final Set<String> NOT_YET =
      Set.of(
          ("GRANT REVOKE LOAD CALL COPY OPTIMIZE VACUUM ADD LIST MAP REDUCE EXPORT IMPORT LOCK UNLOCK"
                  + " START COMMIT ROLLBACK DFS")
              .split(" "));

  /** What others know to show or make, and this does not. */
  private static final Set<String> NOT_SHOWN =
      Set.of(
          "COLLATIONS GRANT GRANTS INDEX INDEXES LOCKS PROCEDURES ROLE ROLES TRANSACTIONS"
              .split(" "));

  private static final Set<String> NOT_MADE =
      Set.of("INDEX MATERIALIZED METRIC PROCEDURE ROLE STREAMING".split(" "));

  private final Cursor cursor;
  private final boolean isInScript;
  private final QueryParser queries;

  /**
   * @param isInScript whether SET is about variables, and no other word needed for that
   */
  StatementParser(Cursor cursor, boolean isInScript) {
    this.cursor = cursor;
    this.isInScript = isInScript;
    this.queries = new QueryParser(cursor);
  }

  Statement statement() {
    int mark = cursor.mark();
    if (!isInScript && cursor.isAt("BEGIN")) return new ScriptParser(cursor).script(mark);
    Optional<CatalogStatement> ofCatalog = new CatalogParser(cursor, queries).statement();
    if (ofCatalog.isPresent()) return new Statement.OfCatalog(ofCatalog.get());
    if (cursor.accept("EXPLAIN")) return explain(mark);
    if (cursor.accept("CREATE")) return create(mark);
    if (cursor.accept("DROP")) return drop(mark);
    if (cursor.accept("SHOW")) return show(mark);
    if (cursor.accept("DESCRIBE") || cursor.accept("DESC")) return describe(mark);
    if (cursor.accept("ANALYZE")) return analyze(mark);
    if (cursor.accept("SET")) return set(mark);
    if (cursor.accept("CACHE")) return cache(mark);
    if (cursor.accept("CLEAR", "CACHE")) return new Statement.ClearCache(cursor.from(mark));
    if (cursor.accept("RESET")) return reset(mark);
    if (cursor.accept("DECLARE")) return variables().declare(mark);
    if (cursor.accept("EXECUTE", "IMMEDIATE")) return variables().execute(mark);
    if (cursor.accept("UNCACHE")) return uncache(mark);
    refuse(mark, "", NOT_YET);
    if (!queries.expressions().isAtQuery() && !cursor.isAt("TABLE") && !cursor.isAt("VALUES"))
      throw cursor.unexpected("SELECT or another statement");
    return new Statement.Query(queries.query());
  }

  /** Fails by name if the next word is one of those. */
  private void refuse(int mark, String before, Set<String> words) {
    String word = cursor.peek().text().toUpperCase(Locale.ROOT);
    if (cursor.peek().kind() == Kind.WORD && words.contains(word))
      throw cursor.unsupported(mark, before + word);
  }

  private Statement explain(int mark) {
    ExplainMode mode = ExplainMode.SIMPLE;
    for (ExplainMode candidate : ExplainMode.values()) {
      if (candidate != ExplainMode.SIMPLE && cursor.accept(candidate.name())) mode = candidate;
    }
    Statement statement = statement();
    return new Statement.Explain(mode, statement, cursor.from(mark));
  }

  private Statement create(int mark) {
    boolean replaces = cursor.accept("OR", "REPLACE");
    boolean isGlobal = cursor.accept("GLOBAL");
    boolean isTemporary = cursor.accept("TEMPORARY") || cursor.accept("TEMP");
    if (cursor.accept("FUNCTION")) return functions().create(mark, replaces, isTemporary);
    refuse(mark, "CREATE ", NOT_MADE);
    if (!isTemporary || !cursor.accept("VIEW"))
      throw cursor.unexpected("TABLE, VIEW, DATABASE or FUNCTION");
    String name = (isGlobal ? "global_temp." : "") + cursor.name();
    int at = cursor.mark();
    List<String> columns =
        cursor.isAtSign("(") ? cursor.bracketed(() -> cursor.list(this::viewColumn)) : List.of();
    if (cursor.accept("USING")) {
      if (!columns.isEmpty()) throw refusedColumns(at, "over files");
      String format = cursor.name();
      Map<String, String> options = cursor.accept("OPTIONS") ? options() : Map.of();
      return new Statement.CreateSourceView(name, format, options, replaces, cursor.from(mark));
    }
    cursor.expect("AS");
    Relation query = queries.query();
    return new Statement.CreateView(name, columns, query, replaces, cursor.from(mark));
  }

  private String viewColumn() {
    String name = cursor.name();
    if (cursor.isAtName() || cursor.isAtSign(":"))
      throw refusedColumns(
          cursor.mark(), cursor.isAt("COMMENT") ? "with a comment" : "with a type");
    return name;
  }

  private EngineException refusedColumns(int at, String what) {
    cursor.take();
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        cursor.from(at),
        "Columns " + what + " in CREATE TEMPORARY VIEW",
        "Leave the columns out, and write AS SELECT with CAST and AS for types and names");
  }

  private Map<String, String> options() {
    return new ClauseParser(cursor, queries).options();
  }

  private FunctionParser functions() {
    return new FunctionParser(cursor, queries);
  }

  private VariableParser variables() {
    return new VariableParser(cursor, queries);
  }

  private Statement reset(int mark) {
    Optional<String> name =
        cursor.isAtName()
            ? Optional.of(String.join(".", cursor.qualifiedName()))
            : Optional.empty();
    return new Statement.Reset(name, cursor.from(mark));
  }

  private Statement drop(int mark) {
    if (cursor.accept("TEMPORARY", "VARIABLE") || cursor.accept("TEMP", "VARIABLE"))
      return variables().drop(mark);
    if (cursor.accept("TEMPORARY", "FUNCTION") || cursor.accept("TEMP", "FUNCTION"))
      return functions().drop(mark, true);
    if (cursor.accept("FUNCTION")) return functions().drop(mark, false);
    throw cursor.unexpected("TABLE, VIEW, DATABASE, FUNCTION or VARIABLE");
  }

  private Statement show(int mark) {
    for (String whose : List.of("USER", "SYSTEM", "ALL")) {
      if (!cursor.accept(whose, "FUNCTIONS")) continue;
      return new Statement.Show(
          whose + " FUNCTIONS", Optional.empty(), pattern(), cursor.from(mark));
    }
    for (String what : List.of("FUNCTIONS", "COLUMNS")) {
      if (!cursor.accept(what)) continue;
      Optional<Relation> of = Optional.empty();
      if (cursor.accept("FROM") || cursor.accept("IN")) of = Optional.of(tableOrPath());
      return new Statement.Show(what, of, pattern(), cursor.from(mark));
    }
    refuse(mark, "SHOW ", NOT_SHOWN);
    throw cursor.unexpected("TABLES, VIEWS, DATABASES, PARTITIONS, FUNCTIONS or COLUMNS");
  }

  private Optional<String> pattern() {
    if (cursor.accept("LIKE")) {
      if (cursor.peek().kind() == Kind.STRING) return Optional.of(cursor.string());
      return Optional.of(String.join(".", cursor.qualifiedName()));
    }
    return cursor.peek().kind() == Kind.STRING ? Optional.of(cursor.string()) : Optional.empty();
  }

  private Statement describe(int mark) {
    if (cursor.isAt("FUNCTION") && cursor.peek(1).kind() != Kind.END) {
      cursor.take();
      return functions().describe(mark);
    }
    if (cursor.accept("QUERY"))
      return new Statement.Describe(queries.query(), false, Optional.empty(), cursor.from(mark));
    if (cursor.isNameAhead(1)) cursor.accept("TABLE");
    boolean isExtended = cursor.accept("EXTENDED") || cursor.accept("FORMATTED");
    if (queries.expressions().isAtQuery())
      return new Statement.Describe(
          queries.query(), isExtended, Optional.empty(), cursor.from(mark));
    Relation table = tableOrPath();
    Optional<String> column = cursor.isAtName() ? Optional.of(cursor.name()) : Optional.empty();
    return new Statement.Describe(table, isExtended, column, cursor.from(mark));
  }

  private Relation tableOrPath() {
    int mark = cursor.mark();
    return cursor.peek().kind() == Kind.STRING
        ? new Relation.Path(cursor.string(), cursor.from(mark))
        : table();
  }

  private Relation.Table table() {
    int mark = cursor.mark();
    List<String> name = cursor.qualifiedName();
    return new Relation.Table(name, cursor.from(mark));
  }

  private Statement analyze(int mark) {
    List<Relation.Table> tables = List.of();
    if (cursor.accept("TABLE")) tables = List.of(table());
    else if (!cursor.accept("TABLES")) throw cursor.unexpected("TABLE or TABLES");
    Optional<List<String>> database = Optional.empty();
    if (tables.isEmpty() && (cursor.accept("FROM") || cursor.accept("IN")))
      database = Optional.of(cursor.qualifiedName());
    boolean isOfPartitions = !tables.isEmpty() && cursor.isAt("PARTITION");
    List<PartitionValue> partition =
        isOfPartitions ? new ClauseParser(cursor, queries).optionalPartition() : List.of();
    cursor.expect("COMPUTE");
    cursor.expect("STATISTICS");
    if (isOfPartitions) {
      if (cursor.isAt("FOR"))
        throw cursor.unsupported(mark, "ANALYZE of the columns of single partitions");
      boolean countsRows = !cursor.accept("NOSCAN");
      List<String> name = tables.getFirst().name();
      return new Statement.OfCatalog(
          new CatalogStatement.AnalyzePartitions(name, partition, countsRows, cursor.from(mark)));
    }
    AnalyzeMode mode = AnalyzeMode.ROWS;
    List<String> columns = List.of();
    if (cursor.accept("NOSCAN")) {
      mode = AnalyzeMode.SIZE;
    } else if (!tables.isEmpty() && cursor.accept("FOR")) {
      mode = cursor.accept("ALL") ? AnalyzeMode.ALL_COLUMNS : AnalyzeMode.SOME_COLUMNS;
      cursor.expect("COLUMNS");
      if (mode == AnalyzeMode.SOME_COLUMNS) columns = cursor.list(cursor::name);
    }
    return new Statement.Analyze(tables, database, mode, columns, cursor.from(mark));
  }

  private Statement set(int mark) {
    if (isInScript || variables().isAtAssignment()) return variables().set(mark);
    if (cursor.peek().kind() == Kind.END)
      return new Statement.Set(Optional.empty(), Optional.empty(), cursor.from(mark));
    if (cursor.accept("TIME", "ZONE")) return zone(mark);
    String name = String.join(".", cursor.qualifiedName());
    if (!cursor.acceptSign("="))
      return new Statement.Set(Optional.of(name), Optional.empty(), cursor.from(mark));
    int from = cursor.peek().from();
    int to = from;
    while (cursor.peek().kind() != Kind.END && !cursor.isAtSign(";")) to = cursor.take().to();
    String value = cursor.text().substring(from, to).strip();
    boolean isQuoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
    String bare = isQuoted ? value.substring(1, value.length() - 1) : value;
    return new Statement.Set(Optional.of(name), Optional.of(bare), cursor.from(mark));
  }

  /** {@code SET TIME ZONE 'name'}, {@code LOCAL}, or an interval as the distance from UTC. */
  private Statement zone(int mark) {
    Optional<String> zone = Optional.empty();
    if (cursor.peek().kind() == Kind.STRING) {
      zone = Optional.of(cursor.string());
    } else if (!cursor.accept("LOCAL")) {
      int from = cursor.mark();
      zone = Optional.of(ofSeconds(seconds(queries.expressions().expression(), from), from));
    }
    return new Statement.SetZone(zone, cursor.from(mark));
  }

  private long seconds(Syntax written, int from) {
    if (written instanceof Syntax.Constant constant
        && constant.type() instanceof DayTimeIntervalType
        && constant.value() instanceof Duration distance) return distance.toSeconds();
    long seconds = 0;
    List<Syntax.IntervalPart> parts =
        written instanceof Syntax.Interval interval ? interval.parts() : List.of();
    for (Syntax.IntervalPart part : parts) {
      int unit = List.of("second", "minute", "hour").indexOf(part.unit());
      boolean isWhole = part.value() instanceof Syntax.Constant(Integer _, var _, var _);
      if (unit < 0 || !isWhole) throw noZone(from);
      int count = (Integer) ((Syntax.Constant) part.value()).value();
      seconds += count * new long[] {1, 60, 3600}[unit];
    }
    if (parts.isEmpty()) throw noZone(from);
    return seconds;
  }

  private EngineException noZone(int from) {
    return cursor.invalid(
        from, "A zone is expected here", "Write its name in quotes, LOCAL or INTERVAL 2 HOURS");
  }

  private String ofSeconds(long seconds, int mark) {
    if (Math.abs(seconds) > 18 * 3600)
      throw cursor.invalid(
          mark, "A zone is at most 18 hours from UTC", "Write an interval of -18 to 18 hours");
    return ZoneOffset.ofTotalSeconds((int) seconds).getId();
  }

  private Statement cache(int mark) {
    boolean isLazy = cursor.accept("LAZY");
    cursor.expect("TABLE");
    String name = String.join(".", cursor.qualifiedName());
    if (cursor.accept("OPTIONS")) options();
    Optional<Relation> query = Optional.empty();
    if (cursor.accept("AS") || queries.expressions().isAtQuery())
      query = Optional.of(queries.query());
    return new Statement.Cache(name, query, isLazy, cursor.from(mark));
  }

  private Statement uncache(int mark) {
    cursor.expect("TABLE");
    boolean ifExists = cursor.accept("IF", "EXISTS");
    return new Statement.Uncache(
        String.join(".", cursor.qualifiedName()), ifExists, cursor.from(mark));
  }
}
