package io.brasa.sql.execute;

import static io.brasa.sql.physical.Plans.byHash;
import static io.brasa.sql.physical.Plans.column;
import static io.brasa.sql.physical.Plans.join;
import static io.brasa.sql.physical.Plans.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import io.brasa.sql.physical.ScanSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one join lets through is told to what a join above it builds, by the same key. */
final class TestKeysAbove {
  private final ScanSource large = scan("large", 2);
  private final HashJoin lower =
      join(JoinKind.INNER, scan("facts", 2), 0, byHash(0, scan("small", 1)), 0);

  private List<KeyTargets.Target> found(HashJoin from, PhysicalPlan... above) {
    return KeysAbove.of(from, 0, List.of(above), _ -> false);
  }

  private HashJoin upper(JoinKind kind, int key) {
    return join(kind, lower, key, byHash(1, large), 1);
  }

  @Test
  void whatIsBuiltAboveByTheSameKeyIsNarrowed() {
    List<KeyTargets.Target> wanted = List.of(new KeyTargets.Target(large, 1));
    assertEquals(wanted, found(lower, upper(JoinKind.INNER, 0)));
    // The key of the built side equals it.
    assertEquals(wanted, found(lower, upper(JoinKind.INNER, 2)));
    assertEquals(wanted, found(lower, upper(JoinKind.PROBE_OUTER, 0)));
    assertEquals(wanted, found(lower, upper(JoinKind.PROBE_ANTI, 0)));
  }

  @Test
  void anotherKeyIsNot() {
    assertEquals(List.of(), found(lower, upper(JoinKind.INNER, 1)));
  }

  @Test
  void whatComesOutByItselfOrMustBeKnownWhollyIsNot() {
    assertEquals(List.of(), found(lower, upper(JoinKind.BUILD_OUTER, 0)));
    assertEquals(List.of(), found(lower, upper(JoinKind.FULL_OUTER, 0)));
    assertEquals(List.of(), found(lower, upper(JoinKind.NULL_AWARE_ANTI, 0)));
    assertEquals(List.of(), found(lower, upper(JoinKind.MARK, 0)));
  }

  @Test
  void joinsThatLetOtherRowsThroughTellNothing() {
    HashJoin outer =
        join(JoinKind.PROBE_OUTER, scan("facts", 2), 0, byHash(0, scan("small", 1)), 0);
    assertEquals(List.of(), found(outer, join(JoinKind.INNER, outer, 0, byHash(1, large), 1)));
  }

  @Test
  void columnsAreFollowedThroughProjections() {
    ProjectRows swapped =
        new ProjectRows(
            List.of(column(1), column(0)),
            List.of(lower.output().get(1), lower.output().get(0)),
            lower);
    assertEquals(
        List.of(new KeyTargets.Target(large, 1)),
        found(lower, swapped, join(JoinKind.INNER, swapped, 1, byHash(1, large), 1)));
    assertEquals(
        List.of(), found(lower, swapped, join(JoinKind.INNER, swapped, 0, byHash(1, large), 1)));
  }

  @Test
  void whatOthersReadTooIsLeftAlone() {
    assertEquals(
        List.of(),
        KeysAbove.of(lower, 0, List.of(upper(JoinKind.INNER, 0)), plan -> plan == large));
  }
}
