package io.brasa.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.architecture.Allowances.Allowance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants violations and sees that each is named: a test that cannot fail proves nothing. */
final class TestRules {
  @TempDir Path folder;

  @Test
  void namesTheEdgesOfAPackageCycle() {
    List<CompiledClass> planted =
        compile(
            source("io.brasa.core.a.A", "public class A { io.brasa.core.b.B b; }"),
            source(
                "io.brasa.core.b.B",
                "public class B { Object make() { return new io.brasa.core.a.A(); } }"),
            source("io.brasa.core.c.C", "public class C { io.brasa.core.a.A a; }"));
    List<String> found = Rules.packageCycles(planted);
    assertEquals(1, found.size(), found::toString);
    assertTrue(
        found
            .get(0)
            .contains(
                "io.brasa.core.a -> io.brasa.core.b (io.brasa.core.a.A uses io.brasa.core.b.B)"),
        found.get(0));
    assertTrue(found.get(0).contains("io.brasa.core.b -> io.brasa.core.a"), found.get(0));
    assertTrue(!found.get(0).contains("io.brasa.core.c"), found.get(0));
  }

  @Test
  void seesACycleThatOnlyDescriptorsAndArraysMake() {
    List<CompiledClass> planted =
        compile(
            source("io.brasa.core.a.A", "public interface A { io.brasa.core.b.B[][] all(); }"),
            source(
                "io.brasa.core.b.B",
                "public interface B { void take(int count, io.brasa.core.a.A a); }"));
    assertEquals(1, Rules.packageCycles(planted).size());
  }

  @Test
  void refusesAnArrowThatThePictureDoesNotHave() {
    List<CompiledClass> planted =
        compile(
            source("io.brasa.core.a.A", "public class A {}"),
            source("io.brasa.runtime.b.B", "public class B extends io.brasa.core.a.A {}"));
    assertEquals(
        List.of("io.brasa.runtime.b.B uses io.brasa.core.a.A: no arrow from runtime to core"),
        Rules.arrows(planted));
  }

  @Test
  void refusesAModuleThatThePictureDoesNotHave() {
    assertEquals(1, Rules.arrows(compile(source("io.brasa.extra.A", "public class A {}"))).size());
  }

  @Test
  void refusesForbiddenCallsButOfAllowedClasses() {
    List<CompiledClass> planted =
        compile(
            source("io.brasa.core.a.A", "class A { long now() { return System.nanoTime(); } }"),
            source(
                "io.brasa.core.a.Clock",
                "class Clock { Runnable now = new Runnable() { public void run() { System.nanoTime(); } }; }"),
            source(
                "io.brasa.core.a.Dice",
                "class Dice { Object random = new java.util.Random(); Object seeded = new java.util.Random(7); }"),
            source(
                "io.brasa.core.a.Seeded",
                "class Seeded { Object seeded = new java.util.Random(7); }"),
            source(
                "io.brasa.core.a.Pool",
                "class Pool { Object all = java.util.concurrent.Executors.newCachedThreadPool(); }"),
            source(
                "io.brasa.core.a.Waits",
                "class Waits { synchronized void go() throws Exception { wait(); } }"),
            source(
                "io.brasa.core.a.Reference",
                "class Reference { java.util.function.LongSupplier now = System::currentTimeMillis; }"));
    List<Allowance> allowed =
        List.of(new Allowance(ForbiddenCalls.CLOCK, "io.brasa.core.a.Clock", "planted"));
    List<String> found = Rules.forbiddenCalls(planted, allowed);
    assertEquals(
        List.of("A", "Dice", "Pool", "Reference", "Waits"),
        found.stream()
            .map(text -> text.substring("io.brasa.core.a.".length(), text.indexOf(' ')))
            .toList(),
        found::toString);
  }

  @Test
  void refusesAnAllowanceThatNothingNeeds() {
    List<CompiledClass> planted = compile(source("io.brasa.core.a.A", "class A {}"));
    assertEquals(
        1,
        Rules.idleAllowances(
                planted, List.of(new Allowance(ForbiddenCalls.EXIT, "io.brasa.core.a.*", "none")))
            .size());
  }

  @Test
  void refusesForeignTypesAndEmptyNames() {
    List<CompiledClass> planted =
        compile(
            source(
                "io.brasa.core.a.StageHelper",
                "class StageHelper { org.junit.jupiter.api.TestInfo info; }"));
    assertEquals(1, Rules.foreignTypes(planted).size());
    assertEquals(1, Rules.emptyNames(planted).size());
  }

  @Test
  void refusesAPackageWithoutWords() throws IOException {
    Path code = Files.createDirectories(folder.resolve("core/src/main/java/io/brasa/core/a"));
    Files.writeString(code.resolve("A.java"), "package io.brasa.core.a; class A {}");
    assertEquals(
        List.of("io.brasa.core.a has no package-info"), Sources.undocumentedPackages(folder));
    Files.writeString(
        code.resolve("package-info.java"), "/** Holds A. */ package io.brasa.core.a;");
    assertEquals(List.of(), Sources.undocumentedPackages(folder));
  }

  private List<CompiledClass> compile(JavaFileObject... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    assertTrue(compiler.getTask(null, null, null, options, null, List.of(sources)).call());
    List<CompiledClass> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        classes.add(CompiledClass.parse(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  private static JavaFileObject source(String name, String body) {
    String text = "package " + name.substring(0, name.lastIndexOf('.')) + "; " + body;
    return new SimpleJavaFileObject(
        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
