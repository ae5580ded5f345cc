package io.brasa.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.PoolPolicy.Pool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is next, given how many tasks of each pool run. */
final class TestPoolShares {
  private static final int TASKS_PER_SLOT = 2;

  private static PoolShares of(Map<String, Pool> pools) {
    return new PoolShares(new PoolPolicy(true, pools), TASKS_PER_SLOT);
  }

  /** A stage of ten tasks, of which some run. */
  private static Stage stage(long id, int running) {
    Stage stage = new Stage(new StagePlan(id, "s" + id, "stage", 10, List.of(), true, false));
    for (int i = 0; i < 10; i++) stage.want(i);
    for (int i = 0; i < running; i++) stage.grant(i, 1);
    return stage;
  }

  @Test
  void theFewestTasksForItsWeightIsNext() {
    PoolShares shares = of(Map.of("heavy", Pool.USUAL.withWeight(3)));
    shares.add("heavy", stage(1, 4));
    shares.add("light", stage(2, 2));
    assertTrue(shares.isContended());
    assertEquals("heavy", shares.next(), "4 for 3 is less than 2 for 1");
    shares.granted("heavy", 3);
    assertEquals("light", shares.next(), "7 for 3 is more than 2 for 1");
  }

  @Test
  void equalPoolsTakeTurnsByName() {
    PoolShares shares = of(Map.of());
    shares.add("b", stage(1, 0));
    shares.add("a", stage(2, 0));
    assertEquals("a", shares.next());
    shares.granted("a", 1);
    assertEquals("b", shares.next());
    shares.granted("b", 1);
    assertEquals("a", shares.next());
  }

  @Test
  void poolsBelowTheirMinimumComeFirstTheOneWithTheSmallestPartOfIt() {
    PoolShares shares =
        of(Map.of("small", Pool.USUAL.withMinShare(1), "large", Pool.USUAL.withMinShare(4)));
    shares.add("large", stage(1, 2));
    shares.add("small", stage(2, 1));
    shares.add("usual", stage(3, 0));
    assertEquals("large", shares.next(), "2 of 8 is less than 1 of 2");
    shares.granted("large", 3);
    assertEquals("small", shares.next(), "5 of 8 is more than 1 of 2");
    shares.granted("small", 1);
    assertEquals("large", shares.next(), "small has its 2");
    shares.granted("large", 3);
    assertEquals("usual", shares.next(), "all have their minimum");
  }

  @Test
  void theFirstStageOfAPoolThatHasSomethingIsServed() {
    PoolShares shares = of(Map.of());
    Stage first = stage(1, 10);
    Stage second = stage(2, 9);
    shares.add("only", first);
    assertEquals("", shares.next(), "nothing waits");
    assertThrows(IllegalStateException.class, () -> shares.stageOf("only"));
    shares.add("only", second);
    assertFalse(shares.isContended());
    assertEquals("only", shares.next());
    assertEquals(second, shares.stageOf("only"));
  }

  @Test
  void poolsKeepWhatIsNotChanged() {
    assertEquals(new Pool(3, 2), Pool.USUAL.withMinShare(2).withWeight(3));
    assertEquals(new Pool(3, 2), Pool.USUAL.withWeight(3).withMinShare(2));
    assertThrows(IllegalArgumentException.class, () -> Pool.USUAL.withWeight(0));
    assertEquals(new Pool(1, 0), Pool.USUAL.withMinShare(0));
    assertThrows(IllegalArgumentException.class, () -> Pool.USUAL.withMinShare(-1));
  }
}
