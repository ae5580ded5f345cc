package io.brasa.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestProgramFinder {
  private static final String SEEN = "brasa.test.seen";

  @TempDir Path folder;

  @Test
  void runsASourceFileWithItsArguments() throws Exception {
    assertEquals(
        "2:a",
        run(
            source(
                "Two.java",
                "class Two { public static void main(String[] a) { "
                    + see("a.length + \":\" + a[0]")
                    + " } }"),
            "",
            "a",
            "b"));
  }

  @Test
  void runsTheClassNamedLikeTheFileThoughItIsNotTheFirst() throws Exception {
    String text =
        "class First { static void main(String[] a) { "
            + see("\"first\"")
            + " } }\nclass Named { static void main(String[] a) { "
            + see("\"named\"")
            + " } }";
    assertEquals("named", run(source("Named.java", text), ""));
    assertEquals("first", run(source("Other.java", text), ""));
    assertEquals("first", run(source("Named.java", text), "First"));
  }

  @Test
  void runsAnInstanceMainOfAnUnnamedClass() throws Exception {
    assertEquals(
        "compact", run(source("Compact.java", "void main() { " + see("\"compact\"") + " }"), ""));
  }

  @Test
  void compiledClassesAnswerForTheirClassFiles() throws Exception {
    Path file =
        source(
            "Shipped.java",
            "class Shipped { record Inner(int x) {} public static void main(String[] a) {} }");
    ClassLoader loader = ProgramFinder.find(file.toString(), "").loader();
    for (String name : List.of("Shipped.class", "Shipped$Inner.class")) {
      try (InputStream direct = loader.getResourceAsStream(name)) {
        assertNotNull(direct, name);
        byte[] bytes = direct.readAllBytes();
        assertEquals(0xCAFEBABE, java.nio.ByteBuffer.wrap(bytes).getInt());
        URL url = loader.getResource(name);
        try (InputStream byUrl = url.openStream()) {
          assertEquals(bytes.length, byUrl.readAllBytes().length);
        }
      }
    }
  }

  @Test
  void keepsParameterNames() throws Exception {
    Path file = source("Named.java", "class Named { static void main(String[] words) {} }");
    Class<?> type = ProgramFinder.find(file.toString(), "").loader().loadClass("Named");
    assertEquals(
        "words", type.getDeclaredMethod("main", String[].class).getParameters()[0].getName());
  }

  @Test
  void refusesSourceThatDoesNotCompile() throws Exception {
    assertEquals(
        CliError.SOURCE_REFUSED,
        refusal(source("Bad.java", "class Bad { int x = \"text\"; }").toString(), ""));
  }

  @Test
  void namesWhatIsMissing() throws Exception {
    assertEquals(CliError.PROGRAM_NOT_FOUND, refusal(folder.resolve("Absent.java").toString(), ""));
    assertEquals(CliError.PROGRAM_NOT_FOUND, refusal("NoSuchClass", ""));
    assertEquals(
        CliError.MAIN_METHOD_MISSING, refusal(source("Idle.java", "class Idle {}").toString(), ""));
    assertEquals(CliError.MAIN_METHOD_MISSING, refusal("java.lang.String", ""));
  }

  @Test
  void suggestsAnExampleForAMistypedName() {
    EngineException failure =
        assertThrows(EngineException.class, () -> ProgramFinder.find("WordCuont", ""));
    assertTrue(failure.getMessage().contains("Did you mean WordCount?"), failure.getMessage());
  }

  @Test
  void runsTheMainClassOfAJar() throws Exception {
    Path jar =
        jar(
            "program.jar",
            "InJar",
            "class InJar { public static void main(String[] a) { " + see("\"jar\"") + " } }");
    assertEquals("jar", run(jar, ""));
    assertEquals("jar", run(jar, "InJar"));
    assertEquals(CliError.PROGRAM_NOT_FOUND, refusal(jar.toString(), "Absent"));
  }

  @Test
  void everyListedExampleIsThere() throws Exception {
    for (String line : Examples.descriptions()) {
      assertNotNull(ProgramFinder.find(line.substring(0, line.indexOf(' ')), ""));
    }
  }

  private String run(Path file, String mainClass, String... arguments) throws Exception {
    System.clearProperty(SEEN);
    ProgramFinder.find(file.toString(), mainClass).run(List.of(arguments));
    return System.getProperty(SEEN);
  }

  private static CliError refusal(String what, String mainClass) {
    return (CliError)
        assertThrows(EngineException.class, () -> ProgramFinder.find(what, mainClass)).code();
  }

  private static String see(String expression) {
    return "System.setProperty(\"" + SEEN + "\", " + expression + ");";
  }

  private Path source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path jar(String name, String mainClass, String text) throws Exception {
    ClassLoader loader =
        ProgramFinder.find(source(mainClass + ".java", text).toString(), "").loader();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream bytes = loader.getResourceAsStream(mainClass + ".class")) {
      out.putNextEntry(new JarEntry(mainClass + ".class"));
      bytes.transferTo(out);
    }
    return jar;
  }
}
