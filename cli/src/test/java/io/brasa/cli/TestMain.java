package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.error.Suggestion;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestMain {
  @Test
  void exitsWithTwoWhenItDoesNotUnderstand() {
    assertEquals("brasa: There is no command rnu. Did you mean run?\n", errorsOf(2, "rnu"));
    assertEquals(
        "brasa: There is no option --mastre of run. Did you mean --master?\n",
        errorsOf(2, "run", "--mastre", "local", "X"));
    assertEquals(
        "brasa: The option --master has no value. Give it one.\n", errorsOf(2, "run", "--master"));
    assertEquals(
        "brasa: The setting nonsense is not of the form KEY=VALUE. Write --conf KEY=VALUE.\n",
        errorsOf(2, "run", "--conf", "nonsense", "X"));
    assertTrue(
        errorsOf(2, "run", "Absent.java").startsWith("brasa: There is no file Absent.java. "));
    assertTrue(errorsOf(2, "zzzzzz").contains("Try: brasa help"));
  }

  @Test
  void readsOptionsBeforeTheProgramAndLeavesTheRestToIt() {
    RunOptions options =
        RunOptions.parse(
            List.of(
                "--master=local[2]",
                "--conf",
                "a=b=c",
                "--class",
                "Main",
                "P.jar",
                "--master",
                "mine"));
    assertEquals(
        new RunOptions(
            "local[2]", Map.of("a", "b=c"), "Main", "P.jar", List.of("--master", "mine")),
        options);
    assertThrows(EngineException.class, () -> RunOptions.parse(List.of("--verbose", "P.jar")));
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    assertEquals("Did you mean bench?", Suggestion.of("benhc", HelpCommand.COMMANDS));
    assertEquals("", Suggestion.of("frobnicate", HelpCommand.COMMANDS));
  }

  private static String errorsOf(int exitCode, String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertEquals(exitCode, Main.run(List.of(arguments)));
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }
}
