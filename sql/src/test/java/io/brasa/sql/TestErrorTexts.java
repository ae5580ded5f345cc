package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the user reads when a query fails, from the whole path; to the letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestErrorTexts {
  private BrasaSession session;

  @BeforeAll
  void open() {
    session = BrasaSession.builder().master("local[2]").config("sql.zone", "UTC").build();
    session
        .sql("SELECT * FROM VALUES (1, 'x', 2.50), (0, 'y', 0.00)")
        .toDF("number", "letter", "price")
        .createOrReplaceTempView("things");
  }

  @AfterAll
  void close() {
    session.close();
  }

  private void assertTold(String expected, String query) {
    EngineException error =
        assertThrows(EngineException.class, () -> session.sql(query).collectAsList());
    assertEquals(expected.strip(), error.getMessage());
  }

  private static String texts() throws IOException {
    try (InputStream in = TestErrorTexts.class.getResourceAsStream("/errors/texts.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Statements with what is told of them, kept as data: {@code errors/texts.txt}. */
  @Test
  void statementsOfAllKindsAreToldToTheLetter() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (BrasaSession own =
        BrasaSession.builder().master("local[1]").config("sql.zone", "UTC").build()) {
      for (String block : texts().split("\n\n")) {
        if (block.isBlank() || block.startsWith("#")) continue;
        int mark = block.indexOf("\n--");
        String statement = mark < 0 ? block : block.substring(0, mark);
        String expected = mark < 0 ? "" : block.substring(mark + "\n--\n".length());
        String told = "";
        try {
          own.sql(statement).collectAsList();
        } catch (EngineException e) {
          told = e.getMessage();
          count++;
        }
        if (!told.stripTrailing().equals(expected.stripTrailing()))
          wrong.add(statement + "\n" + told);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(count >= 60, "texts of errors: " + count);
  }

  @Test
  void namesThatAreMisspeltAreFound() {
    assertTold(
        """
        COLUMN_NOT_FOUND: There is no column leter (line 1, column 8). Perhaps letter is meant.
        SELECT leter FROM things
               ^^^^^
        """,
        "SELECT leter FROM things");
    assertTold(
        """
        TABLE_NOT_FOUND: There is no table or view thing (line 1, column 15). Perhaps things is meant.
        SELECT * FROM thing
                      ^^^^^
        """,
        "SELECT * FROM thing");
    assertTold(
        """
        FUNCTION_NOT_FOUND: There is no function coalesc (line 1, column 8). Perhaps coalesce is meant.
        SELECT coalesc(number, 1) FROM things
               ^^^^^^^^^^^^^^^^^^
        """,
        "SELECT coalesc(number, 1) FROM things");
    assertTold(
        """
        COLUMN_AMBIGUOUS: Column number may be a.number or b.number (line 1, column 8). Write the name of its table before it.
        SELECT number FROM things a JOIN things b ON a.letter = b.letter
               ^^^^^^
        """,
        "SELECT number FROM things a JOIN things b ON a.letter = b.letter");
  }

  @Test
  void textThatIsNoStatementIsPointedAt() {
    assertTold(
        """
        SQL_SYNTAX: Expected an expression, found 'FROM' (line 2, column 1). Mend the text at this place.
        FROM things
        ^^^^
        """,
        "SELECT number +\nFROM things");
  }

  @Test
  void typesThatDoNotGoTogetherAreNamed() {
    assertTold(
        """
        ARGUMENT_MISMATCH: Argument 1 of upper must be STRING, but array(number) is ARRAY<INT> (line 1, column 8). Cast it, or give another value.
        SELECT upper(array(number)) FROM things
               ^^^^^^^^^^^^^^^^^^^^
        """,
        "SELECT upper(array(number)) FROM things");
    assertTold(
        """
        TYPE_MISMATCH: There is no cast from ARRAY<INT> to INT (line 1, column 8). Compute the value by functions of its type.
        SELECT CAST(array(number) AS INT) FROM things
               ^^^^^^^^^^^^^^^^^^^^^^^^^^
        """,
        "SELECT CAST(array(number) AS INT) FROM things");
    assertTold(
        """
        TYPE_MISMATCH: The condition of WHERE is INT, not BOOLEAN (line 1, column 28). Compare it with something.
        SELECT * FROM things WHERE number
                                   ^^^^^^
        """,
        "SELECT * FROM things WHERE number");
  }

  @Test
  void valuesThatFailAreShown() {
    assertTold(
        "DIVIDE_BY_ZERO: 5 % 0 divides by zero. Use try_mod for null instead, or filter such rows"
            + " out.",
        "SELECT 5 % number FROM things");
    assertTold(
        "DIVIDE_BY_ZERO: 7.00 / 0.00 divides by zero. Use try_divide for null instead, or filter"
            + " such rows out.",
        "SELECT 7.00 / price FROM things");
    assertTold(
        "DIVIDE_BY_ZERO: 1 / 0 divides by zero. Use try_divide for null instead, or filter such rows"
            + " out.",
        "SELECT 1 / 0");
    assertTold(
        "DIVIDE_BY_ZERO: 0 / 0 divides by zero. Use try_divide for null instead, or filter such rows"
            + " out.",
        "SELECT number / (number * 2) FROM things");
    assertTold(
        "DIVIDE_BY_ZERO: 1.5 / 0 divides by zero. Use try_divide for null instead, or filter such"
            + " rows out.",
        "SELECT double(price - 1) / (number - 1) FROM things WHERE number = 1");
    assertTold(
        "ARITHMETIC_OVERFLOW: 1 + 2147483647 has no room in INT. Cast to a wider type, or use"
            + " try_add for null instead.",
        "SELECT number + 2147483647 FROM things");
    assertTold(
        "ARITHMETIC_OVERFLOW: -(-128) has no room in TINYINT. Cast to a wider type.",
        "SELECT -CAST(number - 129 AS TINYINT) FROM things WHERE number = 1");
    assertTold(
        "CAST_INVALID_INPUT: 'x' of type STRING is no INT. Correct the value, or use try_cast for"
            + " null instead.",
        "SELECT CAST(letter AS INT) FROM things");
    assertTold(
        "ARITHMETIC_OVERFLOW: 1000 of type INT has no room in TINYINT. Cast to a wider type, or use"
            + " try_cast for null instead.",
        "SELECT CAST(number * 1000 AS TINYINT) FROM things");
    assertTold(
        "INVALID_INDEX: An array of 1 elements has none at index 1. Use get for null instead.",
        "SELECT array(letter)[number] FROM things");
    assertTold(
        "INVALID_ARGUMENT_VALUE: make_date got year 2021, month 2, day 29. Give a day that exists.",
        "SELECT make_date(2021, 2, 28 + number) FROM things");
    assertTold(
        "SUBQUERY_TOO_MANY_ROWS: A sub-query that is used as a value gave more than one row. Let it"
            + " give one row, for example by LIMIT 1 or an aggregate, or use IN or EXISTS.",
        "SELECT (SELECT number FROM things)");
  }
}
