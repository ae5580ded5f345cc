package io.brasa.runtime.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The types that the tests of this package write and read, and one value of every kind. */
final class Samples {
  private Samples() {}

  enum Color {
    RED,
    GREEN
  }

  enum Shape {
    ROUND {
      @Override
      int corners() {
        return 0;
      }
    },
    SQUARE {
      @Override
      int corners() {
        return 4;
      }
    };

    abstract int corners();
  }

  record Point(int x, int y) {}

  record Empty() {}

  record Primitives(
      boolean a, byte b, short c, char d, int e, long f, float g, double h, String i) {}

  record Boxes(Integer a, Long b, Double c, Boolean d, Character e) {}

  record Mixed(Color color, Shape shape, Point point, List<String> tags, Object any, UUID id) {}

  record Couple<A, B>(A first, B second) {}

  record Node(int value, Node next) {}

  record Arrays2(int[][] grid, String[] names, Object[] things, Point[] points) {}

  record Secret(String word) {}

  private record Hidden(int value, Secret inner) {
    private Hidden {
      if (value < 0) {
        throw new IllegalArgumentException("negative: " + value);
      }
    }
  }

  static Object hidden(int value) {
    return new Hidden(value, new Secret("s" + value));
  }

  /** Equal whatever the case. */
  record Word(String text) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Word word && word.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
      return text.toLowerCase(java.util.Locale.ROOT).hashCode();
    }
  }

  sealed interface Tree permits Leaf, Fork {}

  record Leaf(int value) implements Tree {}

  record Fork(Tree left, Tree right) implements Tree {}

  public static class Bean {
    private String name;
    private int count;
    private boolean ready;
    private List<Point> points;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }

    public boolean isReady() {
      return ready;
    }

    public void setReady(boolean ready) {
      this.ready = ready;
    }

    public List<Point> getPoints() {
      return points;
    }

    public void setPoints(List<Point> points) {
      this.points = points;
    }
  }

  static Bean bean(String name, int count) {
    Bean bean = new Bean();
    bean.setName(name);
    bean.setCount(count);
    bean.setReady(true);
    bean.setPoints(List.of(new Point(1, 2)));
    return bean;
  }

  /** A class with equality of its own, known to Java serialisation alone. */
  static final class Money implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long cents;

    Money(long cents) {
      this.cents = cents;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Money money && money.cents == cents;
    }

    @Override
    public int hashCode() {
      return Objects.hash(cents);
    }
  }

  /** Known to Java serialisation alone, and compared by identity. */
  static final class Person implements Serializable {
    private static final long serialVersionUID = 1L;
    final String name;

    Person(String name) {
      this.name = name;
    }
  }

  /** Values that are equal to themselves after a round trip, by their own equals. */
  static List<Object> withOwnEquality() {
    record Local(int a, String b) {}
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put(Color.RED, List.of(2));
    map.put(null, null);
    return new ArrayList<>(
        Arrays.asList(
            true,
            (byte) -7,
            (short) 300,
            'x',
            42,
            -1L << 40,
            1.5f,
            -0.0,
            Double.NaN,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            "",
            "plain",
            "h\u00e9",
            "\u4f60\u597d \ud83d\ude00",
            "lone \ud800 surrogate",
            BigInteger.TWO.pow(200).negate(),
            new BigDecimal("1.00"),
            new BigDecimal("-3e400"),
            new UUID(1, -2),
            Optional.of("x"),
            Optional.empty(),
            OptionalInt.of(-3),
            OptionalInt.empty(),
            OptionalLong.of(5),
            OptionalDouble.of(Math.PI),
            Color.GREEN,
            Shape.SQUARE,
            new Point(1, -2),
            new Empty(),
            new Primitives(true, (byte) 1, (short) 2, 'c', 3, 4, 5f, 6, "i"),
            new Primitives(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0, null),
            new Boxes(1, null, 2.0, null, 'z'),
            new Mixed(Color.RED, Shape.ROUND, new Point(3, 4), List.of("a", "b"), map, null),
            new Mixed(null, null, null, null, null, null),
            new Couple<>("k", 1),
            new Couple<>(null, new Couple<>(List.of(), Set.of())),
            new Node(1, new Node(2, null)),
            hidden(5),
            new Local(1, "l"),
            new Word("Hi"),
            new Fork(new Leaf(1), new Fork(new Leaf(2), new Leaf(3))),
            new ArrayList<>(List.of(1, "2", 3L)),
            new LinkedList<>(List.of(1)),
            List.of(),
            List.of(1),
            List.of(1, 2, 3),
            Arrays.asList(1, null),
            java.util.stream.Stream.of(1, null, 2).toList(),
            Collections.unmodifiableList(new ArrayList<>(List.of(9))),
            Collections.emptyList(),
            Collections.singletonList(null),
            Collections.nCopies(3, "c"),
            new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
            List.of(1, 2, 3, 4).subList(1, 3),
            Collections.synchronizedList(new ArrayList<>(List.of(4))),
            new HashSet<>(List.of(1, 2, 3)),
            new LinkedHashSet<>(List.of("z", "a")),
            new TreeSet<>(List.of(3, 1, 2)),
            new TreeSet<>(Comparator.reverseOrder()),
            Set.of(),
            Set.of(1),
            Set.of(1, 2, 3, 4),
            Collections.emptySet(),
            Collections.unmodifiableSet(new HashSet<>(List.of(5))),
            Collections.singleton(6),
            Map.of("a", 1).keySet(),
            new HashMap<>(Map.of("a", 1)).entrySet(),
            new HashMap<>(Map.of("a", 1, "b", 2)),
            map,
            new TreeMap<>(Map.of("b", 1, "a", 2)),
            Map.of(),
            Map.of(1, 2),
            Map.of(1, 2, 3, 4),
            Collections.emptyMap(),
            Collections.unmodifiableMap(new HashMap<>(Map.of(1, 1))),
            Collections.singletonMap(1, null),
            new ConcurrentHashMap<>(Map.of("c", 1)),
            java.util.EnumSet.of(Color.RED),
            new java.util.EnumMap<>(Map.of(Color.GREEN, 1)),
            Map.entry(1, 2),
            java.util.BitSet.valueOf(new long[] {5, 6}),
            new java.util.Date(77),
            Instant.parse("2020-02-02T02:02:02.000000002Z"),
            Instant.MIN,
            Instant.MAX,
            LocalDate.of(-5, 1, 31),
            LocalTime.of(23, 59, 59, 999_999_999),
            LocalDateTime.of(2024, 2, 29, 12, 0),
            OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(-3)),
            OffsetDateTime.of(2024, 1, 1, 1, 1, 1, 1, ZoneOffset.ofHoursMinutes(5, 30)),
            ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")),
            ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                .withLaterOffsetAtOverlap(),
            ZonedDateTime.of(2024, 1, 1, 1, 0, 0, 0, ZoneOffset.UTC),
            ZoneId.of("America/Sao_Paulo"),
            ZoneOffset.ofTotalSeconds(61),
            Duration.ofNanos(-1),
            Period.of(1, -2, 3),
            Year.of(2024),
            YearMonth.of(2024, 12),
            MonthDay.of(2, 29),
            new Money(12),
            java.net.URI.create("http://example.org/"),
            java.util.Locale.ROOT,
            java.time.DayOfWeek.MONDAY));
  }

  /** Values that only the codec can compare. */
  static List<Object> byContent() {
    return new ArrayList<>(
        List.of(
            new boolean[] {true, false},
            new byte[] {1, 2},
            new short[] {3},
            new char[] {'a', '\uffff'},
            new int[] {1, -1, 1 << 30},
            new long[] {Long.MIN_VALUE},
            new float[] {1f, Float.NaN},
            new double[] {},
            new String[] {"a", null},
            new Object[] {1, "x", null, new int[] {2}},
            new int[][] {{1}, {2, 3}, null},
            new Point[] {new Point(1, 1), null},
            new Object[][] {{1}, {}},
            new Tree[] {new Leaf(4)},
            new Color[] {Color.RED},
            new Arrays2(new int[][] {{1}}, new String[] {"n"}, new Object[] {1L}, new Point[0]),
            bean("n", 3),
            new Bean(),
            new ArrayDeque<>(List.of(1, 2)),
            new Person("p"),
            List.of(new byte[] {1}),
            new HashSet<>(Set.of(bean("x", 1), bean("x", 1))),
            Map.of("k", bean("v", 2))));
  }

  static List<Object> all() {
    List<Object> all = withOwnEquality();
    all.addAll(byContent());
    all.addAll(groups());
    return all;
  }

  /** One of each form in the heap. */
  private static List<Object> groups() {
    return List.of(
        ValueColumn.groupOf(List.of()),
        ValueColumn.groupOfOne("one"),
        ValueColumn.groupOf(List.of(1, -2, Integer.MAX_VALUE)),
        ValueColumn.groupOf(List.of(1L, Long.MIN_VALUE)),
        ValueColumn.groupOf(List.of(0.5, -0.0, Double.NaN)),
        ValueColumn.groupOf(Arrays.asList(1, null, "three", 4L, List.of(5))));
  }
}
