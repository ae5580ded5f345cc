package io.brasa.cli.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes do the same with plain code as with code that is made at run time. */
final class TestPlainCode {
  private static final ClassLoader HERE = TestPlainCode.class.getClassLoader();

  @TempDir Path folder;

  sealed interface Shape permits Dot, Line, Area {
    /** A switch in an interface. */
    static String kind(Shape shape) {
      return switch (shape) {
        case Dot _ -> "dot";
        case Line line when line.length() > 5 -> "long line";
        case Line(double length, boolean isStraight) when isStraight -> "line of " + length;
        case Line _ -> "line";
        case Area area -> area.names().isEmpty() ? "area" : "named";
      };
    }
  }

  record Dot() implements Shape {}

  record Line(double length, boolean isStraight) implements Shape {}

  record Area(List<String> names, long size, int[] places, char mark, float part, byte small)
      implements Shape {}

  /** Switches of other kinds, which stay or go. */
  static final class Cases {
    private Cases() {}

    public static String of(Object value) {
      return switch (value) {
        case null -> "nothing";
        case Integer i when i > 3 -> "many";
        case String text -> "text " + text;
        case int[] numbers -> "numbers " + numbers.length;
        case Shape shape -> Shape.kind(shape);
        default -> "other";
      };
    }

    public static String mixed(String value) {
      return switch (value) {
        case "one" -> "1";
        case String text when text.isEmpty() -> "empty";
        default -> "some";
      };
    }
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = HERE.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  private static long asked(byte[] type) {
    long count = 0;
    for (var method : ClassFile.of().parse(type).methods())
      for (var element : method.code().map(CodeModel::elementList).orElse(List.of()))
        if (element instanceof InvokeDynamicInstruction) count++;
    return count;
  }

  /** The classes of this test with plain code. */
  private static final class Plain extends ClassLoader {
    private final Map<String, byte[]> classes = new TreeMap<>();

    Plain() throws IOException {
      super(HERE);
      PlainCode code = new PlainCode(HERE);
      for (Class<?> type : List.of(Shape.class, Dot.class, Line.class, Area.class, Cases.class)) {
        byte[] before = bytes(type);
        byte[] after = code.of(before);
        assertTrue(asked(after) < asked(before), type.getName());
        classes.put(type.getName(), after);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean isLinked) throws ClassNotFoundException {
      byte[] own = classes.get(name);
      if (own == null) return super.loadClass(name, isLinked);
      Class<?> known = findLoadedClass(name);
      return known != null ? known : defineClass(name, own, 0, own.length);
    }

    Object make(Class<?> type, Object... values) throws ReflectiveOperationException {
      var constructor = loadClass(type.getName()).getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    }

    Object call(String method, Class<?> parameter, Object value)
        throws ReflectiveOperationException {
      Method called = loadClass(Cases.class.getName()).getDeclaredMethod(method, parameter);
      called.setAccessible(true);
      return called.invoke(null, value);
    }
  }

  @Test
  void switchesChooseTheSame() throws Exception {
    Plain plain = new Plain();
    for (Object value : new Object[] {null, 1, 7, 7L, "x", new int[2], 'c'})
      assertEquals(Cases.of(value), plain.call("of", Object.class, value));
    for (String value : List.of("one", "", "two"))
      assertEquals(Cases.mixed(value), plain.call("mixed", String.class, value));
    Object[][] lines = {{1.5, true}, {1.5, false}, {9.0, true}};
    for (Object[] line : lines)
      assertEquals(
          Cases.of(new Line((double) line[0], (boolean) line[1])),
          plain.call("of", Object.class, plain.make(Line.class, line)));
    assertEquals("dot", plain.call("of", Object.class, plain.make(Dot.class)));
  }

  @Test
  void recordsAreEqualAndHashAsBefore() throws Exception {
    Plain plain = new Plain();
    int[] places = {1};
    Object[] first = {List.of("a"), 7L << 40, places, 'x', 1.5f, (byte) 3};
    Object one = plain.make(Area.class, first);
    assertEquals(one, plain.make(Area.class, first));
    assertEquals(
        new Area(List.of("a"), 7L << 40, places, 'x', 1.5f, (byte) 3).hashCode(), one.hashCode());
    Object[] others = {null, 8L, new int[] {1}, 'y', Float.NaN, (byte) 4};
    for (int i = 0; i < others.length; i++) {
      Object[] changed = first.clone();
      changed[i] = others[i];
      Object other = plain.make(Area.class, changed);
      assertNotEquals(one, other, "component " + i);
      assertEquals(other, plain.make(Area.class, changed), "component " + i);
    }
    assertNotEquals(one, null);
    assertNotEquals(one, "a");
    Object zero = plain.make(Line.class, 0.0, true);
    assertNotEquals(zero, plain.make(Line.class, -0.0, true));
    assertEquals(zero.hashCode(), new Line(0.0, true).hashCode());
    assertEquals(0, plain.make(Dot.class).hashCode());
  }

  @Test
  void whatAsksForNothingStaysAsItIs() throws IOException {
    byte[] bytes = bytes(PlainCode.Body.class);
    assertSame(bytes, new PlainCode(HERE).of(bytes));
  }

  @Test
  void onlyTheEnginesJarsAreReplaced() throws IOException {
    for (String name : List.of("brasa-x.jar", "other.jar"))
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
        jar.putNextEntry(new JarEntry("io/X.class"));
        jar.write(bytes(Cases.class));
        jar.putNextEntry(new JarEntry("a.txt"));
        jar.write(65);
      }
    byte[] other = Files.readAllBytes(folder.resolve("other.jar"));
    PreparedJars.in(folder);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
    assertArrayEquals(other, Files.readAllBytes(folder.resolve("other.jar")));
    try (JarFile jar = new JarFile(folder.resolve("brasa-x.jar").toFile())) {
      byte[] type = jar.getInputStream(jar.getEntry("io/X.class")).readAllBytes();
      assertTrue(asked(type) < asked(bytes(Cases.class)));
      assertEquals("A", new String(jar.getInputStream(jar.getEntry("a.txt")).readAllBytes()));
    }
  }
}
