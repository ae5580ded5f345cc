package io.brasa.sql;

import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scalar, table and aggregate functions of the program's, of values and of records. */
final class TestFunctionsOfPrograms {
  private BrasaSession session;

  /** What functions are of. */
  record Person(String name, Integer age, Optional<LocalDate> born) {}

  /** What functions give. */
  record Label(String text, int length) {}

  /** A function by a class. */
  static final class Labelling implements Function<Person, Label> {
    private static final long serialVersionUID = 1L;

    @Override
    public Label call(Person person) {
      return new Label(person.name() + "!", person.name().length());
    }
  }

  /** The sum of ages by a class. */
  static final class TotalAge extends Aggregator<Person, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long zero() {
      return 0L;
    }

    @Override
    public Long reduce(Long sum, Person person) {
      return person.age() == null ? sum : sum + person.age();
    }

    @Override
    public Long merge(Long one, Long other) {
      return one + other;
    }

    @Override
    public Long finish(Long sum) {
      return sum;
    }
  }

  @BeforeEach
  void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.zone", "UTC").build();
    session
        .sql(
            "SELECT * FROM VALUES ('Ann', 30, DATE'1996-01-01'), ('Bob', NULL, NULL),"
                + " ('Ann', 12, NULL) people(name, age, born)")
        .createOrReplaceTempView("people");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(DataFrame frame) {
    return frame.collectAsList().stream().map(Row::toString).toList();
  }

  private List<String> rows(String statement) {
    return rows(session.sql(statement));
  }

  private DataFrame people() {
    return session.table("people");
  }

  @Test
  void lambdasOfValuesNeedNoSession() {
    UserDefinedFunction twice =
        functions.udf((Integer i) -> i == null ? null : 2 * i, DataTypes.IntegerType);
    assertEquals(List.of("[60]", "[null]", "[24]"), rows(people().select(twice.apply(col("age")))));
    UserDefinedFunction joined =
        functions.udf((String a, Integer b) -> a + b, DataTypes.StringType);
    assertEquals(
        List.of("[Ann1]", "[Bob1]", "[Ann1]"),
        rows(people().select(joined.apply(col("name"), lit(1)))));
    session.udf().register("twice", twice);
    assertEquals(List.of("[60]", "[null]", "[24]"), rows("SELECT twice(age) FROM people"));
  }

  @Test
  void functionsOfRecordsTakeTheirPartsAndGiveStructs() {
    UserDefinedFunction isBorn = functions.udf(Person.class, (Person p) -> p.born().isPresent());
    assertEquals(
        List.of("[true]", "[false]", "[false]"),
        rows(people().select(isBorn.apply(col("name"), col("age"), col("born")))));
    session.udf().register("label", functions.udf(Person.class, new Labelling()));
    assertEquals(
        List.of("[Ann!,3]", "[Bob!,3]", "[Ann!,3]"),
        rows("SELECT l.text, l.length FROM (SELECT label(name, age, born) AS l FROM people)"));
  }

  @Test
  void tableFunctionsGiveRowsOfRecords() {
    FlatMapFunction<String, Label> letters =
        text ->
            text == null
                ? List.<Label>of().iterator()
                : Arrays.stream(text.split("")).map(c -> new Label(c, text.length())).iterator();
    session.udf().register("letters", functions.udtf(String.class, letters, Label.class));
    assertEquals(List.of("[a,2]", "[b,2]"), rows("SELECT * FROM letters('ab')"));
    assertEquals(List.of(), rows("SELECT * FROM letters(CAST(NULL AS STRING))"));
    assertEquals(
        List.of("[Bob,B]", "[Bob,o]", "[Bob,b]"),
        rows(
            "SELECT name, l.text FROM people LATERAL VIEW letters(name) l AS text, length"
                + " WHERE name = 'Bob'"));
    EngineException misplaced =
        assertThrows(EngineException.class, () -> rows("SELECT 1 + letters('ab')"));
    assertEquals(SqlError.EXPRESSION_MISPLACED, misplaced.code());
  }

  @Test
  void tableFunctionsOfSeveralColumnsGivePlainValues() {
    session
        .udf()
        .register(
            "years", functions.udtf(Person.class, TestFunctionsOfPrograms::years, Integer.class));
    assertEquals(
        List.of("[Ann,30]", "[Ann,31]", "[Ann,12]", "[Ann,13]"),
        rows(
            "SELECT name, y FROM people LATERAL VIEW years(name, age, born) AS y"
                + " WHERE age IS NOT NULL"));
  }

  private static Iterator<Integer> years(Person person) {
    return person.age() == null
        ? List.<Integer>of().iterator()
        : List.of(person.age(), person.age() + 1).iterator();
  }

  @Test
  void aggregatorsOfRecordsAreFunctionsOfTheirParts() {
    session.udf().register("total_age", functions.udaf(new TotalAge()));
    assertEquals(
        List.of("[Ann,42]", "[Bob,0]"),
        rows("SELECT name, total_age(name, age, born) FROM people GROUP BY name ORDER BY name"));
  }

  @Test
  void functionsHaveNamesAndMayGiveOtherResultsForTheSame() {
    UserDefinedFunction plain = functions.udf(() -> 1, DataTypes.IntegerType);
    assertTrue(plain.deterministic());
    UserDefinedFunction changed = plain.withName("one").asNondeterministic();
    assertFalse(changed.deterministic());
    assertEquals("one", changed.name());
    assertEquals(List.of("[1]"), rows(session.range(1).select(changed.apply())));
    UserDefinedFunction known = session.udf().register("known", changed);
    assertThrows(EngineException.class, known::asNondeterministic);
  }

  @Test
  void argumentsThatDoNotFitAreToldByName() {
    session.udf().register("label", functions.udf(Person.class, new Labelling()));
    EngineException few =
        assertThrows(EngineException.class, () -> rows("SELECT label('a') FROM people"));
    assertEquals(SqlError.ARGUMENT_MISMATCH, few.code());
    EngineException wrong =
        assertThrows(
            EngineException.class, () -> rows("SELECT label(array(1), 2, NULL) FROM people"));
    assertEquals(SqlError.ARGUMENT_MISMATCH, wrong.code());
  }
}
