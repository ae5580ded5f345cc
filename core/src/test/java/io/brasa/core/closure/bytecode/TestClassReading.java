package io.brasa.core.closure.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read from class files alone. */
final class TestClassReading {
  private record Generated(int number, String text) {}

  private record Written(int number) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  /** A method of the generator's name, but not its. */
  private record Misleading(int number) {
    @Override
    public int hashCode() {
      Runnable hash = () -> System.identityHashCode(this);
      hash.run();
      return 1;
    }

    int hashCode(int other) {
      return other;
    }
  }

  private static final class Referring {
    private List<String> list;
    private Map.Entry<?, ?>[][] entries;

    long method(Optional<Integer> first, int second, Set<?> third) {
      Object made = new StringBuilder().append(second);
      return made.hashCode();
    }

    static double fixed(long wide, double wider, char narrow) {
      return wide + wider + narrow;
    }
  }

  private static byte[] bytes(Class<?> type) {
    return ClassFiles.bytes(type).orElseThrow();
  }

  @Test
  void aRecordsOwnHashIsToldFromTheCompilers() {
    assertTrue(GeneratedHash.isIn(bytes(Generated.class)));
    assertFalse(GeneratedHash.isIn(bytes(Written.class)));
    assertFalse(GeneratedHash.isIn(bytes(Misleading.class)));
    assertFalse(GeneratedHash.isIn(bytes(Referring.class)));
  }

  @Test
  void allNamedClassesAreFound() {
    Set<String> found = ReferencedClasses.in(bytes(Referring.class));
    for (Class<?> each :
        List.of(
            List.class,
            Map.Entry.class,
            Optional.class,
            Set.class,
            StringBuilder.class,
            Object.class,
            Referring.class)) assertTrue(found.contains(each.getName()), each + " in " + found);
    assertFalse(found.contains(Generated.class.getName()));
    for (String name : found)
      assertFalse(name.contains("/") || name.contains("[") || name.contains(";"), name);
  }

  @Test
  void parametersAreNamedWhateverTheyTake() throws Exception {
    String method = "(Ljava/util/Optional;ILjava/util/Set;)J";
    assertEquals(
        List.of("first", "second", "third"),
        names("method", method, 3),
        "compiled with their names");
    assertEquals(List.of("wide", "wider", "narrow"), names("fixed", "(JDC)D", 3));
    assertEquals(Optional.empty(), ParameterNames.of(Referring.class, "fixed", "()V", 0));
    assertEquals(Optional.empty(), ParameterNames.of(Referring.class, "other", "(JDC)D", 0));
  }

  private static List<String> names(String name, String descriptor, int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> ParameterNames.of(Referring.class, name, descriptor, i).orElse("?"))
        .toList();
  }
}
