package io.brasa.sql.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.runtime.error.EngineException;
import org.junit.jupiter.api.Test;

/** What the user reads. */
final class TestAnalysisErrors {
  private final Asked asked =
      new Asked()
          .table("nation", "n_nationkey INT, n_name STRING, n_regionkey INT")
          .table("region", "r_regionkey INT, r_name STRING, n_regionkey INT")
          .table("pair", "s STRUCT<a: INT>, n INT");

  private void assertTold(String expected, String query) {
    EngineException error = assertThrows(EngineException.class, () -> asked.plan(query));
    assertEquals(expected.strip(), error.getMessage());
  }

  @Test
  void aMisspeltColumnIsPointedAt() {
    assertTold(
        """
        COLUMN_NOT_FOUND: There is no column n_nam (line 1, column 8). Perhaps n_name is meant.
        SELECT n_nam FROM nation
               ^^^^^
        """,
        "SELECT n_nam FROM nation");
    assertTold(
        """
        COLUMN_NOT_FOUND: There is no column n.n_nam (line 3, column 7). Perhaps n.n_name is meant.
        WHERE n.n_nam = 'PERU'
              ^^^^^^^
        """,
        "SELECT *\nFROM nation n\nWHERE n.n_nam = 'PERU'");
  }

  @Test
  void aNameOfSeveralColumnsIsAmbiguous() {
    assertTold(
        """
        COLUMN_AMBIGUOUS: Column n_regionkey may be nation.n_regionkey or region.n_regionkey (line 1, column 8). Write the name of its table before it.
        SELECT n_regionkey FROM nation, region
               ^^^^^^^^^^^
        """,
        "SELECT n_regionkey FROM nation, region");
  }

  @Test
  void anUnknownFunctionHasASuggestion() {
    assertTold(
        """
        FUNCTION_NOT_FOUND: There is no function uper (line 1, column 8). Perhaps upper is meant.
        SELECT uper(n_name) FROM nation
               ^^^^^^^^^^^^
        """,
        "SELECT uper(n_name) FROM nation");
  }

  @Test
  void anUnknownTableHasASuggestion() {
    assertTold(
        """
        TABLE_NOT_FOUND: There is no table or view natoin (line 1, column 15). Perhaps nation is meant.
        SELECT * FROM natoin
                      ^^^^^^
        """,
        "SELECT * FROM natoin");
  }

  @Test
  void anAggregateMayNotStandInWhere() {
    assertTold(
        """
        EXPRESSION_MISPLACED: The aggregate sum stands in WHERE (line 1, column 35). Filter groups with HAVING.
        SELECT n_name FROM nation WHERE 1 < sum(n_nationkey)
                                            ^^^^^^^^^^^^^^^^
        """
            .replace("column 35", "column 37"),
        "SELECT n_name FROM nation WHERE 1 < sum(n_nationkey)");
  }

  @Test
  void aColumnOutsideOfGroupByIsNamed() {
    assertTold(
        """
        EXPRESSION_MISPLACED: Column n_name is neither aggregated nor in GROUP BY (line 1, column 8). Add it to GROUP BY, or write any_value(n_name).
        SELECT n_name, count(*) FROM nation GROUP BY n_regionkey
               ^^^^^^
        """,
        "SELECT n_name, count(*) FROM nation GROUP BY n_regionkey");
  }

  @Test
  void aWrongNumberOfArgumentsIsCounted() {
    assertTold(
        """
        ARGUMENT_MISMATCH: Function upper takes 1 arguments and got 2 (line 1, column 8). Give it as many arguments as it takes.
        SELECT upper(n_name, 1) FROM nation
               ^^^^^^^^^^^^^^^^
        """,
        "SELECT upper(n_name, 1) FROM nation");
  }

  @Test
  void typesThatDoNotGoTogetherAreNamed() {
    assertTold(
        """
        TYPE_MISMATCH: The arguments of = have no common type: STRUCT<a: INT>, INT (line 1, column 26). Cast them to one type.
        SELECT * FROM pair WHERE s = n
                                 ^^^^^
        """,
        "SELECT * FROM pair WHERE s = n");
  }
}
