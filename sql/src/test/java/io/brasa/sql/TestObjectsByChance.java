package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.function.Pair;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values of nested classes by chance come back from whatever their columns have gone through. */
final class TestObjectsByChance {
  enum Kind {
    ONE,
    TWO,
    THREE
  }

  record Inner(Kind kind, Optional<String> name, double share) {}

  record Outer(
      int place,
      Long number,
      String text,
      Optional<Inner> maybe,
      Inner inner,
      List<Inner> all,
      Map<String, List<Integer>> lists,
      Set<Kind> kinds,
      BigDecimal money,
      LocalDate day,
      Instant moment,
      Pair<String, Optional<Integer>> pair) {}

  private final Random random;

  TestObjectsByChance() {
    long seed = new Random().nextLong();
    System.out.println("seed of objects: " + seed);
    random = new Random(seed);
  }

  private boolean isRare() {
    return random.nextInt(5) == 0;
  }

  private String text() {
    return isRare() ? "" : "t" + random.nextInt(6) + (isRare() ? "é日🙂" : "");
  }

  private Inner inner() {
    return new Inner(
        isRare() ? null : Kind.values()[random.nextInt(3)],
        isRare() ? Optional.empty() : Optional.of(text()),
        random.nextInt(100) / 8.0);
  }

  private Outer outer(int place) {
    List<Inner> all = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) all.add(isRare() ? null : inner());
    Map<String, List<Integer>> lists = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<Integer> list = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) list.add(isRare() ? null : random.nextInt());
      lists.put(text(), isRare() ? null : list);
    }
    Set<Kind> kinds = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) kinds.add(Kind.values()[random.nextInt(3)]);
    return new Outer(
        place,
        isRare() ? null : (long) random.nextInt(5),
        isRare() ? null : text(),
        isRare() ? Optional.empty() : Optional.of(inner()),
        isRare() ? null : inner(),
        isRare() ? null : all,
        isRare() ? null : lists,
        isRare() ? null : kinds,
        isRare() ? null : BigDecimal.valueOf(random.nextInt(), 3).setScale(18),
        isRare() ? null : LocalDate.ofEpochDay(random.nextInt(40_000)),
        isRare() ? null : Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(999)),
        isRare() ? null : Pair.of(text(), isRare() ? Optional.empty() : Optional.of(3)));
  }

  private static <T> Map<T, Integer> counted(Collection<T> values) {
    Map<T, Integer> counts = new HashMap<>();
    for (T value : values) counts.merge(value, 1, Integer::sum);
    return counts;
  }

  @Test
  void comeBackFromWhateverTheirColumnsHaveGoneThrough() {
    List<Outer> values = new ArrayList<>();
    int count = 1 + random.nextInt(9_000);
    for (int i = 0; i < count; i++) values.add(outer(i));
    Map<Outer, Integer> expected = counted(values);
    try (BrasaSession session =
        BrasaSession.builder().master("local[2]").config("sql.partitions", 3).build()) {
      Dataset<Outer> local = session.createDataset(values, Encoders.of(Outer.class));
      assertEquals(values, local.collectAsList());
      Dataset<Outer> mapped = local.repartition(3).map(o -> o);
      assertEquals(expected, counted(mapped.collectAsList()));
      assertEquals(expected, counted(mapped.rdd().collect()));
      Dataset<Outer> kept = mapped.persist();
      assertEquals(
          expected,
          counted(kept.sort(functions.col("number"), functions.col("text")).collectAsList()));
      assertEquals(expected, counted(kept.filter(o -> o.place() >= 0).map(o -> o).collectAsList()));
      kept.unpersist();
      assertEquals(
          expected,
          counted(
              local
                  .groupByKey(Outer::inner)
                  .flatMapGroups((key, group) -> group, Encoders.of(Outer.class))
                  .collectAsList()));
      Dataset<Outer> others = local.map(o -> o);
      assertEquals(
          expected,
          counted(
              local
                  .joinWith(others, local.col("place").equalTo(others.col("place")), "full")
                  .filter(pair -> pair._1().equals(pair._2()))
                  .map(Pair::_2, Encoders.of(Outer.class))
                  .collectAsList()));
    }
  }
}
