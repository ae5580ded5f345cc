package io.brasa.core;

import io.brasa.core.error.CoreError;
import io.brasa.core.execute.AllocationPolicy;
import io.brasa.core.execute.ResourceWishes;
import io.brasa.core.schedule.PoolPolicy;
import io.brasa.core.schedule.SchedulerLimits;
import io.brasa.core.schedule.Speculation;
import io.brasa.runtime.error.EngineException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a context. All have defaults that need no thought; {@code --conf NAME=VALUE} and
 * {@code set(name, value)} change them by name.
 *
 * @param master {@code master}: where tasks run: {@code local[*]}
 * @param name {@code name}: shown in events
 * @param memoryBytes {@code memory}: what data may take of the heap, with k, m or g; six tenths of
 *     the largest heap
 * @param parallelism {@code parallelism}: partitions of shuffles and lists that do not say; zero
 *     means as many as slots
 * @param taskAttempts {@code task.attempts}: how often a task may fail before its job does; zero
 *     means 1 in process, 4 elsewhere
 * @param localFolder {@code local.folder}: where spills and shuffle files go; empty means the
 *     system's folder for them
 * @param eventLog {@code event.log}: a folder for event logs; empty means none
 * @param tellsKeys {@code event.keys}: whether events, and so logs and web pages, name the keys
 *     that many rows have, the first {@value io.brasa.core.event.HeavyKey#TEXT_MAX} characters of
 *     each; true
 * @param isStrict {@code strict}: check that records are left alone once handed on, and encode
 *     wherever a cluster would
 * @param pools {@code scheduler.mode}: {@code fifo}, jobs in the order in which they came, or
 *     {@code fair}, pools share the slots; {@code pool.NAME.weight} and {@code pool.NAME.minShare}:
 *     how many slots the pool NAME gets for one of others, and before others get more than theirs
 * @param cancelPatienceMillis {@code cancel.patience}: after how many milliseconds a task that was
 *     told to stop, and has not, counts as stuck; 10,000
 * @param isFusing {@code fusion}: {@code on}, or {@code off} to move records through stages without
 *     generated code; results are the same
 * @param offHeapBytes {@code memory.offheap}: what persisted blocks may take outside the heap of
 *     each process; zero means that there are none
 * @param localQuotaBytes {@code local.quota}: what the local files of each process may take; zero
 *     means as much as there is
 * @param cleansCheckpoints {@code checkpoint.clean}: delete the files of a checkpoint when its
 *     dataset has become unreachable
 * @param localityMillis {@code locality.wait}: for how many milliseconds a task waits for the
 *     executor that keeps what it reads before another may run it; 3,000
 * @param speculation {@code speculation}: {@code on} to give tasks that are late a copy on another
 *     executor, {@code off} unless set; {@code speculation.multiplier}: how many times the median
 *     of the stage makes a task late, 3; {@code speculation.quantile}: the part of a stage's tasks,
 *     in hundredths, that must have ended before, 90
 * @param wishes what is asked of a cluster: {@code cores.max}, of all executors together; {@code
 *     executor.cores} and {@code executor.memory}, of each; zero cores mean all that there are;
 *     {@code driver.host}, where executors reach this process; {@code secret.file}, with what all
 *     processes of the cluster know, or {@code none}; {@code tls.folder}, with this host's
 *     certificates for TLS; {@code files}, with commas between them, which executors find in their
 *     folder
 * @param allocation {@code allocation}: {@code dynamic} to ask for executors while tasks wait, and
 *     to give back those that are idle, {@code fixed} unless set; {@code executors.min}, 1, and
 *     {@code executors.max}, zero for no bound, say how many there are; {@code executors.idle},
 *     after how many milliseconds without a task one is given back; 60,000
 * @param life {@code application.id}: how the application is known; one by chance unless it is
 *     given; {@code journal}: a folder in which it keeps what a driver needs that is started again
 *     with the same id; empty means none
 * @param ui {@code ui.enabled}: whether web pages show what runs, if the module ui is there; {@code
 *     ui.host} and {@code ui.port}: where, 127.0.0.1 and 4040 or the next that is free, zero for
 *     any; {@code ui.names}: under which names the pages are asked for besides, with commas between
 *     them
 * @param log {@code log.format}: {@code json} for a line of JSON each message, {@code text} for
 *     what the program has set up; {@code log.level}: from which on messages are written, as {@link
 *     BrasaContext#setLogLevel} takes it; empty means as the program has set up; in this process
 *     and in executors
 */
public record Settings(
    String master,
    String name,
    long memoryBytes,
    int parallelism,
    int taskAttempts,
    String localFolder,
    String eventLog,
    boolean tellsKeys,
    boolean isStrict,
    PoolPolicy pools,
    long cancelPatienceMillis,
    boolean isFusing,
    long offHeapBytes,
    long localQuotaBytes,
    boolean cleansCheckpoints,
    long localityMillis,
    Speculation speculation,
    ResourceWishes wishes,
    AllocationPolicy allocation,
    Life life,
    Ui ui,
    Log log) {
  private static final String PREFIX = "brasa.conf.";

  /** What an application is beyond its driver; both empty if that is nothing. */
  public record Life(String applicationId, String journal) {}

  /** How what is logged comes out; no level means that it is left alone. */
  public record Log(boolean isJson, String level) {}

  /** Whether and where web pages show what runs. */
  public record Ui(boolean isEnabled, String host, int port, List<String> names) {}

  /**
   * The given settings; for those that are not given the system properties {@code brasa.conf.NAME};
   * else the defaults. Fails with {@code SETTING_INVALID} on a name or value that is not
   * understood.
   */
  static Settings of(Map<String, String> given) {
    Map<String, String> values = new TreeMap<>(given);
    for (String property : System.getProperties().stringPropertyNames()) {
      if (!property.startsWith(PREFIX)) continue;
      values.putIfAbsent(property.substring(PREFIX.length()), System.getProperty(property));
    }
    Reader reader = new Reader(values);
    String name = reader.text("name", "brasa");
    Settings settings =
        new Settings(
            reader.text("master", "local[*]"),
            name,
            reader.bytes("memory", Runtime.getRuntime().maxMemory() / 10 * 6),
            reader.count("parallelism", 0),
            reader.count("task.attempts", 0),
            reader.text("local.folder", ""),
            reader.text("event.log", ""),
            reader.flag("event.keys", true),
            reader.flag("strict", false),
            reader.pools(),
            reader.count("cancel.patience", 10_000),
            reader.choice("fusion", "on", "off"),
            reader.bytesOrNone("memory.offheap"),
            reader.bytesOrNone("local.quota"),
            reader.flag("checkpoint.clean", false),
            reader.count("locality.wait", (int) SchedulerLimits.USUAL_LOCALITY_MILLIS),
            reader.speculation(),
            new ResourceWishes(
                name,
                reader.count("cores.max", 0),
                reader.count("executor.cores", 0),
                reader.bytes("executor.memory", 1L << 30),
                reader.text("driver.host", ""),
                reader.text("secret.file", ""),
                reader.text("tls.folder", ""),
                reader.list("files")),
            reader.allocation(),
            reader.life(),
            reader.ui(),
            reader.log());
    reader.refuseUnknown();
    return settings;
  }

  /** All of them as text, in the order of names. */
  Map<String, String> byName() {
    Map<String, String> all = new TreeMap<>(executorSettings());
    all.put("master", master);
    all.put("name", name);
    all.put("memory", Long.toString(memoryBytes));
    all.put("parallelism", Integer.toString(parallelism));
    all.put("task.attempts", Integer.toString(taskAttempts));
    all.put("local.folder", localFolder);
    all.put("event.log", eventLog);
    all.put("event.keys", Boolean.toString(tellsKeys));
    all.put("checkpoint.clean", Boolean.toString(cleansCheckpoints));
    all.put("locality.wait", Long.toString(localityMillis));
    all.put("speculation", speculation.isOn() ? "on" : "off");
    all.put("speculation.multiplier", Integer.toString((int) speculation.multiplier()));
    all.put("speculation.quantile", Long.toString(Math.round(100 * speculation.quantile())));
    all.put("cores.max", Integer.toString(wishes.coresMost()));
    all.put("executor.cores", Integer.toString(wishes.executorCores()));
    all.put("executor.memory", Long.toString(wishes.executorMemoryBytes()));
    all.put("driver.host", wishes.driverHost());
    all.put("secret.file", wishes.secretFile());
    all.put("allocation", allocation.isDynamic() ? "dynamic" : "fixed");
    all.put("executors.min", Integer.toString(allocation.least()));
    all.put("executors.max", Integer.toString(allocation.most()));
    all.put("executors.idle", Long.toString(allocation.idleMillis()));
    all.put("application.id", life.applicationId());
    all.put("journal", life.journal());
    all.put("ui.enabled", Boolean.toString(ui.isEnabled));
    all.put("ui.host", ui.host);
    all.put("ui.port", Integer.toString(ui.port));
    all.put("ui.names", String.join(",", ui.names));
    all.put("tls.folder", wishes.tlsFolder());
    all.put("files", String.join(",", wishes.files()));
    all.put("scheduler.mode", pools.isFair() ? "fair" : "fifo");
    pools
        .pools()
        .forEach(
            (pool, said) -> {
              all.put("pool." + pool + ".weight", Integer.toString(said.weight()));
              all.put("pool." + pool + ".minShare", Integer.toString(said.minShare()));
            });
    return Collections.unmodifiableMap(all);
  }

  /** What processes that run tasks are told, by name. */
  Map<String, String> executorSettings() {
    return Map.of(
        "strict",
        Boolean.toString(isStrict),
        "fusion",
        isFusing ? "on" : "off",
        "cancel.patience",
        Long.toString(cancelPatienceMillis),
        "memory.offheap",
        Long.toString(offHeapBytes),
        "local.quota",
        Long.toString(localQuotaBytes),
        "log.format",
        log.isJson ? "json" : "text",
        "log.level",
        log.level);
  }

  /** All that there are; NAME in one stands for a pool's. */
  static final String[] NAMES = {
    "master",
    "name",
    "memory",
    "parallelism",
    "task.attempts",
    "local.folder",
    "event.log",
    "event.keys",
    "strict",
    "scheduler.mode",
    "pool.NAME.weight",
    "pool.NAME.minShare",
    "cancel.patience",
    "fusion",
    "memory.offheap",
    "local.quota",
    "checkpoint.clean",
    "locality.wait",
    "speculation",
    "speculation.multiplier",
    "speculation.quantile",
    "cores.max",
    "executor.cores",
    "executor.memory",
    "driver.host",
    "secret.file",
    "allocation",
    "executors.min",
    "executors.max",
    "executors.idle",
    "tls.folder",
    "files",
    "application.id",
    "journal",
    "ui.enabled",
    "ui.host",
    "ui.port",
    "ui.names",
    "log.format",
    "log.level"
  };

  /** Takes values out by name, so that what is left over is unknown. */
  private record Reader(Map<String, String> values) {
    String text(String name, String otherwise) {
      String value = values.remove(name);
      return value == null ? otherwise : value;
    }

    /** With commas between its elements. */
    List<String> list(String name) {
      String value = values.remove(name);
      return value == null || value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    int count(String name, int otherwise) {
      String value = values.remove(name);
      if (value == null) return otherwise;
      try {
        int count = Integer.parseInt(value);
        if (count >= 0) return count;
      } catch (NumberFormatException e) {
        // refused below, by name
      }
      throw invalid(name, value, "a whole number, zero or more");
    }

    /** Zero if it is not given, or said to be nothing. */
    long bytesOrNone(String name) {
      return values.remove(name, "0") ? 0 : bytes(name, 0);
    }

    long bytes(String name, long otherwise) {
      String value = values.remove(name);
      if (value == null) return otherwise;
      char unit = value.isEmpty() ? ' ' : Character.toLowerCase(value.charAt(value.length() - 1));
      int shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
      try {
        String number = shift == 0 ? value : value.substring(0, value.length() - 1);
        long bytes = Math.multiplyExact(Long.parseLong(number), 1L << shift);
        if (bytes > 0) return bytes;
      } catch (NumberFormatException | ArithmeticException e) {
        // refused below, by name
      }
      throw invalid(name, value, "a number of bytes such as 512m or 4g");
    }

    boolean flag(String name, boolean otherwise) {
      String value = values.remove(name);
      if (value == null) return otherwise;
      if (value.equals("true") || value.equals("false")) return value.equals("true");
      throw invalid(name, value, "true or false");
    }

    Ui ui() {
      int port = count("ui.port", 4_040);
      if (port > 65_535) throw invalid("ui.port", Integer.toString(port), "a port, or 0 for any");
      return new Ui(
          flag("ui.enabled", false), text("ui.host", "127.0.0.1"), port, list("ui.names"));
    }

    Log log() {
      return new Log(!choice("log.format", "text", "json"), text("log.level", ""));
    }

    PoolPolicy pools() {
      String mode = text("scheduler.mode", "fifo").toLowerCase(Locale.ROOT);
      if (!mode.equals("fifo") && !mode.equals("fair"))
        throw invalid("scheduler.mode", mode, "fifo or fair");
      Map<String, PoolPolicy.Pool> pools = new TreeMap<>();
      for (String name : List.copyOf(values.keySet())) {
        int end = name.lastIndexOf('.');
        if (!name.startsWith("pool.") || end <= "pool.".length()) continue;
        String pool = name.substring("pool.".length(), end);
        PoolPolicy.Pool known = pools.getOrDefault(pool, PoolPolicy.Pool.USUAL);
        if (name.endsWith(".weight")) pools.put(pool, known.withWeight(positive(name)));
        else if (name.endsWith(".minShare")) pools.put(pool, known.withMinShare(count(name, 0)));
      }
      return new PoolPolicy(mode.equals("fair"), pools);
    }

    AllocationPolicy allocation() {
      boolean isDynamic = !choice("allocation", "fixed", "dynamic");
      int least = count("executors.min", AllocationPolicy.FIXED.least());
      int most = count("executors.max", AllocationPolicy.FIXED.most());
      if (most > 0 && most < least)
        throw invalid("executors.max", Integer.toString(most), "at least executors.min, " + least);
      return new AllocationPolicy(
          isDynamic,
          least,
          most,
          count("executors.idle", (int) AllocationPolicy.FIXED.idleMillis()));
    }

    Life life() {
      String id = text("application.id", "");
      String journal = text("journal", "");
      for (int i = 0; i < id.length(); i++)
        if (!isPlain(id.charAt(i)) || id.length() > 100 || id.charAt(0) == '.')
          throw invalid("application.id", id, "up to 100 letters, digits, '-', '_' and '.'");
      return new Life(id, journal);
    }

    private static boolean isPlain(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '_'
          || c == '.';
    }

    Speculation speculation() {
      boolean isOn = !choice("speculation", "off", "on");
      Speculation usual = Speculation.OFF;
      int multiplier = count("speculation.multiplier", (int) usual.multiplier());
      if (multiplier < 1)
        throw invalid("speculation.multiplier", "0", "a whole number, one or more");
      int percent = count("speculation.quantile", (int) Math.round(100 * usual.quantile()));
      if (percent < 1 || percent > 100)
        throw invalid("speculation.quantile", Integer.toString(percent), "a number from 1 to 100");
      return new Speculation(isOn, percent / 100.0, multiplier, usual.minimumMillis());
    }

    private int positive(String name) {
      int count = count(name, 1);
      if (count < 1) throw invalid(name, "0", "a whole number, one or more");
      return count;
    }

    /** Whether it is the first of two words, which is the default. */
    boolean choice(String name, String first, String second) {
      String value = values.remove(name);
      if (value == null || value.equals(first)) return true;
      if (value.equals(second)) return false;
      throw invalid(name, value, first + " or " + second);
    }

    void refuseUnknown() {
      if (values.isEmpty()) return;
      String name = values.keySet().iterator().next();
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "There is no setting '" + name + "'",
          "The settings are " + String.join(", ", NAMES));
    }

    private static EngineException invalid(String name, String value, String wanted) {
      return new EngineException(
          CoreError.SETTING_INVALID, "Setting '" + name + "' is '" + value + "'", "Give " + wanted);
    }
  }
}
