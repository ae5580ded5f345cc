package io.brasa.acceptance;

import static io.brasa.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.sql.Aggregator;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Dataset;
import io.brasa.sql.Encoders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A typed program whose tasks run in other processes, over files. */
final class TestTypedOnCluster {
  enum Kind {
    BUY,
    SELL
  }

  record Party(String name, Optional<String> place) {}

  record Trade(long id, Kind kind, Party party, List<Integer> parts) {}

  record Total(String party, long parts) {}

  static final class Parts extends Aggregator<Trade, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long zero() {
      return 0L;
    }

    @Override
    public Long reduce(Long sum, Trade trade) {
      return sum + trade.parts().size();
    }

    @Override
    public Long merge(Long one, Long other) {
      return one + other;
    }

    @Override
    public Long finish(Long sum) {
      return sum;
    }
  }

  private static List<Trade> trades() {
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < 1_000; i++)
      trades.add(
          new Trade(
              i,
              i % 3 == 0 ? Kind.BUY : Kind.SELL,
              new Party("p" + i % 5, i % 2 == 0 ? Optional.of("Oslo") : Optional.empty()),
              i % 7 == 0 ? List.of() : List.of(i, i + 1)));
    return trades;
  }

  @Test
  void answersAsInOneProcess(@TempDir Path folder) {
    String path = folder.resolve("trades").toString();
    Set<Object> here;
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      session.createDataset(trades()).repartition(3).write().parquet(path);
      here = answers(session, path);
    }
    try (BrasaSession session = BrasaSession.builder().master("local-cluster[2,1,256m]").build()) {
      assertEquals(here, answers(session, path));
    }
    assertEquals(9, here.size());
  }

  private static Set<Object> answers(BrasaSession session, String path) {
    Dataset<Trade> trades = session.read().parquet(path).as(Trade.class);
    List<Object> all = new ArrayList<>();
    all.add(trades.filter(t -> t.kind() == Kind.BUY && t.party().place().isPresent()).count());
    all.addAll(
        trades
            .groupByKey(t -> t.party().name())
            .mapGroups(
                (name, group) -> {
                  long parts = 0;
                  while (group.hasNext()) parts += group.next().parts().size();
                  return new Total(name, parts);
                })
            .collectAsList());
    all.addAll(trades.groupByKey(Trade::kind).agg(new Parts().toColumn()).collectAsList());
    Dataset<Total> totals =
        trades
            .groupBy(col("party.name").as("party"))
            .count()
            .withColumnRenamed("count", "parts")
            .as(Total.class);
    all.add(
        totals
            .joinWith(trades, totals.col("party").equalTo(trades.col("party.name")))
            .map(pair -> pair._2().id() + pair._1().parts(), Encoders.LONG())
            .reduce(Long::sum));
    return Set.copyOf(all);
  }
}
