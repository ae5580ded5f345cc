package io.brasa.sql.physical;

import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.JoinType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a join is run, by what hints say and what seems cheaper. Of several hints the first by the
 * order of {@link JoinHint} is followed that the join allows; the others are told by warnings.
 *
 * @param method as a hint would name it; empty if it is decided when sizes are known
 * @param isSwapped whether the left is built
 */
record JoinChoice(Optional<JoinHint> method, boolean isSwapped) {
  /** A side that keeps all its rows is built only if the other is so many times larger. */
  private static final double MUCH = 4;

  /**
   * @param condition what of it is by equalities
   */
  static JoinChoice of(Join join, JoinCondition condition, PhysicalPlanner planner) {
    boolean isHashed = !condition.left().isEmpty();
    double left = planner.sizes().bytes(join.left());
    double right = planner.sizes().bytes(join.right());
    for (JoinHint hint : JoinHint.values()) {
      List<Boolean> sides = new ArrayList<>();
      if (join.hints().left().filter(hint::equals).isPresent()) sides.add(true);
      if (join.hints().right().filter(hint::equals).isPresent()) sides.add(false);
      if (sides.isEmpty()) continue;
      boolean prefersLeft = left < right;
      sides.sort((a, b) -> Boolean.compare(a != prefersLeft, b != prefersLeft));
      for (boolean isLeft : sides) {
        if (!allows(join.type(), hint, isLeft, condition)) continue;
        warnOfOthers(join, hint, planner);
        // Who merges keeps nothing of either side: what keeps its rows goes first.
        boolean isBuilt = hint == JoinHint.MERGE ? join.type() == JoinType.RIGHT : isLeft;
        return new JoinChoice(Optional.of(hint), isBuilt);
      }
      planner.warn(
          "The hint "
              + hint
              + " is not followed: "
              + "a join of type "
              + join.type()
              + " cannot be run so"
              + reason(hint, isHashed));
    }
    return new JoinChoice(Optional.empty(), isSwapped(join.type(), isHashed, left, right));
  }

  private static String reason(JoinHint hint, boolean isHashed) {
    boolean isByKeys = hint == JoinHint.SHUFFLE_HASH || hint == JoinHint.MERGE;
    return isByKeys && !isHashed ? " without an equality of its sides" : "";
  }

  private static void warnOfOthers(Join join, JoinHint followed, PhysicalPlanner planner) {
    for (Optional<JoinHint> hint : List.of(join.hints().left(), join.hints().right()))
      if (hint.isPresent() && hint.get().compareTo(followed) > 0)
        planner.warn(
            "The hint " + hint.get() + " is left out: the hint " + followed + " is followed");
  }

  /** Whether a side may be built in the way that a hint asks for. */
  private static boolean allows(
      JoinType type, JoinHint hint, boolean isLeft, JoinCondition condition) {
    boolean isHashed = !condition.left().isEmpty();
    boolean mayBeBuilt =
        !isLeft
            || switch (type) {
              case LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> false;
              case INNER, LEFT, RIGHT, FULL, LEFT_SEMI, LEFT_ANTI -> true;
            };
    return switch (hint) {
      case BROADCAST -> mayBeBuilt && !JoinPlanner.kind(type, isLeft).givesBuiltRows();
      case MERGE ->
          isHashed && MergePlanner.allows(JoinPlanner.kind(type, false), condition.left());
      case SHUFFLE_HASH -> mayBeBuilt && isHashed;
      case SHUFFLE_REPLICATE_NL -> type == JoinType.INNER;
    };
  }

  private static boolean isSwapped(JoinType type, boolean isHashed, double left, double right) {
    return switch (type) {
      case INNER, FULL -> left < right;
      case LEFT, LEFT_SEMI, LEFT_ANTI -> isHashed && left * MUCH < right;
      case RIGHT -> !isHashed || left < right * MUCH;
      case LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> false;
    };
  }

  boolean is(JoinHint hint) {
    return method.filter(hint::equals).isPresent();
  }
}
