package io.brasa.runtime.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Nested values of all kinds, drawn from a seed. */
final class RandomValues {
  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  Object next(int depth) {
    return depth == 0 || random.nextInt(3) == 0 ? scalar() : compound(depth - 1);
  }

  private Object orNull(int depth) {
    return random.nextInt(6) == 0 ? null : next(depth);
  }

  Object scalar() {
    return switch (random.nextInt(16)) {
      case 0 -> random.nextBoolean();
      case 1 -> (byte) random.nextInt();
      case 2 -> (short) random.nextInt();
      case 3 -> (char) random.nextInt();
      case 4 -> random.nextInt() >> random.nextInt(32);
      case 5 -> random.nextLong() >> random.nextInt(64);
      case 6 -> Float.intBitsToFloat(random.nextInt());
      case 7 -> Double.longBitsToDouble(random.nextLong());
      case 8 -> text();
      case 9 -> new BigInteger(random.nextInt(100), random);
      case 10 ->
          new BigDecimal(new BigInteger(random.nextInt(80), random), random.nextInt(40) - 20);
      case 11 -> new UUID(random.nextLong(), random.nextLong());
      case 12 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 13 -> Samples.Color.values()[random.nextInt(2)];
      case 14 -> Samples.Shape.values()[random.nextInt(2)];
      default -> new Samples.Money(random.nextInt());
    };
  }

  private String text() {
    int kind = random.nextInt(4);
    int bound = kind == 0 ? 0x10000 : kind == 1 ? 0x100 : 0x80;
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) random.nextInt(bound));
    }
    return text.toString();
  }

  private Object compound(int depth) {
    return switch (random.nextInt(16)) {
      case 0 -> new Samples.Point(random.nextInt(), random.nextInt());
      case 1 -> new Samples.Couple<>(orNull(depth), orNull(depth));
      case 2 ->
          new Samples.Primitives(
              random.nextBoolean(),
              (byte) random.nextInt(),
              (short) random.nextInt(),
              (char) random.nextInt(),
              random.nextInt(),
              random.nextLong(),
              random.nextFloat(),
              random.nextDouble(),
              text());
      case 3 ->
          new Samples.Mixed(
              Samples.Color.RED,
              null,
              new Samples.Point(1, random.nextInt(9)),
              List.of(text()),
              orNull(depth),
              null);
      case 4 -> list(depth, new ArrayList<>());
      case 5 -> List.of(list(depth, new ArrayList<>()).stream().filter(o -> o != null).toArray());
      case 6 -> new LinkedHashSet<>(list(depth, new ArrayList<>()));
      case 7 -> map(depth, new HashMap<>());
      case 8 -> map(depth, new LinkedHashMap<>());
      case 9 -> treeMap(depth);
      case 10 -> Optional.ofNullable(orNull(depth));
      case 11 -> list(depth, new ArrayList<>()).toArray();
      case 12 -> new int[][] {{random.nextInt()}, {}, null};
      case 13 -> bean(depth);
      case 14 -> new Samples.Fork(new Samples.Leaf(random.nextInt()), new Samples.Leaf(0));
      default -> Set.of(scalar());
    };
  }

  private List<Object> list(int depth, List<Object> list) {
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(orNull(depth));
    }
    return list;
  }

  private Map<Object, Object> map(int depth, Map<Object, Object> map) {
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(scalar(), orNull(depth));
    }
    return map;
  }

  private Map<Object, Object> treeMap(int depth) {
    Map<Object, Object> map = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(), orNull(depth));
    }
    return map;
  }

  private Samples.Bean bean(int depth) {
    Samples.Bean bean = new Samples.Bean();
    bean.setName(text());
    bean.setCount(random.nextInt());
    bean.setPoints(random.nextBoolean() ? null : List.of(new Samples.Point(depth, 2)));
    return bean;
  }
}
