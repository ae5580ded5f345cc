package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Datasets of classes of the program's. */
final class TestTypedDatasets {
  private static BrasaSession session;

  @BeforeAll
  static void open() {
    session = BrasaSession.builder().master("local[2]").build();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  enum Colour {
    RED,
    GREEN
  }

  record Person(String name, int age) {}

  record Address(String city, Integer zip) {}

  record Customer(
      long id,
      String name,
      Optional<String> nick,
      Colour colour,
      List<Address> addresses,
      Map<String, Person> friends,
      Set<Integer> numbers,
      double[] weights,
      BigDecimal money,
      LocalDate born,
      Instant seen,
      LocalDateTime local,
      Address home,
      Optional<Address> second,
      boolean isNew,
      byte tiny,
      short small,
      float share,
      byte[] data) {}

  private static Customer customer(long id) {
    boolean isOdd = id % 2 == 1;
    return new Customer(
        id,
        isOdd ? null : "name " + id,
        isOdd ? Optional.empty() : Optional.of("n"),
        isOdd ? Colour.RED : Colour.GREEN,
        List.of(new Address("Oslo", 1), new Address("Bergen", null)),
        Map.of("best", new Person("Bo", 4)),
        Set.of(1, 2),
        new double[] {0.5, id},
        new BigDecimal("12.500000000000000000"),
        LocalDate.of(2024, 2, 29),
        Instant.parse("2024-02-29T01:02:03.456789Z"),
        LocalDateTime.of(2024, 2, 29, 1, 2, 3),
        isOdd ? null : new Address("Home", 7),
        isOdd ? Optional.of(new Address("Second", 9)) : Optional.empty(),
        isOdd,
        (byte) id,
        (short) id,
        0.25f,
        new byte[] {1, 2});
  }

  private static Dataset<Person> people() {
    return session.createDataset(
        List.of(new Person("Ada", 36), new Person("Bo", 4), new Person("Eve", 51)));
  }

  @Test
  void bringsBackValuesOfAllTypes() {
    List<Customer> customers = List.of(customer(0), customer(1), customer(2), customer(3));
    List<Customer> back = session.createDataset(customers).map(c -> c).collectAsList();
    for (int i = 0; i < customers.size(); i++) same(customers.get(i), back.get(i));
    List<Customer> filtered =
        session.createDataset(customers).filter(c -> c.id() > 1).collectAsList();
    same(customers.get(2), filtered.get(0));
    assertEquals(2, filtered.size());
  }

  private static void same(Customer expected, Customer actual) {
    assertTrue(Arrays.equals(expected.weights(), actual.weights()));
    assertTrue(Arrays.equals(expected.data(), actual.data()));
    assertEquals(withoutArrays(expected), withoutArrays(actual));
  }

  private static Customer withoutArrays(Customer c) {
    return new Customer(
        c.id(),
        c.name(),
        c.nick(),
        c.colour(),
        c.addresses(),
        c.friends(),
        c.numbers(),
        null,
        c.money(),
        c.born(),
        c.seen(),
        c.local(),
        c.home(),
        c.second(),
        c.isNew(),
        c.tiny(),
        c.small(),
        c.share(),
        null);
  }

  @Test
  void mapsFiltersAndExpands() {
    assertEquals(
        List.of("Ada", "Eve"), people().filter(p -> p.age() > 9).map(Person::name).collectAsList());
    assertEquals(
        List.of("a", "b", "c"),
        session
            .createDataset(List.of("a b", "c"))
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
            .collectAsList());
    Dataset<Integer> sums =
        people()
            .mapPartitions(
                (Iterator<Person> all) -> {
                  int sum = 0;
                  while (all.hasNext()) sum += all.next().age();
                  return List.of(sum).iterator();
                },
                Encoders.INT());
    assertEquals(91, sums.reduce(Integer::sum));
  }

  @Test
  void mixesTypedAndUntyped() {
    DataFrame frame = people().filter(p -> p.age() > 9).select("name").limit(1);
    assertEquals("Ada", frame.first().getString(0));
    Dataset<Person> back =
        session.sql("SELECT 'Zed' AS name, 7 AS age, 1 AS other").as(Person.class);
    assertEquals(new Person("Zed", 7), back.first());
    assertEquals(3, back.schema().size());
    assertEquals(3, back.filter(p -> p.age() == 7).toDF().columns().length);
    assertEquals(2, back.map(p -> p).columns().length);
    assertEquals(
        List.of(36L, 51L),
        people()
            .filter(functions.col("age").gt(9))
            .select(functions.col("age").cast("bigint").as(Encoders.LONG()))
            .collectAsList());
  }

  @Test
  void widensNumbersAndTellsThePathOfWhatDoesNotFit() {
    record Wide(String name, long age) {}
    record Narrow(String name, short age) {}
    record Other(String nam, int age) {}
    record Inner(Narrow person) {}
    assertEquals(new Wide("Ada", 36), people().as(Wide.class).first());
    EngineException narrow = assertThrows(EngineException.class, () -> people().as(Narrow.class));
    assertEquals(SqlError.TYPE_MISMATCH, narrow.code());
    assertTrue(narrow.getMessage().contains("Narrow.age"), narrow.getMessage());
    assertTrue(narrow.getMessage().contains("TestTypedDatasets"), narrow.getMessage());
    EngineException missing = assertThrows(EngineException.class, () -> people().as(Other.class));
    assertEquals(SqlError.COLUMN_NOT_FOUND, missing.code());
    assertTrue(missing.getMessage().contains("Other.nam"), missing.getMessage());
    assertTrue(missing.getMessage().contains("name"), missing.getMessage());
    DataFrame nested = session.sql("SELECT named_struct('name', 'a', 'age', 1L) AS person");
    EngineException inner = assertThrows(EngineException.class, () -> nested.as(Inner.class));
    assertTrue(inner.getMessage().contains("Inner.person.age"), inner.getMessage());
  }

  @Test
  void tellsOfNullsInPrimitives() {
    Dataset<Person> holes =
        session.sql("SELECT 'a' AS name, CAST(NULL AS INT) AS age").as(Person.class);
    EngineException e = assertThrows(EngineException.class, holes::collectAsList);
    assertEquals(SqlError.NULL_NOT_ALLOWED, e.code());
    assertTrue(e.getMessage().contains("Person.age"), e.getMessage());
    EngineException row =
        assertThrows(EngineException.class, () -> people().map(p -> (Person) null).collectAsList());
    assertEquals(SqlError.NULL_NOT_ALLOWED, row.code());
  }

  sealed interface Figure {}

  record Circle(double radius) implements Figure {}

  record Square(double side) implements Figure {}

  record Drawing(String name, Figure figure) {}

  @Test
  void namesClassesWithoutColumnsAndLetsFunctionsHaveThem() {
    Dataset<Figure> figures =
        session.createDataset(List.of(1.0, 2.0)).map(x -> x > 1 ? new Circle(x) : new Square(x));
    assertEquals(List.of(new Square(1), new Circle(2)), figures.collectAsList());
    assertEquals(1, figures.filter(f -> f instanceof Circle).count());
    EngineException e = assertThrows(EngineException.class, figures::toDF);
    assertEquals(SqlError.TYPE_WITHOUT_COLUMNS, e.code());
    EngineException part = assertThrows(EngineException.class, () -> Encoders.of(Drawing.class));
    assertTrue(part.getMessage().contains("Drawing.figure"), part.getMessage());
  }

  @Test
  void saysWhatToGiveWhereTheTypeCannotBeKnown() {
    Dataset<String> words =
        session
            .createDataset(List.of("a b", "c"))
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator());
    EngineException e = assertThrows(EngineException.class, () -> words.select("value"));
    assertEquals(SqlError.RESULT_TYPE_UNKNOWN, e.code());
    assertTrue(e.getMessage().contains("Encoders.STRING()"), e.getMessage());
    assertEquals("a", words.as(String.class).select("value").first().getString(0));
    Dataset<Pair<String, Integer>> pairs = words.map(w -> Pair.of(w, w.length()));
    assertEquals(List.of(Pair.of("a", 1)), pairs.takeAsList(1));
    assertEquals(
        List.of("_1", "_2"),
        List.of(
            words
                .map(w -> Pair.of(w, 1), Encoders.tuple(Encoders.STRING(), Encoders.INT()))
                .columns()));
  }

