package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.codec.Samples.Color;
import io.brasa.runtime.codec.Samples.Couple;
import io.brasa.runtime.codec.Samples.Money;
import io.brasa.runtime.codec.Samples.Person;
import io.brasa.runtime.codec.Samples.Point;
import io.brasa.runtime.codec.Samples.Word;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestKeys {
  record Tagged(String name, String[] tags) {}

  record Owned(String name, Owner owner) {}

  record Owner(Person person) {}

  record Graded(Color color, Optional<Color> other, List<Color> more) {}

  record Measured(double value, float small) {}

  /** Equality without a hash to go with it. */
  record Half(String text) {
    @Override
    @SuppressWarnings("EqualsHashCode")
    public boolean equals(Object other) {
      return other instanceof Half half && half.text.length() == text.length();
    }
  }

  /** As if the compiler had written it, but for what it does. */
  record Disguised(String text) {
    @Override
    public final boolean equals(Object other) {
      return other instanceof Disguised disguised && disguised.text.length() == text.length();
    }

    @Override
    public final int hashCode() {
      return text.length();
    }
  }

  record Chain(int value, Chain next) {}

  private final Codecs codecs = new Codecs(TestKeys.class.getClassLoader());

  private EngineException refusal(Object key) {
    EngineException failure = assertThrows(EngineException.class, () -> codecs.requireKey(key));
    assertEquals(RuntimeError.KEY_WITHOUT_VALUE_EQUALITY, failure.code());
    return failure;
  }

  @Test
  void acceptsWhatIsComparedByContent() {
    for (Object key :
        List.of(
            "a",
            1,
            Color.RED,
            new Point(1, 2),
            new Couple<>("a", List.of(1)),
            Optional.of(2),
            Set.of(1),
            Map.of("a", 1),
            new Word("a"),
            new Money(1),
            new BigDecimal("1.0"),
            new Graded(Color.RED, Optional.empty(), List.of()),
            EnumSet.of(Color.RED),
            new EnumMap<>(Map.of(Color.RED, 2)),
            new Chain(1, new Chain(2, null)),
            new Disguised("x"))) {
      assertDoesNotThrow(() -> codecs.requireKey(key), () -> "key of " + key.getClass());
      assertDoesNotThrow(() -> codecs.of(key).requireKey(key));
    }
    codecs.requireKey(null);
  }

  @Test
  void refusesAnArrayAsKey() {
    EngineException failure = refusal(new int[] {1});
    assertEquals(
        "The key int[] is an array (int[]), and arrays are compared by identity", failure.what());
    assertEquals("Use a List, or a record that holds its contents", failure.remedy());
  }

  @Test
  void refusesAnArrayInsideAKeyByItsPath() {
    String expected =
        "The key TestKeys.Tagged.tags[] is an array (java.lang.String[]), and arrays are compared"
            + " by identity";
    assertEquals(expected, refusal(new Tagged("a", new String[0])).what());
    assertEquals(expected, refusal(new Tagged("a", null)).what(), "also when it is null this time");
    assertTrue(
        refusal(new Couple<>(1, List.of(new byte[1])))
            .what()
            .startsWith("The key Samples.Couple.second[][] is an array (byte[])"));
    assertTrue(refusal(Map.of("k", new long[1])).what().contains(".value[] is an array (long[])"));
    assertTrue(refusal(Optional.of(new int[1])).what().contains(".value[] is an array"));
  }

  @Test
  void refusesAClassThatIsComparedByIdentity() {
    EngineException failure = refusal(new Owned("x", new Owner(new Person("p"))));
    assertEquals(
        "The key TestKeys.Owned.owner.person is a io.brasa.runtime.codec.Samples$Person,"
            + " which is compared by identity",
        failure.what());
    assertEquals("Make it a record, or let it override both equals and hashCode", failure.remedy());
    refusal(Samples.bean("b", 1));
    refusal(new ArrayDeque<>());
    refusal(new Object());
  }

  @Test
  void refusesEqualsWithoutHashCode() {
    assertTrue(refusal(new Half("a")).what().contains("overrides equals without hashCode"));
  }

  @Test
  void keepsTheEqualityThatAnAuthorWrote() {
    assertTrue(codecs.equal(new Word("Hello"), new Word("hELLO")));
    assertEquals(codecs.hash(new Word("Hello")), codecs.hash(new Word("hELLO")));
    assertTrue(codecs.equal(new Couple<>(new Word("A"), 1), new Couple<>(new Word("a"), 1)));
    assertEquals(
        codecs.hash(new Couple<>(new Word("A"), 1)), codecs.hash(new Couple<>(new Word("a"), 1)));
    assertTrue(codecs.equal(new Money(3), new Money(3)));
    assertEquals(codecs.hash(new Money(3)), codecs.hash(new Money(3)));
  }

  @Test
  void readsFromTheClassFileWhoWroteAMethod() {
    assertTrue(codecs.equal(new Disguised("ab"), new Disguised("cd")));
    assertEquals(2, codecs.hash(new Disguised("ab")));
    assertTrue(RecordMethods.of(Point.class).isGenerated("hashCode"));
    assertFalse(RecordMethods.of(Disguised.class).isGenerated("hashCode"));
    assertFalse(RecordMethods.of(Word.class).isGenerated("equals"));
    assertTrue(RecordMethods.of(Word.class).isGenerated("toString"));
  }

  @Test
  void takesFinalMethodsForGeneratedWhereThereAreNoClassBytes() throws Exception {
    Class<?> point = new BytelessLoader().loadClass(Point.class.getName());
    assertEquals(StructEquality.BY_FIELDS, StructEquality.of(point));
    Class<?> word = new BytelessLoader().loadClass(Word.class.getName());
    assertEquals(StructEquality.OWN, StructEquality.of(word));
  }

  /** Defines the samples anew and keeps their bytes to itself. */
  private static final class BytelessLoader extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Samples.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream source = TestKeys.class.getClassLoader().getResourceAsStream(file)) {
        byte[] bytes = source.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException failure) {
        throw new ClassNotFoundException(name, failure);
      }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      return null;
    }
  }

  @Test
  void tellsNumbersApartAsTheirBoxesDo() {
    assertTrue(codecs.equal(new Measured(Double.NaN, 1), new Measured(Double.NaN, 1)));
    assertFalse(codecs.equal(new Measured(0.0, 1), new Measured(-0.0, 1)));
    assertNotEquals(codecs.hash(new Measured(0.0, 1)), codecs.hash(new Measured(-0.0, 1)));
    assertFalse(codecs.equal(new BigDecimal("1.0"), new BigDecimal("1.00")));
  }

  @Test
  void hashesEqualCollectionsAlikeWhateverTheirClass() {
    assertEquals(codecs.hash(List.of(1, 2)), codecs.hash(new ArrayList<>(List.of(1, 2))));
    assertEquals(codecs.hash(Set.of(Color.RED)), codecs.hash(EnumSet.of(Color.RED)));
    assertEquals(
        codecs.hash(Map.of(Color.RED, 1)), codecs.hash(new EnumMap<>(Map.of(Color.RED, 1))));
  }
}
