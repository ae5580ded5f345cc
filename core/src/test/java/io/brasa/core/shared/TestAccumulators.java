package io.brasa.core.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.AccumulatorValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which parts count, and what the kinds of accumulators add up to. */
final class TestAccumulators {
  private static final long STAGE = 7;

  private final Accumulators all = new Accumulators();
  private final LongAccumulator sum = registered(new LongAccumulator(), 1, "sum");

  private <A extends AccumulatorV2<?, ?>> A registered(A accumulator, long id, String name) {
    accumulator.register(id, name);
    all.register(accumulator);
    return accumulator;
  }

  private static LongAccumulator part(AccumulatorV2<Long, Long> base, long value) {
    LongAccumulator part = (LongAccumulator) base.zero();
    part.add(value);
    return part;
  }

  private void accept(long stage, int partition, long value) {
    all.accept(stage, partition, List.of(part(sum, value)));
  }

  @Test
  void longsAddUp() {
    LongAccumulator one = new LongAccumulator();
    assertTrue(one.isZero());
    assertTrue(Double.isNaN(one.avg()));
    one.add(5);
    one.add(Long.valueOf(6));
    assertEquals(11, one.sum());
    assertEquals(11L, one.value());
    assertEquals(2, one.count());
    assertEquals(5.5, one.avg());
    LongAccumulator two = one.copy();
    two.add(1);
    one.merge(two);
    assertEquals(23, one.sum());
    assertEquals(5, one.count());
    assertFalse(one.isZero());
    one.reset();
    assertTrue(one.isZero());
    assertEquals(0, one.sum());
    assertEquals(12, two.sum());
  }

  @Test
  void doublesAddUp() {
    DoubleAccumulator one = new DoubleAccumulator();
    assertTrue(one.isZero());
    assertTrue(Double.isNaN(one.avg()));
    one.add(0.5);
    one.add(Double.valueOf(1));
    assertEquals(1.5, one.sum());
    assertEquals(1.5, one.value());
    assertEquals(2, one.count());
    assertEquals(0.75, one.avg());
    DoubleAccumulator two = one.copy();
    two.add(1);
    one.merge(two);
    assertEquals(4, one.sum());
    assertEquals(5, one.count());
    assertFalse(one.isZero());
    one.reset();
    assertTrue(one.isZero());
    assertEquals(0, one.sum());
    assertEquals(2.5, two.sum());
  }

  @Test
  void collectionsKeepWhatIsAdded() {
    CollectionAccumulator<String> one = new CollectionAccumulator<>();
    assertTrue(one.isZero());
    one.add("a");
    assertFalse(one.isZero());
    CollectionAccumulator<String> two = one.copy();
    two.add("b");
    one.merge(two);
    List<String> read = one.value();
    assertEquals(List.of("a", "a", "b"), read);
    assertThrows(UnsupportedOperationException.class, () -> read.add("c"));
    one.reset();
    assertTrue(one.isZero());
    assertEquals(List.of("a", "a", "b"), read);
  }

  @Test
  void sayWhatTheyHold() {
    sum.add(3);
    assertEquals("sum: 3", sum.toString());
    LongAccumulator unnamed = registered(new LongAccumulator(), 2, "");
    assertEquals("LongAccumulator 2: 0", unnamed.toString());
    assertTrue(unnamed.isRegistered());
    assertFalse(new LongAccumulator().isRegistered());
    assertThrows(IllegalStateException.class, () -> sum.register(3, "again"));
  }

  @Test
  void copiesForTasksAreZeroAndOfTheSameIdentity() {
    sum.add(3);
    AccumulatorV2<Long, Long> zero = sum.zero();
    assertTrue(zero.isZero());
    assertEquals(1, zero.id());
    assertEquals("sum", zero.name());
  }

  @Test
  void countEachPartitionOnceWhenAJobEnds() {
    sum.add(100);
    accept(STAGE, 0, 1);
    accept(STAGE, 1, 10);
    accept(STAGE, 0, 1);
    assertEquals(100, sum.sum());
    assertTrue(all.publish().failure().isEmpty());
    assertEquals(111, sum.sum());
    accept(STAGE, 1, 10);
    all.publish();
    assertEquals(111, sum.sum());
  }

  @Test
  void withdrawWhatARolledBackStageHadCounted() {
    sum.add(100);
    accept(STAGE, 0, 1);
    accept(STAGE + 1, 0, 10);
    all.publish();
    accept(STAGE, 1, 1_000);
    all.withdraw(STAGE);
    assertEquals(110, sum.sum());
    all.publish();
    assertEquals(110, sum.sum());
    accept(STAGE, 0, 2);
    all.publish();
    assertEquals(112, sum.sum());
  }

  @Test
  void withdrawNothingOfOtherStages() {
    accept(STAGE, 0, 1);
    accept(STAGE + 1, 0, 10);
    all.withdraw(STAGE);
    all.publish();
    assertEquals(10, sum.sum());
  }

