package io.brasa.sql.physical;

import java.util.List;
import java.util.function.Function;

/** Plans as trees of text, a line a node. */
public final class PhysicalText {
  private PhysicalText() {}

  public static String of(PhysicalPlan plan) {
    return of(plan, node -> "");
  }

  /**
   * @param remark what is put behind a node's line
   */
  public static String of(PhysicalPlan plan, Function<PhysicalPlan, String> remark) {
    StringBuilder text = new StringBuilder();
    append(text, plan, "", "", remark);
    return text.toString();
  }

  private static void append(
      StringBuilder text,
      PhysicalPlan plan,
      String first,
      String rest,
      Function<PhysicalPlan, String> remark) {
    text.append(first).append(plan.describe()).append(remark.apply(plan)).append('\n');
    List<PhysicalPlan> below = plan.children();
    for (int i = 0; i < below.size(); i++) {
      boolean isLast = i == below.size() - 1;
      append(
          text,
          below.get(i),
          rest + (isLast ? "+- " : ":- "),
          rest + (isLast ? "   " : ":  "),
          remark);
    }
  }
}
