package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSettings {
  @AfterEach
  void clear() {
    System.clearProperty("brasa.conf.parallelism");
    System.clearProperty("brasa.conf.memry");
  }

  @Test
  void haveDefaultsThatNeedNoThought() {
    Settings settings = Settings.of(Map.of());
    assertEquals("local[*]", settings.master());
    assertTrue(settings.memoryBytes() > 0);
    assertEquals("", settings.eventLog());
  }

  @ParameterizedTest
  @CsvSource({"1048576,1048576", "64k,65536", "512m,536870912", "2G,2147483648"})
  void readSizes(String text, long bytes) {
    assertEquals(bytes, Settings.of(Map.of("memory", text)).memoryBytes());
  }

  @Test
  void comeFromSystemPropertiesUnlessGiven() {
    System.setProperty("brasa.conf.parallelism", "7");
    assertEquals(7, Settings.of(Map.of()).parallelism());
    assertEquals(3, Settings.of(Map.of("parallelism", "3")).parallelism());
  }

  @Test
  void refuseUnknownNamesWhereverTheyComeFrom() {
    System.setProperty("brasa.conf.memry", "1g");
    EngineException failure = assertThrows(EngineException.class, () -> Settings.of(Map.of()));
    assertEquals(CoreError.SETTING_INVALID, failure.code());
    assertTrue(failure.getMessage().contains("'memry'"), failure::getMessage);
  }

  @ParameterizedTest
  @CsvSource({"memory,lots", "memory,-1", "parallelism,two", "strict,yes", "task.attempts,-1"})
  void refuseValuesByName(String name, String value) {
    EngineException failure =
        assertThrows(EngineException.class, () -> Settings.of(Map.of(name, value)));
    assertTrue(
        failure.getMessage().contains("'" + name + "' is '" + value + "'"), failure::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local[0]", "local[x]", "local[]", "local[1,2,3]", "spark://host:7077", ""})
  void refuseMastersThatNobodyServes(String url) {
    EngineException failure =
        assertThrows(EngineException.class, () -> BrasaContext.builder().master(url).build());
    assertEquals(CoreError.SETTING_INVALID, failure.code());
  }
}