  @Test
  void tellAtTheNextEndThatWithdrawingOrSettlingFailed() {
    for (boolean isWithdrawn : new boolean[] {true, false}) {
      Longest moody = registered(new Longest(), isWithdrawn ? 4 : 5, "moody");
      Longest part = (Longest) moody.zero();
      part.add("throw the second time");
      all.accept(STAGE, 0, List.of(part));
      assertTrue(all.publish().failure().isEmpty());
      if (isWithdrawn) {
        all.accept(STAGE + 1, 0, List.of(part));
        all.withdraw(STAGE + 1); // was not merged yet
        assertTrue(all.publish().failure().isEmpty());
        Longest other = (Longest) moody.zero();
        other.add("x");
        all.accept(STAGE + 2, 0, List.of(other));
        assertTrue(all.publish().failure().isEmpty());
        all.withdraw(STAGE + 2); // merges again what is left
      } else {
        all.settle(STAGE);
      }
      assertEquals(CoreError.TASK_FAILED, all.publish().failure().orElseThrow().code());
    }
  }

  @Test
  void keepWhatASettledStageHasCounted() {
    accept(STAGE, 0, 1);
    all.settle(STAGE);
    assertEquals(1, sum.sum());
    all.withdraw(STAGE);
    assertEquals(1, sum.sum());
    accept(STAGE + 1, 0, 10);
    all.publish();
    all.withdraw(STAGE + 1);
    assertEquals(1, sum.sum());
  }

  @Test
  void forgetWhatNobodyReads() {
    all.forget(1);
    accept(STAGE, 0, 1);
    all.publish();
    assertEquals(0, sum.sum());
  }

  @Test
  void tellNamedValuesThatChanged() {
    registered(new LongAccumulator(), 2, "");
    CollectionAccumulator<Integer> many = registered(new CollectionAccumulator<>(), 3, "many");
    accept(STAGE, 0, 4);
    CollectionAccumulator<Integer> part = new CollectionAccumulator<>();
    part.register(3, "many");
    IntStream.range(0, 5).forEach(part::add);
    all.accept(STAGE, 0, List.of(part));
    assertEquals(
        List.of(new AccumulatorValue("sum", "4"), new AccumulatorValue("many", "5 elements")),
        all.publish().values());
    assertEquals(List.of(), all.publish().values());
    assertEquals(5, many.value().size());
    all.withdraw(STAGE);
    assertEquals(2, all.publish().values().size());
  }

  @Test
  void tellLongTextsByTheirBeginning() {
    Longest longest = registered(new Longest(), 4, "longest");
    Longest part = (Longest) longest.zero();
    part.add("x".repeat(101));
    all.accept(STAGE, 0, List.of(part));
    assertEquals("x".repeat(100) + "...", all.publish().values().getFirst().value());
    Entries entries = registered(new Entries(), 5, "entries");
    Entries one = (Entries) entries.zero();
    one.add("k");
    all.accept(STAGE, 1, List.of(one));
    assertEquals("1 entries", all.publish().values().getFirst().value());
  }

  @Test
  void tellOnceThatTheUsersCodeFailed() {
    Longest broken = registered(new Longest(), 4, "longest");
    Longest part = (Longest) broken.zero();
    part.add("throw");
    all.accept(STAGE, 0, List.of(part));
    Accumulators.Published published = all.publish();
    assertEquals(CoreError.TASK_FAILED, published.failure().orElseThrow().code());
    assertTrue(published.failure().orElseThrow().what().contains("'longest'"));
    all.accept(STAGE, 1, List.of(part));
    assertTrue(all.publish().failure().isEmpty());
  }

  @Test
  void tellAtTheNextEndWhatFailedInBetween() {
    Longest broken = registered(new Longest(), 4, "longest");
    Longest part = (Longest) broken.zero();
    part.add("throw");
    all.accept(STAGE, 0, List.of(part));
    all.settle(STAGE);
    assertEquals(CoreError.TASK_FAILED, all.publish().failure().orElseThrow().code());
    assertTrue(all.publish().failure().isEmpty());
  }

  private static final class Longest extends AccumulatorV2<String, String> {
    private static final long serialVersionUID = 1;

    private String text = "";
    private int merges;

    @Override
    public boolean isZero() {
      return text.isEmpty();
    }

    @Override
    public AccumulatorV2<String, String> copy() {
      Longest copy = new Longest();
      copy.text = text;
      return copy;
    }

    @Override
    public void reset() {
      text = "";
    }

    @Override
    public void add(String value) {
      if (value.length() > text.length()) text = value;
    }

    @Override
    public void merge(AccumulatorV2<String, String> other) {
      if (other.value().equals("throw")) throw new IllegalArgumentException("as told");
      if (other.value().equals("throw the second time") && ((Longest) other).merges++ > 0)
        throw new IllegalArgumentException("as told");
      add(other.value());
    }

    @Override
    public String value() {
      return text;
    }
  }

  private static final class Entries extends AccumulatorV2<String, Map<String, Integer>> {
    private static final long serialVersionUID = 1;

    private final HashMap<String, Integer> counts = new HashMap<>();

    @Override
    public boolean isZero() {
      return counts.isEmpty();
    }

    @Override
    public AccumulatorV2<String, Map<String, Integer>> copy() {
      Entries copy = new Entries();
      copy.counts.putAll(counts);
      return copy;
    }

    @Override
    public void reset() {
      counts.clear();
    }

    @Override
    public void add(String value) {
      counts.merge(value, 1, Integer::sum);
    }

    @Override
    public void merge(AccumulatorV2<String, Map<String, Integer>> other) {
      other.value().forEach((key, count) -> counts.merge(key, count, Integer::sum));
    }

    @Override
    public Map<String, Integer> value() {
      return counts;
    }
  }
}