  @Test
  void groupsByKeys() {
    Dataset<Person> many =
        session.createDataset(
            List.of(
                new Person("a", 1),
                new Person("b", 2),
                new Person("a", 3),
                new Person("b", 4),
                new Person("c", 5)));
    KeyValueGroupedDataset<String, Person> groups = many.groupByKey(Person::name);
    assertEquals(Set.of("a", "b", "c"), Set.copyOf(groups.keys().collectAsList()));
    assertEquals(
        Set.of(Pair.of("a", 2L), Pair.of("b", 2L), Pair.of("c", 1L)),
        Set.copyOf(groups.count().collectAsList()));
    assertEquals(
        Set.of(new Person("a", 4), new Person("b", 6), new Person("c", 5)),
        Set.copyOf(
            groups
                .mapGroups(
                    (name, all) -> {
                      int sum = 0;
                      while (all.hasNext()) sum += all.next().age();
                      return new Person(name, sum);
                    })
                .collectAsList()));
    assertEquals(
        Set.of(Pair.of("a", 3), Pair.of("b", 4), Pair.of("c", 5)),
        Set.copyOf(groups.mapValues(Person::age).reduceGroups(Integer::max).collectAsList()));
    assertEquals(
        Set.of("a1,3", "b2,4", "c5"),
        Set.copyOf(
            groups
                .flatMapSortedGroups(
                    new Column[] {functions.col("age")},
                    (name, all) -> {
                      StringBuilder text = new StringBuilder(name);
                      while (all.hasNext()) {
                        text.append(all.next().age());
                        if (all.hasNext()) text.append(",");
                      }
                      return List.of(text.toString()).iterator();
                    })
                .collectAsList()));
    assertEquals(
        Set.of(new Person("a", 1), new Person("b", 1), new Person("c", 1)),
        Set.copyOf(
            groups
                .mapGroups((name, all) -> new Person(name, all.hasNext() ? 1 : 0))
                .collectAsList()));
  }

