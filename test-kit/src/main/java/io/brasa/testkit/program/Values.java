package io.brasa.testkit.program;

import io.brasa.core.function.Pair;
import io.brasa.core.function.Triple;
import java.util.Optional;

/** The functions of random programs: pure, total, and over whatever operations give them. */
final class Values {
  private Values() {}

  /** A record as a value. */
  record Item(int number, String text) implements Numbered {}

  /** A value of one of several types, one of them null. */
  static Object of(int number) {
    int size = Math.floorMod(number >> 4, 100);
    return switch (Math.floorMod(number, 6)) {
      case 0 -> null;
      case 1 -> "text" + size;
      case 2 -> new Item(size, "i");
      default -> size;
    };
  }

  /** A number by content; the order of the elements of an iterable does not matter. */
  static int number(Object value) {
    return switch (value) {
      case null -> 17;
      case Integer number -> number;
      case Long number -> number.hashCode();
      case String text -> text.hashCode();
      case Numbered numbered -> numbered.number();
      case Enum<?> constant -> constant.name().hashCode();
      case Pair<?, ?> pair -> mix(number(pair._1())) + 31 * number(pair._2());
      case Triple<?, ?, ?> triple ->
          mix(number(triple._1())) + 31 * mix(number(triple._2()) + 1) + 101 * number(triple._3());
      case Optional<?> optional -> optional.isEmpty() ? 5 : mix(number(optional.get()));
      case Iterable<?> many -> sum(many);
      default -> throw new IllegalArgumentException("a value of " + value.getClass());
    };
  }

  private static int sum(Iterable<?> many) {
    int sum = 3;
    for (Object each : many) sum += mix(number(each));
    return sum;
  }

  static Object changed(Object value, int salt) {
    return of(mix(number(value) + salt));
  }

  /** True for about two of three. */
  static boolean isLucky(Object key, Object value, int salt) {
    return Math.floorMod(mix(number(key) * 31 + number(value) + salt), 3) > 0;
  }

  /** From zero to two. */
  static int times(Object value, int salt) {
    return Math.floorMod(mix(number(value) ^ salt), 3);
  }

  static Object present(Object value) {
    return value == null ? "nothing" : value;
  }

  static int mix(int number) {
    int mixed = (number ^ number >>> 16) * 0x85EBCA6B;
    return mixed ^ mixed >>> 13;
  }
}
