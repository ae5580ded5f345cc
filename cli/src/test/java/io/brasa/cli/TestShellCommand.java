package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code brasa shell} with a file, and behind a pipe. */
@Tag("slow")
@Timeout(120)
final class TestShellCommand {
  @TempDir private Path folder;

  @Test
  void aFileRunsUpToItsFirstErrorAndSaysWhereThatIs() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("report.java"),
            """
            #!/usr/bin/env -S brasa shell
            int limit = Integer.parseInt(args[0]);
            var numbers = brasa.range(0, 10)
              .filter(x -> x < limit);
            System.out.println(numbers.count() + " of " + args[1]);
            int wrong = "text";
            System.out.println("never");
            """);
    try (RunningProgram program =
        RunningProgram.command("shell", "--master", "local[2]", file.toString(), "4", "ten")) {
      assertEquals(1, program.awaitEnd(), program.output());
      assertEquals(
          "4 of ten\n"
              + file
              + ":6: error: incompatible types: String cannot be converted to int\n"
              + "  int wrong = \"text\";\n"
              + "              ^^^^^^\n",
          program.output());
    }
  }

  @Test
  void ofAPipeValuesWithoutANameAreShown() throws Exception {
    try (RunningProgram program = RunningProgram.command("shell", "--master", "local[2]")) {
      program.write("int k = 3\nbrasa.range(0, 10).mapToLong(x -> x * k)\n  .sum()\n");
      assertEquals(0, program.awaitEnd(), program.output());
      assertEquals("$1 ==> 135 : long\n", program.output());
    }
  }

  @Test
  void aPipeMayHoldCommands() throws Exception {
    try (RunningProgram program = RunningProgram.command("shell", "--master", "local[2]")) {
      program.write("int k = 3\n/vars\n/sql SELECT 7 AS seven\n/exit\nint wrong = \"text\"\n");
      assertEquals(0, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("k : int = 3\n"), program.output());
      assertTrue(program.output().contains("|    7|"), program.output());
    }
    try (RunningProgram program = RunningProgram.command("shell", "--master", "local[2]")) {
      program.write("/vras\nint k = 3\nk\n");
      assertEquals(1, program.awaitEnd(), program.output());
      assertEquals(
          "brasa: There is no command /vras. Perhaps /vars is meant.\n    at stdin:1\n",
          program.output());
    }
  }

  @Test
  void classesOfJarsGoToExecutorsAndTheirSourcesDocumentThem() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Hull.java"),
            """
            package harbour;
            /** What floats. */
            public record Hull(int length) implements java.io.Serializable {
              /** Twice the {@code length}. */
              public int twice() { return 2 * length; }
            }
            """);
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    Path classes = folder.resolve("classes");
    assertEquals(
        0, compiler.run(System.out, System.err, "-d", classes.toString(), source.toString()));
    Path jar = folder.resolve("hull.jar");
    Path sources = Files.createDirectories(folder.resolve("sources/harbour"));
    Files.copy(source, sources.resolve("Hull.java"));
    pack(jar, classes);
    pack(folder.resolve("hull-sources.jar"), sources.getParent());
    try (RunningProgram program =
        RunningProgram.command(
            "shell", "--master", "local-cluster[1,1,512]", "--jars", jar.toString())) {
      program.write(
          """
          import harbour.Hull
          brasa.range(0, 3).map(x -> new Hull(x.intValue()).twice()).collect()
          /help Hull.twice
          """);
      assertEquals(0, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("[0, 2, 4]"), program.output());
      assertTrue(program.output().contains("    Twice the length."), program.output());
    }
    try (RunningProgram program = RunningProgram.command("shell", "--jars", "none.jar")) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("There is no jar none.jar"), program.output());
    }
  }

  private static void pack(Path jar, Path content) {
    ToolProvider packer = ToolProvider.findFirst("jar").orElseThrow();
    int code =
        packer.run(
            System.out, System.err, "--create", "--file", jar.toString(), "-C", content + "", ".");
    assertEquals(0, code);
  }

  @Test
  void aMistypedOptionOrFileIsNamed() throws Exception {
    try (RunningProgram program = RunningProgram.command("shell", "--mastr", "local")) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("Did you mean --master?"), program.output());
    }
    try (RunningProgram program = RunningProgram.command("shell", "none.java")) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("There is no file none.java"), program.output());
    }
    try (RunningProgram program = RunningProgram.command("shell", folder.toString())) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("is a folder, not a file of Java"), program.output());
    }
    try (RunningProgram program = RunningProgram.command("shell", "-m", "local")) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("There is no option -m of shell"), program.output());
    }
  }
}
