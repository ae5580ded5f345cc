package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Groups of values with so little memory that rows are put aside: the answers are the same. */
final class TestSpilledGroups {
  record Sale(String shop, int day, List<Integer> items, Double price) {}

  record Key(String shop, Integer week) {}

  record Report(Key key, long items, double total, int count) {}

  private static List<Sale> sales(Random random, int count) {
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // One shop has a third of all.
      String shop = random.nextInt(3) == 0 ? "the one" : "shop of some name " + random.nextInt(500);
      List<Integer> items = new ArrayList<>();
      for (int j = random.nextInt(4); j > 0; j--) items.add(random.nextInt(100));
      sales.add(
          new Sale(
              random.nextInt(40) == 0 ? null : shop,
              random.nextInt(300),
              items,
              random.nextInt(20) == 0 ? null : (double) random.nextInt(1_000)));
    }
    return sales;
  }

  private static Report report(Key key, Iterator<Sale> sales) {
    long items = 0;
    double total = 0;
    int count = 0;
    while (sales.hasNext()) {
      Sale sale = sales.next();
      items += sale.items().stream().mapToInt(Integer::intValue).sum();
      if (sale.price() != null) total += sale.price();
      count++;
    }
    return new Report(key, items, total, count);
  }

  private static Key key(Sale sale) {
    return new Key(sale.shop(), sale.day() % 7 == 0 ? null : sale.day() / 7);
  }

  private static BrasaSession session(String memory) {
    return BrasaSession.builder()
        .master("local[2]")
        .config("sql.operator.memory", memory)
        .config("sql.partitions", 3)
        .build();
  }

  @Test
  void wholeGroupsAreAsWithoutSpilling() {
    long seed = new Random().nextLong();
    System.out.println("seed of sales: " + seed);
    List<Sale> sales = sales(new Random(seed), 20_000);
    Map<Key, List<Sale>> groups = new HashMap<>();
    for (Sale sale : sales) groups.computeIfAbsent(key(sale), _ -> new ArrayList<>()).add(sale);
    Set<Report> expected = new HashSet<>();
    groups.forEach((key, all) -> expected.add(report(key, all.iterator())));
    try (BrasaSession session = session("100k")) {
      Dataset<Report> reports =
          session
              .createDataset(sales)
              .repartition(4)
              .groupByKey(TestSpilledGroups::key)
              .mapGroups(TestSpilledGroups::report);
      List<Report> found = reports.collectAsList();
      assertEquals(expected.size(), found.size());
      assertEquals(expected, Set.copyOf(found));
      String analysed = reports.toDF().explainString("analyze");
      assertTrue(analysed.contains("bytes spilled"), analysed);
    }
  }

  @Test
  void groupsOfTwoAreAsWithoutSpilling() {
    long seed = new Random().nextLong();
    System.out.println("seed of sales: " + seed);
    Random random = new Random(seed);
    List<Sale> left = sales(random, 10_000);
    List<Sale> right = sales(random, 5_000);
    Map<String, int[]> counts = new TreeMap<>();
    for (Sale sale : left) counts.computeIfAbsent("" + sale.shop(), _ -> new int[2])[0]++;
    for (Sale sale : right) counts.computeIfAbsent("" + sale.shop(), _ -> new int[2])[1]++;
    Set<String> expected = new HashSet<>();
    counts.forEach((shop, both) -> expected.add(shop + " " + both[0] + " " + both[1]));
    try (BrasaSession session = session("100k")) {
      Dataset<String> lines =
          session
              .createDataset(left)
              .groupByKey(Sale::shop)
              .cogroup(
                  session.createDataset(right).groupByKey(Sale::shop),
                  (shop, ones, others) ->
                      List.of(shop + " " + count(ones) + " " + count(others)).iterator(),
                  Encoders.STRING());
      assertEquals(expected, new HashSet<>(lines.collectAsList()));
      assertEquals(expected.size(), lines.count());
    }
  }

  private static int count(Iterator<?> values) {
    int count = 0;
    for (; values.hasNext(); values.next()) count++;
    return count;
  }

  static final class Days extends Aggregator<Sale, List<Integer>, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Integer> zero() {
      return new ArrayList<>();
    }

    @Override
    public List<Integer> reduce(List<Integer> days, Sale sale) {
      if (!days.contains(sale.day())) days.add(sale.day());
      return days;
    }

    @Override
    public List<Integer> merge(List<Integer> one, List<Integer> other) {
      for (Integer day : other) if (!one.contains(day)) one.add(day);
      return one;
    }

    @Override
    public Integer finish(List<Integer> days) {
      return days.size();
    }
  }

  @Test
  void buffersOfAggregatorsAreAsWithoutSpilling() {
    long seed = new Random().nextLong();
    System.out.println("seed of sales: " + seed);
    List<Sale> sales = sales(new Random(seed), 20_000);
    Map<String, Set<Integer>> days = new HashMap<>();
    for (Sale sale : sales) days.computeIfAbsent(sale.shop(), _ -> new HashSet<>()).add(sale.day());
    Set<Pair<String, Integer>> expected = new HashSet<>();
    days.forEach((shop, all) -> expected.add(Pair.of(shop, all.size())));
    try (BrasaSession session = session("200k")) {
      Dataset<Pair<String, Integer>> counts =
          session.createDataset(sales).groupByKey(Sale::shop).agg(new Days().toColumn());
      assertEquals(expected, new HashSet<>(counts.collectAsList()));
      String analysed = counts.toDF().explainString("analyze");
      assertTrue(analysed.contains("bytes spilled"), analysed);
    }
  }
}
