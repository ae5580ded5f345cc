package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.analysis.Asked;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Scan;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Customers of a telephone company: what is asked of a table is asked where it is read. */
final class TestTelcoPlan {
  private static final String QUERY =
      "SELECT customer, per_month FROM (SELECT customer, product, tenure, charges / tenure AS"
          + " per_month FROM telco) WHERE product = 'fiber' AND tenure > 0";

  @Test
  void bothFiltersReachTheScanAndTheDivisionIsDoneOnWhatIsLeft() {
    Asked asked =
        new Asked().table("telco", "customer INT, product STRING, tenure INT, charges DOUBLE");
    OptimizerContext context =
        new OptimizerContext(asked.context().settings(), asked.ids(), _ -> Optional.empty());
    LogicalPlan plan = Optimizer.optimize(asked.plan(QUERY), context);
    String text = PlanText.of(plan);
    assertTrue(plan instanceof Project, text);
    assertTrue(plan.expressions().toString().contains("/"), text);
    assertTrue(plan.children().getFirst() instanceof Scan, text);
    Scan scan = (Scan) plan.children().getFirst();
    assertTrue(scan.filters().toString().contains("fiber"), text);
    assertTrue(scan.filters().toString().contains("tenure"), text);
  }

  @Test
  void customersWithoutTenureDivideNothing() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      session
          .sql(
              "SELECT * FROM VALUES (1, 'fiber', 4, 10.0D), (2, 'fiber', 0, 5.0D), (3, 'dsl', 0,"
                  + " 1.0D) AS t(customer, product, tenure, charges)")
          .createOrReplaceTempView("telco");
      assertEquals("[[1,2.5]]", session.sql(QUERY).collectAsList().toString());
    }
  }
}