  @Test
  void cogroupsTwo() {
    KeyValueGroupedDataset<String, Person> left =
        session
            .createDataset(List.of(new Person("a", 1), new Person("b", 2), new Person("a", 3)))
            .groupByKey(Person::name);
    KeyValueGroupedDataset<String, String> right =
        session.createDataset(List.of("a1", "c1", "c2")).groupByKey(s -> s.substring(0, 1));
    Dataset<String> both =
        left.cogroup(
            right,
            (key, people, words) -> {
              int count = 0;
              while (words.hasNext()) {
                words.next();
                count++;
              }
              int sum = 0;
              while (people.hasNext()) sum += people.next().age();
              return List.of(key + sum + "/" + count).iterator();
            },
            Encoders.STRING());
    assertEquals(Set.of("a4/1", "b2/0", "c0/2"), Set.copyOf(both.collectAsList()));
  }

  @Test
  void joinsToPairs() {
    Dataset<Person> left = people();
    Dataset<Address> right =
        session.createDataset(List.of(new Address("Ada", 1), new Address("Zed", 2)));
    Column same = left.col("name").equalTo(right.col("city"));
    assertEquals(
        List.of(Pair.of(new Person("Ada", 36), new Address("Ada", 1))),
        left.joinWith(right, same).collectAsList());
    Set<Pair<Person, Address>> full =
        Set.copyOf(left.joinWith(right, same, "full").collectAsList());
    assertEquals(
        Set.of(
            Pair.of(new Person("Ada", 36), new Address("Ada", 1)),
            Pair.of(new Person("Bo", 4), null),
            Pair.of(new Person("Eve", 51), null),
            Pair.of(null, new Address("Zed", 2))),
        full);
    assertEquals(
        List.of("Ada"),
        left.joinWith(right, same).select("_1.name").as(String.class).collectAsList());
  }

  static final class Average extends Aggregator<Person, Average.Sum, Double> {
    private static final long serialVersionUID = 1L;

    record Sum(long total, int count) {}

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

  @Test
  void aggregatesByAggregators() {
    assertEquals(91 / 3.0, people().select(new Average().toColumn()).first(), 1e-9);
    assertEquals(
        Set.of(Pair.of(true, 43.5), Pair.of(false, 4.0)),
        Set.copyOf(
            people()
                .groupByKey(p -> p.age() > 9)
                .agg(new Average().toColumn().name("mean"))
                .collectAsList()));
    UserDefinedFunction mean = functions.udaf(new Average());
    DataFrame frame = people().toDF();
    assertEquals(
        91 / 3.0,
        frame.agg(mean.apply(functions.col("name"), functions.col("age"))).first().getDouble(0));
    session.udf().register("mean_age", mean);
    frame.createOrReplaceTempView("people");
    assertEquals(
        List.of(Row.of(false, 4.0), Row.of(true, 43.5)),
        session
            .sql(
                "SELECT age > 9 AS old, mean_age(name, age) FROM people GROUP BY age > 9 ORDER BY"
                    + " old")
            .collectAsList());
    assertEquals(
        3, session.sql("SELECT mean_age(name, age) OVER (ORDER BY age) FROM people").count());
  }

