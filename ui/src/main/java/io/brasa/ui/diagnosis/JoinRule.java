package io.brasa.ui.diagnosis;

import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import java.util.Map;
import java.util.Optional;

/**
 * A join of a query that compares each row with each, or gives many rows for each that it gets.
 *
 * <p>A loop over both sides ({@code LoopJoin}) that has taken at least {@value #LEAST_PERCENT}
 * hundredths of the time of the query's nodes is a cartesian product if it has no condition, and
 * else a join whose condition has no equality that a table of keys could be made of. Any other join
 * that gives at least {@value #MANY_ROWS} rows, {@value #MANY_TIMES} times those of its larger
 * side, is by a key that many rows share on both sides. What it cost is the time of the node
 * itself; of the last kind also of what has to read its rows, which is all the time.
 */
final class JoinRule {
  private static final int LEAST_PERCENT = 20;
  private static final long MANY_ROWS = 100_000;
  private static final long MANY_TIMES = 10;
  private static final String LOOP = "LoopJoin";
  private static final String EXCHANGE = "Exchange";

  private JoinRule() {}

  static Optional<Finding> find(
      PlanNode node,
      Map<Integer, PlanNode> plan,
      Map<Integer, NodeMetrics> measured,
      PlanTimes times) {
    NodeMetrics metrics = measured.get(node.id());
    if (metrics == null || !node.operator().endsWith("Join") || node.children().size() != 2)
      return Optional.empty();
    long left = rows(node.children().get(0), plan, measured);
    long right = rows(node.children().get(1), plan, measured);
    if (node.operator().equals(LOOP)) return looped(node, metrics, times, left, right);
    return multiplied(node, metrics, left, right);
  }

  /** What goes through an exchange may be read by many tasks, and counts once. */
  private static long rows(
      int id, Map<Integer, PlanNode> plan, Map<Integer, NodeMetrics> measured) {
    PlanNode node = plan.get(id);
    if (node != null && node.operator().equals(EXCHANGE) && node.children().size() == 1) {
      NodeMetrics below = measured.get(node.children().getFirst());
      if (below != null) return below.rows();
    }
    NodeMetrics metrics = measured.get(id);
    return metrics == null ? 0 : metrics.rows();
  }

  private static Optional<Finding> looped(
      PlanNode node, NodeMetrics metrics, PlanTimes times, long left, long right) {
    double share = times.share(node.id());
    if (100 * share < LEAST_PERCENT) return Optional.empty();
    String sides = Quantities.count(left) + " with " + Quantities.count(right, "row");
    boolean hasCondition = node.detail().contains(" on ");
    return Optional.of(
        hasCondition
            ? Finding.of(
                Finding.Kind.WRONG_JOIN,
                share,
                "The join compares each of "
                    + sides
                    + ", since its condition has no equality between columns of both sides ("
                    + node.detail()
                    + ").",
                "Add an equality to the condition, even of something rounded (a day, a cell of a"
                    + " grid), and leave the rest as it is")
            : Finding.of(
                Finding.Kind.CARTESIAN,
                share,
                "The join has no condition: it pairs each of "
                    + sides
                    + " and gives "
                    + Quantities.count(metrics.rows(), "row")
                    + ".",
                "Say what the two tables have in common (JOIN ... ON), or make one of them smaller"
                    + " before"));
  }

  private static Optional<Finding> multiplied(
      PlanNode node, NodeMetrics metrics, long left, long right) {
    long larger = Math.max(left, right);
    if (metrics.rows() < MANY_ROWS || larger == 0 || metrics.rows() < MANY_TIMES * larger)
      return Optional.empty();
    return Optional.of(
        Finding.of(
            Finding.Kind.WRONG_JOIN,
            1 - (double) larger / metrics.rows(),
            "The join gives "
                + Quantities.count(metrics.rows(), "row")
                + " for "
                + Quantities.count(left)
                + " and "
                + Quantities.count(right, "row")
                + ": both sides have the same keys many times ("
                + node.detail()
                + ").",
            "Join by more columns, or make one side unique by the key before (DISTINCT, GROUP BY)"));
  }
}
