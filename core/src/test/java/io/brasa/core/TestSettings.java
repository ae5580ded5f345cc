package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.Map;
import java.util.Set;
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
  @CsvSource({
    "memory,lots",
    "memory,-1",
    "parallelism,two",
    "strict,yes",
    "task.attempts,-1",
    "locality.wait,-1",
    "speculation,true",
    "allocation,on",
    "executors.min,-1",
    "speculation.multiplier,0",
    "speculation.quantile,101",
    "memory,0",
    "memory,9999999999999g",
    "local.quota,-1",
    "application.id,../x",
    "application.id,.x",
    "ui.enabled,yes",
    "ui.port,65536",
    "application.id,a b",
    "memory.offheap,0k"
  })
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

  /** None of them is its default. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("master", "local[3]"),
          Map.entry("name", "a name, with = and \n"),
          Map.entry("memory", "1234567"),
          Map.entry("parallelism", "7"),
          Map.entry("task.attempts", "3"),
          Map.entry("local.folder", "/a folder"),
          Map.entry("event.log", "/another"),
          Map.entry("event.keys", "false"),
          Map.entry("application.id", "nightly-1"),
          Map.entry("journal", "/journals"),
          Map.entry("log.format", "json"),
          Map.entry("log.level", "debug"),
          Map.entry("ui.enabled", "true"),
          Map.entry("ui.host", "0.0.0.0"),
          Map.entry("ui.port", "4041"),
          Map.entry("ui.names", "pages.example,other"),
          Map.entry("strict", "true"),
          Map.entry("scheduler.mode", "fair"),
          Map.entry("pool.NAME.weight", "5"),
          Map.entry("pool.NAME.minShare", "2"),
          Map.entry("cancel.patience", "77"),
          Map.entry("fusion", "off"),
          Map.entry("memory.offheap", "65536"),
          Map.entry("local.quota", "4294967296"),
          Map.entry("checkpoint.clean", "true"),
          Map.entry("locality.wait", "0"),
          Map.entry("speculation", "on"),
          Map.entry("speculation.multiplier", "2"),
          Map.entry("speculation.quantile", "75"),
          Map.entry("cores.max", "9"),
          Map.entry("executor.cores", "3"),
          Map.entry("executor.memory", "536870912"),
          Map.entry("driver.host", "10.0.0.1"),
          Map.entry("secret.file", "/a secret"),
          Map.entry("tls.folder", "/certificates"),
          Map.entry("files", "a.txt,/b/c.txt"),
          Map.entry("allocation", "dynamic"),
          Map.entry("executors.min", "2"),
          Map.entry("executors.max", "7"),
          Map.entry("executors.idle", "1234"));

  @Test
  void allThatArePrintedCanBeSetAgain() {
    Settings defaults = Settings.of(Map.of());
    assertEquals(defaults, Settings.of(defaults.byName()));
    Settings others = Settings.of(OTHERS);
    assertEquals(OTHERS, others.byName());
    assertEquals(others, Settings.of(others.byName()));
  }

  @Test
  void eachSettingIsPrintedAndCanBeSetToWhatIsPrinted() {
    assertEquals(Set.of(Settings.NAMES), OTHERS.keySet());
    Map<String, String> defaults = Settings.of(Map.of()).byName();
    for (String name : Settings.NAMES) {
      String value = OTHERS.get(name);
      Settings one = Settings.of(Map.of(name, value));
      assertEquals(value, one.byName().get(name), name);
      assertEquals(one, Settings.of(Map.of(name, value)));
      if (!name.startsWith("pool.")) {
        assertNotEquals(value, defaults.get(name), name);
        assertEquals(Settings.of(Map.of()), Settings.of(Map.of(name, defaults.get(name))), name);
      }
    }
  }

  @Test
  void aContextTakesWhatAnotherPrints() {
    Map<String, String> printed;
    try (BrasaContext brasa = BrasaContext.builder().master("local[1]").build()) {
      printed = brasa.getConf();
    }
    BrasaContext.Builder builder = BrasaContext.builder();
    printed.forEach(builder::set);
    try (BrasaContext brasa = builder.build()) {
      assertEquals(printed, brasa.getConf());
    }
  }
}
