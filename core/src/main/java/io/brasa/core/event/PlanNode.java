package io.brasa.core.event;

import java.util.List;

/**
 * One operation of a query's plan.
 *
 * @param id unique in the plan
 * @param operator a word or two: {@code HashJoin}
 * @param detail the rest of what plans show of it
 * @param children the ids of those that it reads, in their order
 */
public record PlanNode(int id, String operator, String detail, List<Integer> children) {}
