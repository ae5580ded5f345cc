package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.remote.KeptCopies.Keeper;
import io.brasa.core.remote.KeptCopies.Order;
import io.brasa.core.remote.KeptCopies.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestKeptCopies {
  private static final StorageLevel TWICE = StorageLevel.MEMORY_ONLY_2;
  private final KeptCopies copies = new KeptCopies();

  private static Partition of(int partition) {
    return new Partition(7, partition);
  }

  private void join(String... executorsAtHosts) {
    for (String each : executorsAtHosts)
      copies.join(new Keeper(each, each.substring(each.indexOf('@') + 1)));
  }

  private Optional<String> next(int partition) {
    return copies.next(of(partition)).map(Order::to);
  }

  @Test
  void prefersAnotherHostAndThoseThatKeepLittle() {
    join("a@x", "b@x", "c@y", "d@y");
    Map<String, Integer> counts = new HashMap<>();
    for (int p = 0; p < 10; p++) {
      copies.keep(of(p), 0, TWICE, "a@x");
      Order order = copies.next(of(p)).orElseThrow();
      assertEquals("a@x", order.from());
      copies.keep(of(p), 0, TWICE, order.to());
      counts.merge(order.to(), 1, Integer::sum);
      assertEquals(Optional.empty(), copies.next(of(p)), "two are enough");
    }
    assertEquals(Map.of("c@y", 5, "d@y", 5), counts);
  }

  @Test
  void takesAnExecutorOfTheSameHostIfThereIsNoOther() {
    join("a@x", "b@x");
    copies.keep(of(0), 0, TWICE, "a@x");
    assertEquals(Optional.of("b@x"), next(0));
    assertEquals(Optional.empty(), next(0), "who could not is not asked again");
    assertTrue(copies.isLacking(of(0)));
    join("c@x");
    assertEquals(List.of(of(0)), copies.lacking());
    assertEquals(Optional.of("c@x"), next(0));
  }

  @Test
  void copiesAgainWhatALostExecutorKept() {
    join("a@x", "b@y", "c@z");
    for (int p = 0; p < 3; p++) {
      copies.keep(of(p), 0, TWICE, "a@x");
      if (p > 0) copies.keep(of(p), 0, TWICE, "b@y");
    }
    assertEquals(List.of(of(1), of(2)), copies.lose("a@x"));
    assertFalse(copies.isKept(of(0)), "nobody has it");
    assertEquals(List.of("b@y"), copies.holders(of(1), 0));
    Order order = copies.next(of(1)).orElseThrow();
    assertEquals("b@y", order.from());
    assertEquals("c@z", order.to());
    copies.keep(of(1), 0, TWICE, "a@x");
    assertEquals(List.of("b@y"), copies.holders(of(1), 0), "the lost says nothing any more");
  }

  @Test
  void whoCouldNotCopyFromALostExecutorIsAskedAgain() {
    join("a@x", "b@y", "c@z");
    StorageLevel thrice = StorageLevel.DISK_ONLY_3;
    copies.keep(of(0), 0, thrice, "a@x");
    copies.keep(of(0), 0, thrice, "b@y");
    assertEquals("a@x", copies.next(of(0)).orElseThrow().from());
    assertEquals(List.of(of(0)), copies.lose("a@x"));
    Order order = copies.next(of(0)).orElseThrow();
    assertEquals("b@y", order.from());
    assertEquals("c@z", order.to());
    assertEquals(Optional.empty(), next(0), "and once more only");
  }

  @Test
  void aLaterGenerationTakesThePlaceOfAnEarlierOne() {
    join("a@x", "b@y", "c@z");
    copies.keep(of(0), 1, TWICE, "a@x");
    copies.keep(of(0), 1, TWICE, "b@y");
    copies.keep(of(0), 0, TWICE, "c@z");
    assertEquals(List.of("a@x", "b@y"), copies.holders(of(0), 1));
    copies.keep(of(0), 2, TWICE, "c@z");
    assertEquals(List.of(), copies.holders(of(0), 3));
    assertEquals(List.of("c@z"), copies.holders(of(0), 2));
    assertEquals(List.of("c@z"), copies.holders(of(0), 0), "a later one is as good");
  }

  @Test
  void forgetsWhatIsDroppedOrMissing() {
    join("a@x", "b@y");
    copies.keep(of(0), 0, TWICE, "a@x");
    copies.keep(of(1), 0, TWICE, "a@x");
    copies.keep(new Partition(8, 0), 0, TWICE, "a@x");
    copies.miss(of(0), "a@x");
    assertFalse(copies.isKept(of(0)));
    copies.drop(7);
    assertFalse(copies.isKept(of(1)));
    assertTrue(copies.isKept(new Partition(8, 0)));
  }
}