  @Test
  void aggregatorsOfProgramsAreAggregatesLikeOthers() {
    UserDefinedFunction mean = functions.udaf(new Average());
    session.udf().register("mean_years", mean);
    DataFrame twice = people().toDF().union(people().toDF());
    twice.createOrReplaceTempView("twice");
    Row row =
        session
            .sql(
                "SELECT mean_years(name, age), mean_years(DISTINCT name, age),"
                    + " mean_years(name, age) FILTER (WHERE age > 9),"
                    + " mean_years(DISTINCT name, age) FILTER (WHERE age < 40), count(DISTINCT age)"
                    + " FROM (SELECT * FROM twice UNION ALL SELECT 'Old', 109)")
            .first();
    assertEquals(291 / 7.0, row.getDouble(0), 1e-9);
    assertEquals(200 / 4.0, row.getDouble(1), 1e-9);
    assertEquals(283 / 5.0, row.getDouble(2), 1e-9);
    assertEquals(40 / 2.0, row.getDouble(3), 1e-9);
    assertEquals(4L, row.getLong(4));
    WindowSpec upToHere = Window.orderBy("age").rowsBetween(-1, 0);
    assertEquals(
        List.of(4.0, 20.0, 43.5),
        people()
            .toDF()
            .select(
                functions.col("age"),
                mean.apply(functions.col("name"), functions.col("age")).over(upToHere).as("mean"))
            .orderBy("age")
            .collectAsList()
            .stream()
            .map(each -> each.getDouble(1))
            .toList());
  }

  @Test
  void aClassSaysWhatValuesAre() {
    List<Person> all = new java.util.ArrayList<>(List.of(new Person("Ada", 36)));
    Dataset<Person> made = session.createDataset(all, Person.class);
    assertEquals(all, made.collectAsList());
    assertEquals(List.of("name", "age"), List.of(made.columns()));
    assertEquals(0, session.emptyDataset(Person.class).count());
    assertEquals(
        List.of(3L, 4L),
        session.createDataset(List.of(3L, 4L), Long.class).orderBy("value").collectAsList());
  }

  @Test
  void keepsAndShowsAndTakesApart() {
    Dataset<Person> kept = people().map(p -> new Person(p.name(), p.age() + 1)).persist();
    assertEquals(3, kept.count());
    assertEquals(37, kept.filter(p -> p.name().equals("Ada")).first().age());
    kept.unpersist();
    assertEquals(2, people().union(people()).distinct().filter(p -> p.age() > 9).count());
    assertEquals(
        List.of("Eve", "Ada", "Bo"),
        people().sort(functions.col("age").desc()).map(Person::name).collectAsList());
    assertFalse(people().isEmpty());
    Person[] array = people().take(2);
    assertEquals("Bo", array[1].name());
    assertThrows(NoSuchElementException.class, () -> people().filter(p -> p.age() > 99).first());
    assertEquals(3, people().rdd().map(Person::age).count());
    Iterator<Person> local = people().toLocalIterator();
    assertEquals("Ada", local.next().name());
    assertEquals(
        List.of("Ada"),
        session
            .emptyDataset(Encoders.of(Person.class))
            .union(people())
            .limit(1)
            .map(Person::name)
            .collectAsList());
  }

  @Test
  void readsRowsOfFrames() {
    DataFrame frame = people().toDF();
    assertEquals(List.of("Ada", "Bo", "Eve"), frame.map(row -> row.getString(0)).collectAsList());
    Dataset<Row> rows = frame;
    assertEquals(1, rows.filter(row -> row.getInt(1) > 40).count());
    Dataset<Row> made =
        frame.map(
            row -> Row.of(row.getInt(1)),
            Encoders.row(
                new io.brasa.columnar.type.StructType()
                    .add("n", io.brasa.columnar.type.DataTypes.IntegerType)));
    assertEquals(36, made.first().getInt(0));
  }

  public static final class Car {
    private String plate;
    private List<Address> garages;
    private int doors;
    private boolean isOld;

