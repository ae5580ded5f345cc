package io.brasa.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.execute.Allocation.Decision;
import io.brasa.core.schedule.SchedulerEvent.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TestAllocation {
  private static final long IDLE = 5_000;
  private long now = 1_000_000;

  private static Load load(int waiting, int... outstanding) {
    Map<String, Integer> executors = new TreeMap<>();
    int tasks = waiting;
    for (int i = 0; i < outstanding.length; i++) {
      executors.put("e" + i, outstanding[i]);
      tasks += outstanding[i];
    }
    return new Load(waiting, tasks, executors);
  }

  private Decision after(long millis, Allocation allocation, Load load) {
    now += millis;
    return allocation.decide(now, load);
  }

  @Test
  void asksForTwiceAsManyEachTimeTasksHaveWaitedForASecond() {
    Allocation allocation = new Allocation(new AllocationPolicy(true, 1, 0, IDLE));
    List<Integer> targets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int target = after(200, allocation, load(9, 1)).target();
      if (target >= 0) targets.add(target);
    }
    assertEquals(List.of(2, 4, 8, 10), targets, "no more than there is work for");
  }

  @Test
  void staysBetweenItsBounds() {
    Allocation allocation = new Allocation(new AllocationPolicy(true, 2, 4, IDLE));
    int highest = 0;
    for (int i = 0; i < 50; i++)
      highest = Math.max(highest, after(1_000, allocation, load(100, 1, 1)).target());
    assertEquals(4, highest);
    List<String> givenBack = new ArrayList<>();
    for (int i = 0; i < 20; i++)
      givenBack.addAll(after(1_000, allocation, load(0, 0, 0, 0, 0)).givenBack());
    assertEquals(List.of("e0", "e1"), givenBack, "two have to stay");
  }

  @Test
  void givesBackWhatHasBeenIdleForTheWholeTimeOnly() {
    Allocation allocation = new Allocation(new AllocationPolicy(true, 0, 0, IDLE));
    assertEquals(List.of(), after(0, allocation, load(0, 0, 1)).givenBack());
    assertEquals(List.of(), after(IDLE - 1, allocation, load(0, 0, 1)).givenBack());
    assertEquals(List.of(), after(0, allocation, load(0, 1, 0)).givenBack());
    assertEquals(List.of(), after(1, allocation, load(0, 0, 0)).givenBack());
    assertEquals(List.of("e1"), after(IDLE - 1, allocation, load(0, 0, 0)).givenBack());
    Decision last = after(1, allocation, load(0, 0, 0));
    assertEquals(List.of("e0"), last.givenBack());
    assertEquals(0, last.target());
    assertEquals(List.of(), after(IDLE, allocation, load(0, 0, 0)).givenBack(), "each once");
  }

  @Test
  void asksAtOnceWhenThereIsNobody() {
    Allocation allocation = new Allocation(new AllocationPolicy(true, 0, 0, IDLE));
    after(0, allocation, load(0, 0));
    assertEquals(0, after(IDLE, allocation, load(0, 0)).target());
    assertEquals(1, after(200, allocation, load(5)).target());
    assertEquals(3, after(200, allocation, load(5)).target());
  }

  @Test
  void anExecutorThatWillBeOfUseStays() {
    Allocation allocation = new Allocation(new AllocationPolicy(true, 1, 0, IDLE));
    for (int i = 0; i < 30; i++)
      assertEquals(List.of(), after(1_000, allocation, load(3, 0, 0)).givenBack());
  }

  @Test
  void neitherAsksForNorLeavesOtherThanItsBoundsWhateverHappens() {
    for (long seed = 0; seed < 200; seed++) {
      Random chance = new Random(seed);
      int least = chance.nextInt(3);
      int most = least + 1 + chance.nextInt(5);
      Allocation allocation = new Allocation(new AllocationPolicy(true, least, most, 500));
      TreeMap<String, Integer> live = new TreeMap<>();
      int target = Math.max(1, least);
      int names = 0;
      for (int step = 0; step < 300; step++) {
        now += 200;
        while (live.size() < target && chance.nextBoolean()) live.put("e" + names++, 0);
        live.replaceAll((executor, tasks) -> chance.nextInt(3) == 0 ? 1 : 0);
        int tasks = live.values().stream().mapToInt(x -> x).sum();
        int waiting = chance.nextInt(3) == 0 ? chance.nextInt(8) : 0;
        Decision decision = allocation.decide(now, new Load(waiting, tasks + waiting, live));
        if (decision.target() >= 0) target = decision.target();
        decision.givenBack().forEach(live::remove);
        assertTrue(target <= most && live.size() <= most, "seed " + seed + ": " + target);
        assertTrue(target >= least, "seed " + seed + ": " + target);
        if (!decision.givenBack().isEmpty()) assertTrue(live.size() >= least, "seed " + seed);
      }
    }
  }
}
