package io.brasa.sql.execute;

import io.brasa.sql.physical.PhysicalPlan;
import java.util.IdentityHashMap;
import java.util.Map;

/** The nodes of a plan by number, and what is to be said of them. Belongs to one thread. */
public final class NodeRemarks {
  private final Map<PhysicalPlan, Integer> ids = new IdentityHashMap<>();
  private final Map<PhysicalPlan, String> remarks = new IdentityHashMap<>();

  /** Counts nodes in the order in which they are asked for. */
  int id(PhysicalPlan node) {
    Integer known = ids.putIfAbsent(node, ids.size());
    return known == null ? ids.size() - 1 : known;
  }

  void remark(PhysicalPlan node, String text) {
    remarks.merge(node, " (" + text + ")", String::concat);
  }

  String of(PhysicalPlan node) {
    return remarks.getOrDefault(node, "");
  }
}
