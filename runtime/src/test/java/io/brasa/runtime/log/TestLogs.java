package io.brasa.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class TestLogs {
  private static final System.Logger LOG = System.getLogger("io.brasa.test.logs");

  @Test
  void levelsChangeWhatIsLogged() {
    try (Logs logs = new Logs()) {
      logs.setLevel("io.brasa.test.logs", "debug");
      assertTrue(LOG.isLoggable(System.Logger.Level.DEBUG));
      assertFalse(LOG.isLoggable(System.Logger.Level.TRACE));
      logs.setLevel("io.brasa.test.logs", "ERROR");
      assertFalse(LOG.isLoggable(System.Logger.Level.WARNING));
      assertEquals("ERROR", logs.levels().get("io.brasa.test.logs"));
      logs.setLevel("io.brasa.test.logs", "OFF");
      assertFalse(LOG.isLoggable(System.Logger.Level.ERROR));
    }
  }

  @Test
  void whatIsNoLevelIsNamed() {
    EngineException e =
        assertThrows(EngineException.class, () -> new Logs().setLevel(Logs.ROOT, "loud"));
    assertEquals(RuntimeError.LOG_LEVEL_INVALID, e.code());
    assertTrue(e.getMessage().contains("'loud'"), e.getMessage());
  }

  @Test
  void aMessageIsALineOfJson() {
    LogRecord record = new LogRecord(Level.WARNING, "{0} of \"{1}\"\nis\tlate \u0001");
    record.setParameters(new Object[] {3, "stage\\1"});
    record.setLoggerName("io.brasa");
    record.setInstant(Instant.parse("2026-01-02T03:04:05.678901Z"));
    assertEquals(
        "{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"WARN\",\"logger\":\"io.brasa\",\"thread\":\""
            + Thread.currentThread().getName()
            + "\",\"application\":\"app-1\",\"message\":\"3 of \\\"stage\\\\1\\\"\\nis\\tlate \\u0001\"}\n",
        new JsonLines(Map.of("application", "app-1")).format(record));
  }

  @Test
  void errorsComeWithTheirStack() {
    LogRecord record = new LogRecord(Level.SEVERE, "failed");
    record.setThrown(new IllegalStateException("because", new RuntimeException("deeper")));
    String line = new JsonLines(Map.of()).format(record);
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.contains("\"error\":\"java.lang.IllegalStateException\""), line);
    assertTrue(line.contains("\"errorMessage\":\"because\""), line);
    assertTrue(line.contains("Caused by: java.lang.RuntimeException: deeper"), line);
  }

  @Test
  void theFormOfBeforeComesBack() {
    Handler[] handlers = Logger.getLogger("").getHandlers();
    assertTrue(handlers.length > 0, "the JDK's console");
    Formatter before = handlers[0].getFormatter();
    try (Logs logs = new Logs()) {
      logs.writeJson(Map.of());
      logs.writeJson(Map.of("application", "app-2"));
      assertTrue(handlers[0].getFormatter() instanceof JsonLines);
    }
    assertEquals(before, handlers[0].getFormatter());
  }

  @Test
  void whatAProcessSaysByItselfHasTheFormOfItsLog() {
    try (Logs logs = new Logs()) {
      assertEquals("a {0} \"b\"", logs.line("a {0} \"b\""));
      String plain = logs.line("failed", new IllegalStateException("why"));
      assertTrue(plain.startsWith("failed: java.lang.IllegalStateException: why\n\tat "), plain);
      logs.writeJson(Map.of("process", "worker"));
      String line = logs.line("a {0} \"b\"");
      assertTrue(line.startsWith("{\"time\":\""), line);
      assertTrue(line.endsWith("\"process\":\"worker\",\"message\":\"a {0} \\\"b\\\"\"}"), line);
      String failed = logs.line("failed", new IllegalStateException("why"));
      assertTrue(failed.contains("\"level\":\"ERROR\"") && failed.indexOf('\n') < 0, failed);
      assertTrue(failed.contains("\"errorMessage\":\"why\""), failed);
    }
  }
}
