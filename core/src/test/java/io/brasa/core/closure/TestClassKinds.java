package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.closure.bytecode.ClassFiles;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What types alone tell: which never change, which are the program's. */
final class TestClassKinds {
  private record Flat(int number, String text) implements Serializable {}

  private record Holding(Flat flat, DayOfWeek day) implements Serializable {}

  private record Deep1(Holding holding) implements Serializable {}

  private record Deep2(Deep1 deep) implements Serializable {}

  private record Deep3(Deep2 deep) implements Serializable {}

  private record Recursive(Recursive next) implements Serializable {}

  private record Changeable(int[] numbers) implements Serializable {}

  private record Unserialisable(int number) {}

  private static final class Plain implements Serializable {
    private static final long serialVersionUID = 1;
    static int counter;
    final int number = 1;
  }

  private static final class Mutable implements Serializable {
    private static final long serialVersionUID = 1;
    int number;
  }

  private static class Derived extends Mutable1 {
    private static final long serialVersionUID = 1;
  }

  private static class Mutable1 implements Serializable {
    private static final long serialVersionUID = 1;
    int number;
  }

  @Test
  void typesWhoseValuesNeverChange() {
    for (Class<?> each :
        List.of(int.class, Long.class, String.class, DayOfWeek.class, Class.class, Flat.class))
      assertTrue(Immutability.ofType(each), each.getName());
    assertTrue(Immutability.ofType(Holding.class));
    assertTrue(Immutability.ofType(Deep2.class));
    assertFalse(Immutability.ofType(Deep3.class), "nested too deep for a quick answer");
    assertFalse(Immutability.ofType(Recursive.class));
    assertFalse(Immutability.ofType(Changeable.class));
    assertFalse(Immutability.ofType(Unserialisable.class));
    assertFalse(Immutability.ofType(Object.class));
    assertFalse(Immutability.ofType(int[].class));
  }

  @Test
  void functionsWhoseFieldsNeverChange() {
    Immutability immutability = new Immutability();
    assertTrue(immutability.ofFunctionClass(Plain.class));
    assertTrue(immutability.ofFunctionClass(Flat.class));
    assertFalse(immutability.ofFunctionClass(Mutable.class));
    assertFalse(immutability.ofFunctionClass(Derived.class));
    assertFalse(immutability.ofFunctionClass(Unserialisable.class));
    assertFalse(immutability.ofFunctionClass(int.class));
    assertFalse(immutability.ofFunctionClass(Plain[].class));
  }

  @Test
  void aProgramsClassesShareItsPlaceAndPackage() {
    ProgramClasses program = new ProgramClasses(new ClassFiles(name -> false));
    assertFalse(program.test(TestClassKinds.class));
    program.add(TestClassKinds.class);
    assertTrue(program.test(TestClassKinds.class));
    assertFalse(program.test(TestClassKinds[].class));
    assertFalse(program.test(int.class));
    assertFalse(program.test(String.class));
    assertFalse(program.test(Test.class));
  }

  @Test
  void aReductionSaysWhatItIs() {
    assertTrue(new Reduction(true).isPart());
    assertFalse(new Reduction(false).isPart());
    assertEquals(0, new Reduction(true).fields().size());
  }
}
