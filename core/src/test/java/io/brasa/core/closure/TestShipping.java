package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.closure.Envelope.ClassHash;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Function;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions of a program compiled in memory are opened where none of its classes are. */
final class TestShipping {
  private static final String PROGRAM =
      """
      package program;
      import io.brasa.core.function.Function;
      import io.brasa.core.closure.DriverOnly;
      import io.brasa.core.error.CoreError;
      import java.util.Objects;

      public class Program {
        static int calls = 0;
        static String mode = "none";
        static Context context;
        static Object connection = new Object();
        static final int CONSTANT = 4;
        int factor = 3;

        public static class Context implements DriverOnly {
          public CoreError captureError() { return CoreError.CLOSURE_CAPTURES_CONTEXT; }
          public String describe() { return "the context test"; }
        }
        public enum Color { RED, GREEN }
        public record Pixel(Color color, int x) {}
        public static final class Key {
          final Color color; final String name; final Pixel pixel; private final int hash;
          Key(Color color, String name) {
            this.color = color; this.name = name; pixel = new Pixel(color, 1);
            hash = Objects.hash(color, name, pixel);
          }
          @Override public boolean equals(Object o) {
            return o instanceof Key k && k.color == color && k.name.equals(name);
          }
          @Override public int hashCode() {
            Object merged = name.isEmpty() ? pixel : color;
            return 31 * hash + color.hashCode() + merged.hashCode() + pixel.hashCode();
          }
        }
        interface Step { String apply(String text); }
        static class Shout implements Step {
          public String apply(String text) { return text + "!" + mode; }
        }

        public static void configure(String value) { mode = value; context = new Context(); }

        public Function<String, String> plain() { return text -> text + Helper.suffix() + CONSTANT; }
        public Function<Integer, Integer> field() { return x -> scale(x); }
        int scale(int x) { return x * factor; }
        public Function<String, String> statics() { return text -> { Step step = new Shout(); return step.apply(text); }; }
        public Function<String, Object> usesContext() { return text -> context; }
        public Function<String, Object> usesConnection() { return text -> connection; }
        public Function<String, Integer> hash() { return text -> new Key(Color.GREEN, text).hashCode(); }
        public Function<String, Integer> recordHash() { return text -> new Pixel(Color.GREEN, 3).hashCode(); }
      }

      class Helper {
        static String suffix() { return Deep.TEXT.toLowerCase(); }
      }

      class Deep {
        static final String TEXT = String.valueOf("SUFFIX");
      }
      """;

  private static final SourceLoader DRIVER = new SourceLoader(PROGRAM);

  private final Closures closures = new Closures();
  private final Set<String> fetched = ConcurrentHashMap.newKeySet();

  private ShippedClassLoaders executor() {
    ClassSource source =
        name -> {
          fetched.add(name);
          return closures.classSource().classBytes(name);
        };
    return new ShippedClassLoaders(source, getClass().getClassLoader());
  }

  private static <T> Function<T, Object> function(SourceLoader loader, String method)
      throws Exception {
    Class<?> program = loader.loadClass("program.Program");
    Object instance = program.getDeclaredConstructor().newInstance();
    @SuppressWarnings("unchecked")
    Function<T, Object> function = (Function<T, Object>) program.getMethod(method).invoke(instance);
    return function;
  }

  private Envelope seal(SourceLoader loader, String method) throws Exception {
    return closures.seal(
        closures.declare(function(loader, method), new CallSite("map", "Program.java", 1)), true);
  }

  @SuppressWarnings("unchecked")
  private <T> Function<T, Object> open(Envelope envelope, ShippedClassLoaders executor) {
    ClassLoader loader = executor.forEnvelope(envelope);
    try (StaticTurn.Held turn = closures.turn(envelope, loader).begin().orElseThrow()) {
      closures.assign(turn, UnaryOperator.identity());
      return (Function<T, Object>) closures.open(envelope, loader);
    }
  }

  private static Set<String> names(Envelope envelope) {
    return Set.copyOf(envelope.classes().stream().map(ClassHash::name).toList());
  }

  @Test
  void anExecutorFetchesTheClassesItLacks() throws Exception {
    Envelope envelope = seal(DRIVER, "plain");
    assertTrue(
        names(envelope).containsAll(Set.of("program.Program", "program.Helper", "program.Deep")),
        names(envelope).toString());
    assertFalse(names(envelope).stream().anyMatch(CallSite::isEngine), names(envelope).toString());
    Function<String, Object> copy = open(envelope, executor());
    assertEquals("asuffix4", copy.call("a"));
    assertTrue(copy.getClass().getClassLoader() instanceof ShippedClassLoader);
    assertTrue(fetched.contains("program.Deep"));
  }

  @Test
  void theHashIsTheBeginningOfTheDigestOfTheClassFile() throws Exception {
    Envelope envelope = seal(DRIVER, "plain");
    for (ClassHash type : envelope.classes()) {
      if (!type.name().startsWith("program.")) continue;
      assertEquals(DriverClasses.hash(DRIVER.classes().get(type.name())), type.hash());
      assertEquals(32, type.hash().length());
    }
  }

  @Test
  void outerObjectsArriveReduced() throws Exception {
    Function<Integer, Object> copy = open(seal(DRIVER, "field"), executor());
    assertEquals(12, copy.call(4));
  }

  @Test
  void localEnvelopesNameNoClasses() throws Exception {
    Envelope envelope = closures.seal(function(DRIVER, "statics"), false);
    assertEquals(List.of(), envelope.classes());
    assertEquals(List.of(), envelope.statics());
  }

