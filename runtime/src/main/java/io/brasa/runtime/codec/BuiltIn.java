package io.brasa.runtime.codec;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The classes of the JDK that have a fixed place in every stream's class table, so that their names
 * are never written. The places are part of the format: new ones are added at the end, none is used
 * again. Several classes that differ only in how they hold the same contents share a place. A
 * switch, not a map: nothing is built before it is asked for.
 */
final class BuiltIn {
  static final int STRING = 9;
  static final int BYTES = 14;

  /** The place of the first class that a stream names. Those between belong to classes to come. */
  static final int FIRST_NAMED = 80;

  private BuiltIn() {}

  /** The codec of a class that has a place, or null. */
  static Codec<?> codecOf(Class<?> type, Codecs codecs) {
    int index = indexOf(type.getName());
    if (index == 0 && type.getClassLoader() == null) {
      index = indexOfHiddenCollection(type);
    }
    if (index == 0 && List.class.isAssignableFrom(type) && Group.class.isAssignableFrom(type)) {
      index = GroupCodec.INDEX;
    }
    return index == 0 ? null : codecAt(index, codecs);
  }

  /**
   * Views and wrappers of the JDK that nobody can name: they come back as a plain collection with
   * the same contents.
   */
  private static int indexOfHiddenCollection(Class<?> type) {
    if (Modifier.isPublic(type.getModifiers()) || EnumSet.class.isAssignableFrom(type)) {
      return 0;
    }
    if (Map.class.isAssignableFrom(type)) {
      return SortedMap.class.isAssignableFrom(type) ? 35 : 34;
    }
    if (Set.class.isAssignableFrom(type)) {
      return SortedSet.class.isAssignableFrom(type) ? 30 : 29;
    }
    return Collection.class.isAssignableFrom(type) ? 23 : 0;
  }

  private static int indexOf(String name) {
    return name.charAt(0) == '['
        ? indexOfArray(name)
        : name.startsWith("java.") ? indexOfClass(name) : 0;
  }

  private static int indexOfArray(String name) {
    return switch (name) {
      case "[Z" -> 13;
      case "[B" -> 14;
      case "[S" -> 15;
      case "[C" -> 16;
      case "[I" -> 17;
      case "[J" -> 18;
      case "[F" -> 19;
      case "[D" -> 20;
      case "[Ljava.lang.String;" -> 21;
      case "[Ljava.lang.Object;" -> 22;
      default -> 0;
    };
  }

  private static int indexOfClass(String name) {
    return switch (name) {
      case "java.lang.Boolean" -> 1;
      case "java.lang.Byte" -> 2;
      case "java.lang.Short" -> 3;
      case "java.lang.Character" -> 4;
      case "java.lang.Integer" -> 5;
      case "java.lang.Long" -> 6;
      case "java.lang.Float" -> 7;
      case "java.lang.Double" -> 8;
      case "java.lang.String" -> STRING;
      case "java.math.BigInteger" -> 10;
      case "java.math.BigDecimal" -> 11;
      case "java.util.UUID" -> 12;
      case "java.util.Optional" -> 39;
      case "java.util.OptionalInt" -> 40;
      case "java.util.OptionalLong" -> 41;
      case "java.util.OptionalDouble" -> 42;
      case "java.util.BitSet" -> 43;
      case "java.util.Date" -> 44;
      default -> name.startsWith("java.time.") ? indexOfTime(name) : indexOfCollection(name);
    };
  }

  private static int indexOfTime(String name) {
    return switch (name) {
      case "java.time.Instant" -> 45;
      case "java.time.LocalDate" -> 46;
      case "java.time.LocalTime" -> 47;
      case "java.time.LocalDateTime" -> 48;
      case "java.time.OffsetDateTime" -> 49;
      case "java.time.OffsetTime" -> 50;
      case "java.time.ZonedDateTime" -> 51;
      case "java.time.ZoneRegion" -> 52;
      case "java.time.ZoneOffset" -> 53;
      case "java.time.Duration" -> 54;
      case "java.time.Period" -> 55;
      case "java.time.Year" -> 56;
      case "java.time.YearMonth" -> 57;
      case "java.time.MonthDay" -> 58;
      default -> 0;
    };
  }

  private static int indexOfCollection(String name) {
    return switch (name) {
      case "java.util.ArrayList", "java.util.Arrays$ArrayList", "java.util.ArrayList$SubList" -> 23;
      case "java.util.LinkedList" -> 24;
      case "java.util.ArrayDeque" -> 25;
      case "java.util.ImmutableCollections$List12",
          "java.util.ImmutableCollections$ListN",
          "java.util.ImmutableCollections$SubList",
          "java.util.Collections$EmptyList" ->
          26;
      case "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableRandomAccessList",
          "java.util.Collections$SingletonList",
          "java.util.Collections$CopiesList" ->
          27;
      case "java.util.HashSet" -> 28;
      case "java.util.LinkedHashSet",
          "java.util.HashMap$KeySet",
          "java.util.LinkedHashMap$LinkedKeySet" ->
          29;
      case "java.util.TreeSet" -> 30;
      case "java.util.ImmutableCollections$Set12",
          "java.util.ImmutableCollections$SetN",
          "java.util.Collections$EmptySet" ->
          31;
      case "java.util.Collections$UnmodifiableSet", "java.util.Collections$SingletonSet" -> 32;
      case "java.util.HashMap" -> 33;
      case "java.util.LinkedHashMap" -> 34;
      case "java.util.TreeMap" -> 35;
      case "java.util.ImmutableCollections$Map1",
          "java.util.ImmutableCollections$MapN",
          "java.util.Collections$EmptyMap" ->
          36;
      case "java.util.Collections$UnmodifiableMap", "java.util.Collections$SingletonMap" -> 37;
      case "java.util.KeyValueHolder",
          "java.util.AbstractMap$SimpleEntry",
          "java.util.AbstractMap$SimpleImmutableEntry",
          "java.util.HashMap$Node",
          "java.util.LinkedHashMap$Entry",
          "java.util.TreeMap$Entry" ->
          38;
      default -> 0;
    };
  }

  /** The codec of a place, or null if it is not taken. */
  static Codec<?> codecAt(int index, Codecs codecs) {
    if (index >= 45 && index <= 58) {
      return TimeCodecs.codecAt(index);
    }
    if (index >= 13 && index <= 20) {
      return PrimitiveArrayCodec.codecAt(index);
    }
    if (index >= 23 && index <= 38) {
      return collectionAt(index, codecs);
    }
    switch (index) {
      case 21 -> {
        return new ObjectArrayCodec<>(String[].class, 21, codecs);
      }
      case 22 -> {
        return new ObjectArrayCodec<>(Object[].class, 22, codecs);
      }
      case 39 -> {
        return new OptionalCodec(Part.OPEN, codecs);
      }
      case GroupCodec.INDEX -> {
        return new GroupCodec(codecs);
      }
      case 40, 41, 42, 43, 44 -> {
        return ScalarCodecs.utilityAt(index);
      }
      default -> {
        return ScalarCodecs.codecAt(index);
      }
    }
  }

  private static Codec<?> collectionAt(int index, Codecs codecs) {
    if (index <= 27) {
      return new SequenceCodec(index, codecs);
    }
    if (index <= 32) {
      return new SetCodec(index, codecs);
    }
    if (index <= 37) {
      return new MapCodec(index, codecs);
    }
    return new EntryCodec(codecs);
  }
}
