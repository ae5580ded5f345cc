package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
  void aMistypedOptionOrFileIsNamed() throws Exception {
    try (RunningProgram program = RunningProgram.command("shell", "--mastr", "local")) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("Did you mean --master?"), program.output());
    }
    try (RunningProgram program = RunningProgram.command("shell", "none.java")) {
      assertEquals(2, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("There is no file none.java"), program.output());
    }
  }
}
