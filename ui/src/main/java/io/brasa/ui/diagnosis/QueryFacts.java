package io.brasa.ui.diagnosis;

import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import java.util.List;

/**
 * What is known of a query.
 *
 * @param millis from its begin to its end
 * @param plan the node that gives the result first
 * @param nodes what was measured of them
 */
public record QueryFacts(long millis, List<PlanNode> plan, List<NodeMetrics> nodes) {}
