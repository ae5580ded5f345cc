package io.brasa.sql;

import static io.brasa.sql.functions.col;
import static io.brasa.sql.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The fragments of {@code docs/guide/typed.md} stand in this class, and run. */
@ResourceLock(Resources.SYSTEM_OUT)
final class TestGuideOfTyped {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "")).toAbsolutePath();

  record Person(String name, int age) {}

  static final class MeanAge extends Aggregator<Person, MeanAge.Sum, Double> {
    record Sum(long total, long count) {}

    @Override
    public Sum zero() {
      return new Sum(0, 0);
    }

    @Override
    public Sum reduce(Sum sum, Person person) {
      return new Sum(sum.total + person.age(), sum.count + 1);
    }

    @Override
    public Sum merge(Sum one, Sum other) {
      return new Sum(one.total + other.total, one.count + other.count);
    }

    @Override
    public Double finish(Sum sum) {
      return sum.count == 0 ? null : (double) sum.total / sum.count;
    }
  }

  private static void guide() {
    try (BrasaSession session = BrasaSession.local()) {
      Dataset<Person> people =
          session.createDataset(
              List.of(new Person("Ada", 36), new Person("Bo", 4), new Person("Eve", 51)));
      Dataset<String> grown = people.filter(p -> p.age() >= 18).map(p -> p.name().toUpperCase());
      List<String> names = grown.collectAsList();
      assertEquals(List.of("ADA", "EVE"), names);

      Dataset<Person> fromQuery =
          session.sql("SELECT 'Zed' AS name, 7 AS age, 'x' AS other").as(Person.class);
      DataFrame byAge = people.groupBy("age").count();
      Dataset<Person> both = people.union(fromQuery.map(p -> p)).sort(col("age").desc());
      assertEquals(3, byAge.count());
      assertEquals(List.of(51, 36, 7, 4), both.map(Person::age).collectAsList());

      Dataset<String> words =
          session
              .createDataset(List.of("to be", "or not to be"))
              .flatMap(line -> List.of(line.split(" ")).iterator(), Encoders.STRING());
      Dataset<Pair<String, Integer>> lengths =
          words.map(
              word -> Pair.of(word, word.length()),
              Encoders.tuple(Encoders.STRING(), Encoders.INT()));
      Dataset<List<Integer>> digits =
          words.map(word -> List.of(word.length()), Encoders.of(new TypeOf<List<Integer>>() {}));
      assertEquals(13, lengths.select(sum(col("_2"))).first().getLong(0));
      assertEquals(List.of(2), digits.first());

      KeyValueGroupedDataset<Boolean, Person> byGrown = people.groupByKey(p -> p.age() >= 18);
      Dataset<Pair<Boolean, Long>> counts = byGrown.count();
      Dataset<Pair<Boolean, Integer>> oldest =
          byGrown.mapValues(Person::age).reduceGroups(Integer::max);
      Dataset<String> lists =
          byGrown.mapGroups(
              (isGrown, group) -> {
                StringJoiner joined = new StringJoiner(", ", isGrown + ": ", "");
                while (group.hasNext()) joined.add(group.next().name());
                return joined.toString();
              });
      Dataset<Pair<Boolean, Long>> ages =
          byGrown.agg(sum(col("age")).as(Encoders.LONG()).name("ages"));
      assertEquals(
          Set.of(Pair.of(true, 2L), Pair.of(false, 1L)), Set.copyOf(counts.collectAsList()));
      assertEquals(
          Set.of(Pair.of(true, 51), Pair.of(false, 4)), Set.copyOf(oldest.collectAsList()));
      assertEquals(2, lists.count());
      assertEquals(
          Set.of(Pair.of(true, 87L), Pair.of(false, 4L)), Set.copyOf(ages.collectAsList()));

      double mean = people.select(new MeanAge().toColumn()).first();
      session.udf().register("mean_age", functions.udaf(new MeanAge()));
      people.createOrReplaceTempView("people");
      session
          .sql("SELECT age >= 18 AS grown, mean_age(name, age) FROM people GROUP BY grown")
          .show();
      assertEquals(91 / 3.0, mean, 1e-9);
    }
  }

  @Test
  void itsFragmentsStandHereAndRun() throws IOException {
    String own =
        Files.readString(CHECKOUT.resolve("sql/src/test/java/io/brasa/sql/TestGuideOfTyped.java"))
            .replaceAll("\\s+", "");
    String guide = Files.readString(CHECKOUT.resolve("docs/guide/typed.md"));
    Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(guide);
    int count = 0;
    while (blocks.find()) {
      for (String fragment : blocks.group(1).split("\n\n"))
        assertTrue(own.contains(fragment.replaceAll("\\s+", "")), fragment);
      count++;
    }
    assertTrue(count >= 6, "only " + count + " blocks");
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      guide();
    } finally {
      System.setOut(out);
    }
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("43.5"), said.toString());
  }
}
