package io.brasa.core.closure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Serialisable classes of the JDK that hold nothing of the user's. */
final class PlainTypes {
  private PlainTypes() {}

  static boolean isImmutable(Class<?> type) {
    return type == BigDecimal.class
        || type == BigInteger.class
        || type == UUID.class
        || type == Locale.class
        || type == URI.class
        || type == Pattern.class
        || type.getPackageName().equals("java.time.zone");
  }

  static boolean isPlain(Class<?> type) {
    if (isImmutable(type)) return true;
    return switch (type.getPackageName()) {
      case "java.lang", "java.math", "java.net", "java.time", "java.time.chrono", "java.text" ->
          !Throwable.class.isAssignableFrom(type);
      default -> isPlainUtility(type.getName());
    };
  }

  private static boolean isPlainUtility(String name) {
    return switch (name) {
      case "java.util.Random",
          "java.util.Date",
          "java.util.BitSet",
          "java.util.Currency",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.LongAdder",
          "java.io.File" ->
          true;
      default -> false;
    };
  }
}
