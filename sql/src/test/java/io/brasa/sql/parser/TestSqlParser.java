package io.brasa.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSqlParser {
  /** Expressions with brackets around every call, so that precedence shows. */
  static String shape(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Constant c -> c.value() instanceof String s ? "'" + s + "'" : "" + c.value();
      case Syntax.Name n -> String.join(".", n.parts());
      case Syntax.Call c ->
          String.join(".", c.name())
              + (c.isDistinct() ? "(distinct " : "(")
              + String.join(" ", c.arguments().stream().map(TestSqlParser::shape).toList())
              + ")";
      case Syntax.Alias a -> shape(a.expression()) + " as " + String.join(",", a.names());
      case Syntax.Cast c -> "cast(" + shape(c.expression()) + " " + c.type() + ")";
      case Syntax.Element e -> shape(e.value()) + "[" + shape(e.index()) + "]";
      case Syntax.Field f -> shape(f.value()) + "." + f.field();
      case Syntax.Lambda l -> l.parameters() + "->" + shape(l.body());
      case Syntax.In in ->
          shape(in.value())
              + (in.isNegated() ? " not" : "")
              + " in"
              + in.options().stream().map(TestSqlParser::shape).toList();
      case Syntax.Star s -> "*" + s.qualifier() + s.except().size() + s.replacements().size();
      default -> syntax.getClass().getSimpleName();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a + b * c - d | -(+(a *(b c)) d)",
        "a or b and not c = d | or(a and(b not(=(c d))))",
        "-2 * -x | *(-2 negative(x))",
        "a between 1 and 2 and b | and(and(>=(a 1) <=(a 2)) b)",
        "a not in (1, 2) | a not in[1, 2]",
        "a is not null or b is null | or(isnotnull(a) isnull(b))",
        "a like 'x%' escape '!' | like(a 'x%' '!')",
        "x::int + 1 | +(cast(x int) 1)",
        "cast(x as decimal(10, 2)) | cast(x decimal(10,2))",
        "count(distinct a, b) | count(distinct a b)",
        "a.b.c[1].d | a.b.c[1].d",
        "f(x -> x + 1, (a, b) -> a) | f([x]->+(x 1) [a, b]->a)",
        "extract(year from d) | extract('year' d)",
        "substring(s from 2 for 3) | substring(s 2 3)",
        "substring(s, 2) | substring(s 2)",
        "trim(both 'x' from s) | btrim(s 'x')",
        "position('a' in s) | locate('a' s)",
        "a <=> b | <=>(a b)",
        "a is distinct from b | not(<=>(a b))",
        "1 << 2 >> 3 | shiftright(shiftleft(1 2) 3)",
        "left(s, 2) | left(s 2)",
        "s rlike 'a+' | rlike(s 'a+')",
        "a like any ('x', 'y') | or(like(a 'x') like(a 'y'))",
        "date_add(day, 3, d) | date_add('day' 3 d)",
        "current_date | current_date()",
        "a e | a as e",
        "'a' 'b' | 'ab'",
        "r'\\n' | '\\n'",
      })
  void bindsAsSparkDoes(String text, String expected) {
    assertEquals(expected.strip(), shape(SqlParser.expression(text)));
  }

  @Test
  void bitsAndTextsBindToTheLeft() {
    assertEquals("||(||(a b) 'c')", shape(SqlParser.expression("a || b || 'c'")));
    assertEquals("|(&(a b) ^(c d))", shape(SqlParser.expression("a & b | c ^ d")));
  }

  @Test
  void numbersHaveTheTypeOfTheirForm() {
    assertConstant("1", 1, AtomicType.INTEGER);
    assertConstant("-2147483648", Integer.MIN_VALUE, AtomicType.INTEGER);
    assertConstant("2147483648", 2147483648L, AtomicType.LONG);
    assertConstant("1L", 1L, AtomicType.LONG);
    assertConstant("0.06", new BigDecimal("0.06"), new DecimalType(2, 2));
    assertConstant("123.450", new BigDecimal("123.450"), new DecimalType(6, 3));
    assertConstant("1e3", 1000.0, AtomicType.DOUBLE);
    assertConstant("2.5F", 2.5f, AtomicType.FLOAT);
    assertConstant("date '1998-12-01'", LocalDate.of(1998, 12, 1), AtomicType.DATE);
    assertConstant(
        "interval '90' day",
        Duration.ofDays(90),
        new DayTimeIntervalType(DayTimeIntervalType.Field.DAY, DayTimeIntervalType.Field.DAY));
    assertConstant(
        "interval '1 02:03:04' day to second",
        Duration.ofSeconds(86400 + 2 * 3600 + 3 * 60 + 4),
        DayTimeIntervalType.DAY_TO_SECOND);
  }

  private static void assertConstant(String text, Object value, Object type) {
    Syntax.Constant constant =
        assertInstanceOf(Syntax.Constant.class, SqlParser.expression(text), text);
    assertEquals(value, constant.value(), text);
    assertEquals(type, constant.type(), text);
  }

  @Test
  void typesNest() {
    assertEquals(
        new ArrayType(
            new StructType()
                .add("a", AtomicType.INTEGER)
                .add("b", new ArrayType(AtomicType.STRING))),
        SqlParser.type("array<struct<a: int, b array<string>>>"));
    assertEquals(
        new StructType().add("id", AtomicType.LONG, false).add("name", AtomicType.STRING),
        SqlParser.schema("id BIGINT NOT NULL, name STRING COMMENT 'who'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from a, b where a.x = b.y order by 1 desc nulls last limit 10 offset 5",
        "with t (a) as (select 1), u as (select * from t) select * from u union all values (1), (2)",
        "select a, count(*) c from t group by rollup(a, (b, c)), grouping sets ((d), ()) having c > 1",
        "select sum(x) over (partition by a order by b rows between 1 preceding and current row) from t",
        "select * from a left outer join b using (id) natural join c cross join d",
        "select * from t lateral view outer explode(xs) e as x",
        "from t select a qualify row_number() over w = 1 window w as (order by a)",
        "select * except (a) replace (b + 1 as b) from t",
        "select * except (select 1)",
        "(select 1) intersect (select 2) minus select 3",
        "select * from (a join b on a.x = b.x) tablesample (10 percent) s",
        "select case a when 1 then 'x' else 'y' end, if(a, b, c) from parquet.`/data/x`",
        "select * from 'dir/*.parquet' where exists (select 1) and a in (select b from c) and d > all (select 1)",
        "explain analyze select 1",
        "create or replace temp view v as select 1",
        "create temporary view v using csv options (path 'x', header true)",
        "show tables; ",
        "describe t",
        "set spark.x = 12",
        "select `strange name`, t.`a``b` from t -- comment\n /* and /* nested */ one */",
        "select /*+ broadcast(t) */ distinct * from t sort by a",
        "select left, right, date, year from t where first = last",
      })
  void readsAllForms(String text) {
    assertInstanceOf(Statement.class, SqlParser.statement(text));
  }

  @Test
  void setOperationsBindIntersectionsFirst() {
    Statement.Query query =
        (Statement.Query) SqlParser.statement("select 1 union select 2 intersect select 3");
    Relation.SetOperation union = (Relation.SetOperation) query.relation();
    assertEquals(Relation.SetKind.UNION, union.kind());
    assertInstanceOf(Relation.SetOperation.class, union.right());
  }

  @Test
  void aMisspeltKeywordIsSuggested() {
    EngineException error =
        assertThrows(
            EngineException.class, () -> SqlParser.statement("select a\nfrmo t\nwhere a = 1"));
    assertEquals(
        """
        SQL_SYNTAX: Expected the end of the text, found 't' (line 2, column 6). Perhaps FROM is meant.
        frmo t
             ^""",
        error.getMessage());
    assertMessage("selct 1", "Perhaps SELECT is meant");
    assertMessage("select a from t gruop by a", "Perhaps GROUP is meant");
    assertMessage("select (1 + 2", "Expected ')', found the end of the text (line 1, column 14)");
    assertMessage("select 'abc", "The string has no end");
    assertMessage("select cast(1 as itn)", "There is no type 'itn'");
    assertMessage("grant select on t to someone", "GRANT is not supported");
    assertMessage("add jar 'x.jar'", "ADD is not supported");
    assertMessage("show roles", "SHOW ROLES is not supported");
    assertMessage("create materialized view v as select 1", "CREATE MATERIALIZED is not supported");
    assertMessage(
        "select transform(a) using 'cat' as (x) from t", "TRANSFORM … USING a program is");
    assertMessage("from t insert into u select a", "INSERT behind FROM is not supported");
    assertMessage("select date '2026-02-30'", "'2026-02-30' is no date");
    assertMessage("", "Expected SELECT or another statement");
  }

  private static void assertMessage(String text, String part) {
    EngineException error =
        assertThrows(EngineException.class, () -> SqlParser.statement(text), text);
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertTrue(
        error.code() == SqlError.SQL_SYNTAX || error.code() == SqlError.SQL_UNSUPPORTED,
        error.getMessage());
  }

  @Test
  void deepNestingIsRefusedByName() {
    assertMessage("select " + "(".repeat(5_000) + "1" + ")".repeat(5_000), "nests deeper");
  }

  @Test
  void anythingGivesAStatementOrAnErrorWithAPlace() {
    long seed = new Random().nextLong();
    System.out.println("TestSqlParser seed " + seed);
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "select",
            "from",
            "a",
            "t.b",
            "(",
            ")",
            ",",
            "*",
            "1",
            "'x'",
            "where",
            "group by",
            "=",
            "and",
            "not",
            "case when",
            "then",
            "end",
            "order by",
            "interval",
            "date",
            "::",
            "[",
            "]",
            "->",
            "over",
            "union",
            "join",
            "on",
            "`q`",
            "1.5",
            "limit",
            "in",
            "exists",
            "values",
            "with",
            "as",
            ";",
            "?",
            ":",
            "!",
            "cast(",
            "-",
            "between");
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder("select ");
      for (int j = random.nextInt(15); j >= 0; j--)
        text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
      try {
        SqlParser.statement(text.toString());
      } catch (EngineException e) {
        assertTrue(e.getMessage().contains("(line "), text + " gave " + e.getMessage());
      }
    }
  }
}