    public String getPlate() {
      return plate;
    }

    public void setPlate(String plate) {
      this.plate = plate;
    }

    public List<Address> getGarages() {
      return garages;
    }

    public void setGarages(List<Address> garages) {
      this.garages = garages;
    }

    public int getDoors() {
      return doors;
    }

    public void setDoors(int doors) {
      this.doors = doors;
    }

    public boolean getIsOld() {
      return isOld;
    }

    public void setIsOld(boolean old) {
      isOld = old;
    }
  }

  @Test
  void takesBeans() {
    Car car = new Car();
    car.setPlate("A 1");
    car.setGarages(List.of(new Address("Oslo", null)));
    car.setDoors(3);
    car.setIsOld(true);
    Dataset<Car> cars = session.createDataset(List.of(car, new Car()));
    assertEquals(List.of("doors", "garages", "isOld", "plate"), List.of(cars.columns()));
    Car back = cars.map(c -> c).sort(functions.col("doors").desc()).first();
    assertEquals("A 1", back.getPlate());
    assertEquals(List.of(new Address("Oslo", null)), back.getGarages());
    assertTrue(back.getIsOld());
    assertEquals(1, cars.filter(c -> c.getGarages() == null).count());
  }

  @Test
  void conditionsSeeTheRowsThatThoseBeforeHaveLeft() {
    record Text(String text) {}
    Dataset<Text> texts =
        session.createDataset(List.of(new Text(null), new Text("7"), new Text("x"), new Text("8")));
    Dataset<Text> numbers =
        texts
            .filter(t -> t.text() != null)
            .filter(t -> Character.isDigit(t.text().charAt(0)))
            .filter(t -> Integer.parseInt(t.text()) > 7);
    assertEquals(List.of(new Text("8")), numbers.collectAsList());
    assertEquals(1, numbers.filter(functions.col("text").isNotNull()).count());
    assertEquals(List.of(8), numbers.map(t -> Integer.parseInt(t.text())).collectAsList());
    Dataset<Text> digits =
        session.createDataset(List.of(new Text("7"), new Text("8"), new Text("9")));
    Dataset<Text> joined =
        texts.join(digits, "text").as(Text.class).filter(t -> Integer.parseInt(t.text()) > 7);
    assertEquals(List.of(new Text("8")), joined.collectAsList());
    assertFalse(
        texts.filter(t -> t.text() != null).sameSemantics(texts.filter(t -> t.text() == null)));
  }

  @Test
  void asksFewRowsForTheFirst() {
    io.brasa.core.shared.LongAccumulator calls = session.context().longAccumulator("calls");
    Dataset<Long> mapped =
        session
            .range(0, 100_000, 1, 1)
            .as(Long.class)
            .map(
                n -> {
                  calls.add(1);
                  return n + 1;
                });
    assertEquals(1, mapped.first());
    assertTrue(calls.value() < 200, () -> calls.value() + " calls");
  }

  @Test
  void keysHoldNoMaps() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                people()
                    .groupByKey(
                        p -> Map.of(p.name(), 1),
                        Encoders.of(new TypeOf<Map<String, Integer>>() {})));
    assertEquals(SqlError.TYPE_MISMATCH, e.code());
  }

  @Test
  void groupsByColumnsForFunctions() {
    Dataset<Person> many =
        session.createDataset(List.of(new Person("a", 1), new Person("a", 3), new Person("b", 4)));
    assertEquals(
        Set.of("a4", "b4"),
        Set.copyOf(
            many.groupBy("name")
                .as(Encoders.STRING(), Encoders.of(Person.class))
                .mapGroups(
                    (name, all) -> {
                      int sum = 0;
                      while (all.hasNext()) sum += all.next().age();
                      return name + sum;
                    })
                .collectAsList()));
    record Key(String name, boolean isOdd) {}
    assertEquals(
        Set.of(Pair.of(new Key("a", true), 2L), Pair.of(new Key("b", false), 1L)),
        Set.copyOf(
            many.groupBy(functions.col("name"), functions.col("age").mod(2).equalTo(1).as("isOdd"))
                .as(Encoders.of(Key.class), Encoders.of(Person.class))
                .count()
                .collectAsList()));
    assertThrows(
        EngineException.class,
        () -> many.rollup("name").as(Encoders.STRING(), Encoders.of(Person.class)));
  }
}
