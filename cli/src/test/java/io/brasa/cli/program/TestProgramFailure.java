package io.brasa.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestProgramFailure {
  private static final StackTraceElement ENGINE =
      new StackTraceElement("io.brasa.core.RDD", "collect", "RDD.java", 10);
  private static final StackTraceElement USER =
      new StackTraceElement("Program", "main", "Program.java", 12);
  private static final StackTraceElement LAUNCHER =
      new StackTraceElement("io.brasa.cli.program.Program", "run", "Program.java", 44);
  private static final StackTraceElement REFLECTION =
      new StackTraceElement("java.lang.reflect.Method", "invoke", "Method.java", 580);
  private static final StackTraceElement JDK =
      new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 7);

  @Test
  void showsAnEngineFailureAsItsMessageAndTheUsersLine() {
    EngineException failure =
        new EngineException(
            RuntimeError.PATH_NOT_FOUND, "There is no file words.txt", "Check the path");
    failure.setStackTrace(new StackTraceElement[] {JDK, ENGINE, USER, REFLECTION, LAUNCHER});
    assertEquals(
        "PATH_NOT_FOUND: There is no file words.txt. Check the path.\n    at Program.main(Program.java:12)\n",
        printed(failure));
  }

  @Test
  void showsTheProgramsOwnFailureWithWhereItHappened() {
    NumberFormatException failure = new NumberFormatException("For input string: \"x\"");
    failure.setStackTrace(new StackTraceElement[] {JDK, USER, REFLECTION, LAUNCHER});
    assertEquals(
        "java.lang.NumberFormatException: For input string: \"x\"\n    at java.lang.Integer.parseInt(Integer.java:7)\n    at Program.main(Program.java:12)\n",
        printed(failure));
  }

  @Test
  void countsProgramsThatComeWithTheEngineAsUsers() {
    StackTraceElement example =
        new StackTraceElement("io.brasa.examples.WordCount", "main", "WordCount.java", 5);
    StackTraceElement workload =
        new StackTraceElement("io.brasa.cli.bench.Workloads", "pageRank", "Workloads.java", 6);
    IllegalStateException failure = new IllegalStateException("x");
    failure.setStackTrace(new StackTraceElement[] {ENGINE, workload, ENGINE, example, LAUNCHER});
    assertEquals(List.of(workload, example), io.brasa.core.closure.CallSite.userFrames(failure));
  }

  @Test
  void showsCausesAndEndsOnACircleOfThem() {
    IllegalStateException inner = new IllegalStateException("inner");
    RuntimeException outer = new RuntimeException("outer", inner);
    inner.initCause(outer);
    inner.setStackTrace(new StackTraceElement[] {ENGINE});
    outer.setStackTrace(new StackTraceElement[] {USER});
    assertEquals(
        "java.lang.RuntimeException: outer\n    at Program.main(Program.java:12)\ncaused by java.lang.IllegalStateException: inner\n",
        printed(outer));
  }

  private static String printed(Throwable failure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ProgramFailure(failure).print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }
}