  @Test
  void oneLoaderServesUntilAClassIsRedefined() throws Exception {
    ShippedClassLoaders executor = executor();
    Envelope first = seal(DRIVER, "plain");
    assertSame(executor.forEnvelope(first), executor.forEnvelope(seal(DRIVER, "field")));
    Function<String, Object> old = open(first, executor);
    assertEquals("asuffix4", old.call("a"));
    SourceLoader redefined = new SourceLoader(PROGRAM.replace("SUFFIX", "OTHER"));
    Envelope second = seal(redefined, "plain");
    assertNotSame(executor.forEnvelope(first), executor.forEnvelope(second));
    Function<String, Object> copy = open(second, executor);
    assertEquals("aother4", copy.call("a"));
    assertEquals("asuffix4", old.call("a"));
  }

  @Test
  void aMissingClassIsNamed() throws Exception {
    Envelope envelope = seal(DRIVER, "plain");
    ShippedClassLoaders empty =
        new ShippedClassLoaders(_ -> Optional.empty(), getClass().getClassLoader());
    EngineException missing = assertThrows(EngineException.class, () -> open(envelope, empty));
    assertEquals(CoreError.CLOSURE_CLASS_MISSING, missing.code());
    assertTrue(missing.what().contains("program.Program"), missing.getMessage());
  }

  @Test
  void bytesOfAnotherHashAreRefused() throws Exception {
    Envelope envelope = seal(DRIVER, "plain");
    SourceLoader other = new SourceLoader(PROGRAM.replace("CONSTANT = 4", "CONSTANT = 5"));
    ShippedClassLoaders wrong =
        new ShippedClassLoaders(
            name -> Optional.ofNullable(other.classes().get(name)), getClass().getClassLoader());
    EngineException refused = assertThrows(EngineException.class, () -> open(envelope, wrong));
    assertEquals(CoreError.CLOSURE_CLASS_MISSING, refused.code());
  }

  @Test
  void staticValuesThatReachableCodeReadsTravel() throws Exception {
    SourceLoader driver = new SourceLoader(PROGRAM);
    driver.loadClass("program.Program").getMethod("configure", String.class).invoke(null, "loud");
    Envelope envelope = seal(driver, "statics");
    assertEquals(
        List.of("mode"), envelope.statics().stream().map(Envelope.StaticValue::field).toList());
    ShippedClassLoaders executor = executor();
    assertEquals("a!loud", this.<String>open(envelope, executor).call("a"));
    driver.loadClass("program.Program").getMethod("configure", String.class).invoke(null, "quiet");
    assertEquals("a!quiet", this.<String>open(seal(driver, "statics"), executor).call("a"));
    assertEquals(List.of(), seal(driver, "plain").statics());
  }

  @Test
  void aStaticValueThatCouldNotBeAssignedIsAssignedByTheNext() throws Exception {
    SourceLoader driver = new SourceLoader(PROGRAM);
    driver.loadClass("program.Program").getMethod("configure", String.class).invoke(null, "loud");
    Envelope envelope = seal(driver, "statics");
    ShippedClassLoaders executor = executor();
    StaticTurn turn = closures.turn(envelope, executor.forEnvelope(envelope));
    try (StaticTurn.Held held = turn.begin().orElseThrow()) {
      assertThrows(
          EngineException.class,
          () ->
              closures.assign(
                  held,
                  _ -> {
                    throw new IllegalStateException("not this time");
                  }));
    }
    assertEquals("a!loud", this.<String>open(envelope, executor).call("a"));
  }

  @Test
  void staticsThatCannotTravelAreRefusedByName() throws Exception {
    SourceLoader driver = new SourceLoader(PROGRAM);
    driver.loadClass("program.Program").getMethod("configure", String.class).invoke(null, "loud");
    EngineException context =
        assertThrows(EngineException.class, () -> seal(driver, "usesContext"));
    assertEquals(CoreError.CLOSURE_CAPTURES_CONTEXT, context.code());
    assertTrue(context.what().contains("program.Program.context"), context.getMessage());
    EngineException connection =
        assertThrows(EngineException.class, () -> seal(driver, "usesConnection"));
    assertEquals(CoreError.CLOSURE_NOT_SERIALIZABLE, connection.code());
  }

  @Test
  void ownHashCodesDoNotDependOnIdentities() throws Exception {
    // Each loader has enum constants of its own, and so other identity hashes, as each process has.
    Object first = open(seal(DRIVER, "hash"), executor()).call("a");
    Object second = open(seal(DRIVER, "hash"), executor()).call("a");
    assertEquals(first, second);
    assertNotEquals(first, open(seal(DRIVER, "hash"), executor()).call("b"));
    assertEquals(
        open(seal(DRIVER, "recordHash"), executor()).call("a"),
        open(seal(DRIVER, "recordHash"), executor()).call("a"));
  }

  @Test
  void theSourceGivesNothingOfTheEngineOrTheJdk() throws Exception {
    closures.declare(
        TestShipping.<String>function(DRIVER, "plain"), new CallSite("map", "Program.java", 1));
    assertTrue(closures.classSource().classBytes("program.Program").isPresent());
    assertTrue(closures.classSource().classBytes("io.brasa.core.closure.Closures").isEmpty());
    assertTrue(closures.classSource().classBytes("java.lang.String").isEmpty());
    assertTrue(closures.classSource().classBytes("org.w3c.dom.Node").isEmpty());
    assertTrue(closures.classSource().classBytes("program.Absent").isEmpty());
  }
}
