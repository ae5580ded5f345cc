package io.brasa.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who tells stages of one driver from those of another: a driver that starts again. */
@Timeout(120)
final class TestFingerprints {
  private static final List<String> MASTERS = List.of("local[1]", "pipes[fingerprints,1,65536]");

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  /** Those of the stages that a program begins, in their order. */
  private static List<String> of(String master, Consumer<BrasaContext> program) {
    List<Event> events = new CopyOnWriteArrayList<>();
    try (BrasaContext brasa = BrasaContext.builder().master(master).listener(events::add).build()) {
      program.accept(brasa);
    }
    List<String> found = new ArrayList<>();
    for (Event event : events)
      if (event instanceof Event.StageStarted started) found.add(started.fingerprint());
    assertFalse(found.isEmpty());
    return found;
  }

  private static void count(
      BrasaContext brasa,
      List<Integer> data,
      int added,
      int modulus,
      int parts,
      StorageLevel kept) {
    RDD<Integer> numbers = brasa.parallelize(data, 3).map(x -> x + added);
    if (kept.isKept()) numbers.persist(kept);
    numbers.mapToPair(x -> new Pair<>(x % modulus, 1)).reduceByKey(Integer::sum, parts).collect();
  }

  @Test
  void theSameProgramHasTheSameInEachDriver() {
    for (String master : MASTERS) {
      Consumer<BrasaContext> program =
          brasa -> {
            count(brasa, numbers(10), 1, 2, 2, StorageLevel.NONE);
            count(brasa, numbers(10), 2, 2, 2, StorageLevel.MEMORY_ONLY);
            brasa.parallelize(numbers(5), 2).union(brasa.parallelize(numbers(6), 2)).count();
          };
      List<String> first = of(master, program);
      assertEquals(5, first.size());
      assertEquals(5, new HashSet<>(first).size());
      assertEquals(first, of(master, program), master);
    }
  }

  @Test
  void whateverIsComputedOtherwiseHasAnother() {
    for (String master : MASTERS) {
      List<Consumer<BrasaContext>> programs =
          List.of(
              brasa -> count(brasa, numbers(10), 1, 2, 2, StorageLevel.NONE),
              brasa -> count(brasa, numbers(11), 1, 2, 2, StorageLevel.NONE),
              brasa -> count(brasa, numbers(10), 3, 2, 2, StorageLevel.NONE),
              brasa -> count(brasa, numbers(10), 1, 4, 2, StorageLevel.NONE),
              brasa -> count(brasa, numbers(10), 1, 2, 5, StorageLevel.NONE),
              brasa -> count(brasa, numbers(10), 1, 2, 2, StorageLevel.DISK_ONLY),
              brasa -> count(brasa, numbers(10), 1, 2, 2, StorageLevel.MEMORY_ONLY),
              brasa ->
                  brasa
                      .parallelize(numbers(10), 3)
                      .map(x -> x + 1)
                      .mapToPair(x -> new Pair<>(x % 2, 1))
                      .groupByKey(2)
                      .collect());
      List<List<String>> all = new ArrayList<>();
      for (Consumer<BrasaContext> program : programs) all.add(of(master, program));
      for (int i = 0; i < all.size(); i++) {
        for (int j = 0; j < i; j++) {
          for (int stage = 0; stage < 2; stage++)
            assertNotEquals(
                all.get(i).get(stage), all.get(j).get(stage), master + " " + i + " and " + j);
        }
      }
    }
  }

  /** Of the same datasets, put together otherwise. */
  private static String united(String master, String order) {
    return of(
            master,
            brasa -> {
              List<RDD<Integer>> both =
                  List.of(
                      brasa.parallelize(numbers(4), 2), brasa.parallelize(numbers(4), 2).cache());
              RDD<Integer> all = both.get(order.charAt(0) - '0');
              for (int i = 1; i < order.length(); i++)
                all = all.union(both.get(order.charAt(i) - '0'));
              all.count();
            })
        .getFirst();
  }

  @Test
  void whatIsPutTogetherOtherwiseHasAnother() {
    for (String master : MASTERS) {
      List<String> orders = List.of("01", "10", "001", "010", "011", "100", "101", "110");
      Set<String> found = new HashSet<>();
      for (String order : orders)
        assertTrue(found.add(united(master, order)), () -> master + " " + order);
    }
  }

  @Test
  void theSameWorkTwiceInADriverHasTwo() {
    for (String master : MASTERS) {
      List<String> found =
          of(
              master,
              brasa -> {
                RDD<Integer> numbers = brasa.parallelize(numbers(4), 2);
                for (int i = 0; i < 3; i++) assertEquals(4, numbers.count());
              });
      assertEquals(3, found.size());
      assertEquals(3, new HashSet<>(found).size());
      assertTrue(
          found.stream().allMatch(fingerprint -> fingerprint.matches("([0-9a-f]{32}){1,2}")),
          () -> master + " " + found);
    }
  }
}
