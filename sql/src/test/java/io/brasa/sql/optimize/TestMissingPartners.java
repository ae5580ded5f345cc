package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import org.junit.jupiter.api.Test;

final class TestMissingPartners {
  private final Optimised optimised = new Optimised();

  private String reduced(String query) {
    return optimised.by(query, _ -> new MissingPartners());
  }

  @Test
  void rowsWithoutPartnerAreAskedForByAnAntiJoin() {
    String plan = reduced("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.a IS NULL");
    assertTrue(plan.contains("Join LEFT_ANTI"), plan);
    plan =
        reduced(
            "SELECT t.n, u.x FROM t LEFT JOIN u ON t.a = u.a AND u.x > t.n"
                + " WHERE u.x IS NULL AND t.b = 'c'");
    assertTrue(plan.contains("Join LEFT_ANTI"), plan);
  }

  @Test
  void columnsThatPartnersMayHaveNullInTellNothing() {
    for (String query :
        new String[] {
          "SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.x IS NULL",
          "SELECT t.n FROM t LEFT JOIN u ON t.a <=> u.a WHERE u.a IS NULL",
          "SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.a IS NULL OR t.n > 1",
          "SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE t.a IS NULL"
        }) assertTrue(reduced(query).contains("Join LEFT "), query);
  }

  @Test
  void rowsAreTheSame() {
    String tables =
        "WITH t AS (SELECT * FROM VALUES (1, 'a'), (2, 'b'), (NULL, 'c'), (4, 'd') AS t(a, b)),"
            + " u AS (SELECT * FROM VALUES (1, 10), (NULL, 20), (2, NULL) AS u(a, x)) ";
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      assertEquals(
          "[[c,null,null], [d,null,null]]",
          session
              .sql(
                  tables
                      + "SELECT t.b, u.a, u.x FROM t LEFT JOIN u ON t.a = u.a WHERE u.a IS NULL"
                      + " ORDER BY t.b")
              .collectAsList()
              .toString());
      assertEquals(
          "[[b,null], [c,null], [d,null]]",
          session
              .sql(
                  tables
                      + "SELECT t.b, u.x FROM t LEFT JOIN u ON t.a = u.a WHERE u.x IS NULL"
                      + " ORDER BY t.b")
              .collectAsList()
              .toString());
    }
  }
}
