package io.brasa.ui.browser;

import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.NamedText;
import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import io.brasa.core.event.StageOperation;
import io.brasa.core.event.TaskMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The events of an application of four executors that joins clicks with users and counts them: one
 * key has most rows, tasks spill, a function fails, an executor is killed, and the last stage has
 * far too many partitions. Always the same for the same seed.
 */
final class DailyReport {
  static final long SEED = 20_261_122;
  static final List<String> EXECUTORS = List.of("1", "2", "3", "4");
  static final int SLOTS = 2;

  /** The stage in which one key has most rows, by the number that pages show. */
  static final long JOIN_STAGE = 2;

  /** The stage with too many partitions; it still runs if the application does. */
  static final long COUNT_STAGE = 5;

  static final long JOIN_JOB = 0;
  static final long FAILED_JOB = 2;
  static final long LAST_JOB = 3;
  static final long QUERY = 1;

  private static final long CLICKS_STAGE = 0;
  private static final long USERS_STAGE = 1;
  private static final long SMALL_STAGE = 3;
  private static final long FAILED_STAGE = 4;
  private static final long SORT_STAGE = 6;

  private static final long MIB = 1L << 20;
  private static final long CLICKS = 91_000_000;

  private final String id;
  private final long startMillis;
  private final int countTasks;
  private final boolean isEnded;
  private final boolean isSkewed;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Event> events = new ArrayList<>();

  /** When each slot has nothing to do. */
  private final long[] free = new long[EXECUTORS.size() * SLOTS];

  private DailyReport(
      String id, long startMillis, int countTasks, boolean isEnded, boolean isSkewed) {
    this.id = id;
    this.startMillis = startMillis;
    this.countTasks = countTasks;
    this.isEnded = isEnded;
    this.isSkewed = isSkewed;
  }

  /**
   * All events, in the order of their times.
   *
   * @param countTasks how many partitions the stage with too many of them has
   * @param isEnded whether the application has ended; else the last tenth of that stage is missing
   * @param isSkewed whether one key has most rows; without it the join is fast and does not spill
   */
  static List<Event> events(
      String id, long startMillis, int countTasks, boolean isEnded, boolean isSkewed) {
    DailyReport report = new DailyReport(id, startMillis, countTasks, isEnded, isSkewed);
    report.tell();
    report.events.sort(Comparator.comparingLong(Event::atMillis));
    return report.events;
  }

  /** The same of an application that still runs: its last event is of now. */
  static List<Event> running(String id, long nowMillis, int countTasks) {
    long length = events(id, 0, countTasks, false, true).getLast().atMillis();
    return events(id, nowMillis - length, countTasks, false, true);
  }

  private void tell() {
    events.add(
        new Event.ApplicationStarted(at(0), id, "Daily report", "local-cluster[4,2,2g]", "0.1.0"));
    events.add(environment());
    for (int i = 0; i < EXECUTORS.size(); i++)
      events.add(
          new Event.ExecutorAdded(
              at(200 + 150 * i),
              EXECUTORS.get(i),
              "host" + (1 + i % 2),
              4_100 + i,
              SLOTS,
              1_200 * MIB));
    events.add(
        new Event.QueryStarted(
            at(800),
            QUERY,
            "SELECT c.*, u.country\nFROM clicks c JOIN users u ON c.user = u.id\nWHERE c.url LIKE '%/buy%'",
            plan()));
    long joined = join();
    quickJobs(joined);
    failedJob(joined + 14_000);
    count(joined + 20_000);
    samples(joined + (isEnded ? 97_000 : 87_000));
  }

  // ---- the query with the skewed join

  private long join() {
    events.add(
        new Event.JobStarted(
            at(1_000),
            JOIN_JOB,
            "save at DailyReport.java:38",
            List.of(id(CLICKS_STAGE), id(USERS_STAGE), id(JOIN_STAGE)),
            List.of(),
            "",
            "joined clicks",
            List.of(),
            "default",
            QUERY));
    stageStarted(
        1_000,
        USERS_STAGE,
        "scan of users",
        12,
        List.of(),
        operation(4, "scan", 33),
        operation(5, "exchange", 36));
    long users = wave(USERS_STAGE, 12, 1_000, 2_000, 340_000, 53 * MIB, 0, 18 * MIB);
    stageEnded(users, USERS_STAGE);
    stageStarted(
        1_020,
        CLICKS_STAGE,
        "scan of clicks",
        64,
        List.of(),
        operation(1, "scan", 31),
        operation(2, "filter", 32),
        operation(3, "exchange", 36));
    long clicks = wave(CLICKS_STAGE, 64, 1_020, 2_600, CLICKS / 64, 125 * MIB, 0, 32 * MIB);
    stageEnded(clicks, CLICKS_STAGE);
    long begin = clicks + 100;
    stageStarted(
        begin,
        JOIN_STAGE,
        "join of clicks and users",
        48,
        List.of(CLICKS_STAGE, USERS_STAGE),
        operation(6, "hash join", 36),
        operation(7, "project", 37));
    long end = begin;
    for (int task = 0; task < 48; task++) end = Math.max(end, joinTask(task, begin));
    stageEnded(end, JOIN_STAGE);
    events.add(new Event.JobEnded(at(end + 20), JOIN_JOB, "", List.of()));
    events.add(new Event.QueryEnded(at(end + 30), QUERY, "", 90_000_000, nodes()));
    return end;
  }

  private long joinTask(int task, long begin) {
    if (task == 17 && isSkewed) {
      HeavyKey heavy = new HeavyKey("unknown", 17, 38_000_000, 40_000_000, false);
      return next(
          JOIN_STAGE,
          task,
          begin,
          58_000,
          metrics(
              40_000_000,
              38_900_000,
              0,
              860 * MIB,
              240 * MIB,
              1_800 * MIB,
              1_150 * MIB,
              4_800,
              heavy));
    }
    long rows = (isSkewed ? 1_000_000L : 1_830_000L) + random.nextInt(120_000);
    long millis = (isSkewed ? 4_100L : 6_900L) + random.nextInt(900);
    long spill = isSkewed && task % 6 == 1 ? (150 + random.nextInt(60)) * MIB : 0;
    return next(
        JOIN_STAGE,
        task,
        begin,
        millis,
        metrics(
            rows,
            rows - 40_000,
            0,
            29 * MIB,
            11 * MIB,
            spill,
            (190 + random.nextInt(80)) * MIB,
            90 + random.nextInt(60)));
  }

  // ---- what is kept, and small jobs over it

  private void quickJobs(long begin) {
    events.add(
        new Event.DatasetPersisted(
            at(begin + 40), 7, "joined clicks", "DailyReport.java:38", "MEMORY_AND_DISK", 48));
    events.add(
        new Event.DatasetPersisted(
            at(begin + 50), 11, "countries", "DailyReport.java:41", "MEMORY_ONLY", 4));
    for (int executor = 0; executor < 4; executor++) {
      List<BlockState> blocks = new ArrayList<>();
      for (int i = executor; i < 48; i += 4) {
        boolean isEvicted = i % 3 == 1;
        blocks.add(
            new BlockState(
                7,
                i,
                "MEMORY_AND_DISK",
                isEvicted ? 0 : 62 * MIB,
                isEvicted ? 55 * MIB : 0,
                isEvicted ? 1 : 0));
      }
      blocks.add(new BlockState(11, executor, "MEMORY_ONLY", 31_000, 0, 0));
      events.add(new Event.BlocksChanged(at(begin + 2_600), EXECUTORS.get(executor), blocks));
    }
    events.add(
        new Event.JobStarted(
            at(begin + 100),
            1,
            "count at DailyReport.java:39",
            List.of(id(SMALL_STAGE)),
            List.of(),
            "",
            "",
            List.of(),
            "default",
            0));
    stageStarted(begin + 100, SMALL_STAGE, "count", 48, List.of(), operation(8, "count", 39));
    long end = wave(SMALL_STAGE, 48, begin + 100, 380, 1_870_000, 0, 0, 0);
    stageEnded(end, SMALL_STAGE);
    events.add(new Event.JobEnded(at(end), 1, "", List.of()));
  }

  private void failedJob(long begin) {
    String error =
        "USER_FUNCTION_FAILED: the function of mapToPair at DailyReport.java:42 failed\njava.lang.NullPointerException: Cannot invoke \"String.length()\" because \"code\" is null\n\tat Countries.name(Countries.java:18)";
    events.add(
        new Event.JobStarted(
            at(begin),
            FAILED_JOB,
            "collect at DailyReport.java:42",
            List.of(id(FAILED_STAGE)),
            List.of(),
            "",
            "names of countries",
            List.of(),
            "default",
            0));
    stageStarted(begin, FAILED_STAGE, "names of countries", 4, List.of(), operation(11, "map", 42));
    for (int task = 0; task < 3; task++)
      task(
          FAILED_STAGE,
          task,
          task,
          begin,
          begin + 700 + random.nextInt(300),
          metrics(60, 60, 0, 0, 0, 0, MIB, 0),
          "");
    task(FAILED_STAGE, 3, 3, begin, begin + 400, TaskMetrics.NONE, error);
    events.add(new Event.StageEnded(at(begin + 1_200), id(FAILED_STAGE), 0, error));
    events.add(new Event.JobEnded(at(begin + 1_210), FAILED_JOB, error, List.of()));
  }

  // ---- too many partitions, and an executor that is killed

  private void count(long begin) {
    events.add(
        new Event.JobStarted(
            at(begin),
            LAST_JOB,
            "collect at DailyReport.java:45",
            List.of(id(COUNT_STAGE), id(SORT_STAGE)),
            List.of(id(JOIN_STAGE)),
            "report",
            "the report",
            List.of("daily"),
            "default",
            0));
    stageStarted(
        begin,
        COUNT_STAGE,
        "count by country",
        countTasks,
        List.of(),
        operation(9, "aggregate", 44));
    int told = isEnded ? countTasks : countTasks - countTasks / 10;
    double spacing = 75_000.0 / countTasks;
    long end = begin;
    for (int task = 0; task < told; task++) {
      long started = begin + (long) (task * spacing) + random.nextInt(5);
      int executor = task % 4;
      if (executor == 2 && task * spacing > 30_000) executor = 3; // the third is gone by then
      if (!isEnded && task >= told - 6) {
        events.add(
            new Event.TaskStarted(
                at(started), id(COUNT_STAGE), 0, task, 0, EXECUTORS.get(executor)));
        continue;
      }
      TaskMetrics metrics =
          metrics(2_400_000 / countTasks, 240, 0, 90 * MIB / countTasks, 3_000, 0, 2 * MIB, 0);
      end =
          Math.max(
              end,
              task(
                  COUNT_STAGE,
                  task,
                  executor,
                  started,
                  started + 3 + random.nextInt(6),
                  metrics,
                  ""));
    }
    events.add(
        new Event.ExecutorLost(
            at(begin + 31_000),
            "3",
            "killed by the kernel: it used more than the 2 GiB of its limit (exit code 137)"));
    if (!isEnded) return;
    stageEnded(end, COUNT_STAGE);
    stageStarted(
        end, SORT_STAGE, "sort of the report", 1, List.of(COUNT_STAGE), operation(10, "sort", 45));
    long sorted =
        task(SORT_STAGE, 0, 0, end + 10, end + 260, metrics(240, 240, 0, 48_000, 0, 0, MIB, 0), "");
    stageEnded(sorted, SORT_STAGE);
    events.add(new Event.JobEnded(at(sorted), LAST_JOB, "", List.of()));
    events.add(new Event.ApplicationEnded(at(sorted + 2_000)));
  }

  private void samples(long until) {
    for (int executor = 0; executor < 4; executor++) {
      long gc = 0;
      for (long offset = 1_000; offset < until; offset += 2_000) {
        if (executor == 2 && offset > until - 60_000) break;
        boolean isJoining = offset > 22_000 && offset < 82_000;
        gc += isJoining && executor == 1 && isSkewed ? 260 : 30;
        double wave = Math.abs(Math.sin(offset / 9_000.0 + executor));
        long heap = (long) ((500 + 500 * wave + (isJoining && executor == 1 ? 600 : 0)) * MIB);
        long execution = isJoining ? (long) ((executor == 1 ? 900 : 300) * wave * MIB) : 20 * MIB;
        long storage = offset > 84_000 ? 500 * MIB : 40 * MIB;
        events.add(
            new Event.ExecutorSampled(
                at(offset),
                EXECUTORS.get(executor),
                new ExecutorSample(
                    heap, 2_048 * MIB, execution, storage, 1_200 * MIB, 0, gc, gc / 40, SLOTS)));
      }
    }
  }

  // ---- pieces

  /**
   * As the engine numbers stages. Pages count them from 0, in the order in which jobs name them.
   */
  private static long id(long stage) {
    return 7_100_000_000_000_000_000L + 31 * stage;
  }

  private long at(long offset) {
    return startMillis + offset;
  }

  private void stageStarted(
      long offset,
      long stage,
      String name,
      int tasks,
      List<Long> parents,
      StageOperation... operations) {
    events.add(
        new Event.StageStarted(
            at(offset),
            id(stage),
            0,
            "print-" + stage,
            name,
            tasks,
            tasks,
            parents.stream().map(DailyReport::id).toList(),
            List.of(operations)));
  }

  private void stageEnded(long offset, long stage) {
    events.add(new Event.StageEnded(at(offset), id(stage), 0, ""));
  }

  private static StageOperation operation(long dataset, String name, int line) {
    return new StageOperation(dataset, name, "DailyReport.java:" + line, dataset == 7);
  }

  /** Tasks of about one length. @return when the last has ended */
  private long wave(
      long stage, int tasks, long begin, int millis, long rows, long input, long read, long write) {
    long end = begin;
    for (int task = 0; task < tasks; task++) {
      TaskMetrics metrics =
          metrics(
              rows + random.nextInt(1 + (int) (rows / 20)),
              rows,
              input,
              read,
              write,
              0,
              (80 + random.nextInt(40)) * MIB,
              random.nextInt(1 + millis / 60));
      end = Math.max(end, next(stage, task, begin, millis + random.nextInt(millis / 5), metrics));
    }
    return end;
  }

  /** A task on the slot that is free first. @return when it has ended */
  private long next(long stage, int partition, long begin, long millis, TaskMetrics metrics) {
    int slot = 0;
    for (int i = 1; i < free.length; i++) if (free[i] < free[slot]) slot = i;
    long started = Math.max(begin, free[slot]) + random.nextInt(40);
    free[slot] = started + millis;
    return task(stage, partition, slot % EXECUTORS.size(), started, free[slot], metrics, "");
  }

  private long task(
      long stage,
      int partition,
      int executor,
      long begin,
      long end,
      TaskMetrics metrics,
      String error) {
    String name = EXECUTORS.get(executor);
    events.add(new Event.TaskStarted(at(begin), id(stage), 0, partition, 0, name));
    TaskMetrics timed =
        new TaskMetrics(
            (end - begin) * 1_000_000,
            metrics.rowsIn(),
            metrics.rowsOut(),
            metrics.inputBytes(),
            metrics.shuffleReadBytes(),
            metrics.shuffleWriteBytes(),
            metrics.spillBytes(),
            metrics.peakMemoryBytes(),
            0,
            "",
            0,
            metrics.gcMillis(),
            0,
            metrics.heavyKeys(),
            0);
    events.add(
        new Event.TaskEnded(
            at(end), id(stage), 0, partition, 0, name, error.isEmpty(), error, timed));
    return end;
  }

  private static TaskMetrics metrics(
      long rowsIn,
      long rowsOut,
      long input,
      long read,
      long write,
      long spill,
      long peak,
      long gcMillis,
      HeavyKey... keys) {
    return new TaskMetrics(
        0,
        rowsIn,
        rowsOut,
        input,
        read,
        write,
        spill,
        peak,
        0,
        "",
        0,
        gcMillis,
        0,
        List.of(keys),
        0);
  }

  private static List<PlanNode> plan() {
    return List.of(
        new PlanNode(0, "Project", "c.*, country", List.of(1)),
        new PlanNode(1, "HashJoin", "user = id, inner, builds right", List.of(2, 5)),
        new PlanNode(2, "Exchange", "hash(user), 48 partitions", List.of(3)),
        new PlanNode(3, "Filter", "url LIKE '%/buy%'", List.of(4)),
        new PlanNode(4, "Scan", "clicks [user, url, at] parquet", List.of()),
        new PlanNode(5, "Exchange", "hash(id), 48 partitions", List.of(6)),
        new PlanNode(6, "Scan", "users [id, country] parquet", List.of()));
  }

  private List<NodeMetrics> nodes() {
    long spilled = isSkewed ? 3_200 * MIB : 0;
    return List.of(
        new NodeMetrics(0, 90_000_000, 262_000_000_000L, spilled, 1_150 * MIB, id(JOIN_STAGE), ""),
        new NodeMetrics(1, 90_000_000, 251_000_000_000L, spilled, 1_150 * MIB, id(JOIN_STAGE), ""),
        new NodeMetrics(2, CLICKS, 214_000_000_000L, 0, 110 * MIB, id(CLICKS_STAGE), ""),
        new NodeMetrics(3, CLICKS, 176_000_000_000L, 0, 100 * MIB, id(CLICKS_STAGE), ""),
        new NodeMetrics(4, CLICKS + 4_000_000, 151_000_000_000L, 0, 96 * MIB, id(CLICKS_STAGE), ""),
        new NodeMetrics(5, 4_080_000, 26_000_000_000L, 0, 90 * MIB, id(USERS_STAGE), ""),
        new NodeMetrics(6, 4_080_000, 22_000_000_000L, 0, 90 * MIB, id(USERS_STAGE), ""));
  }

  private Event environment() {
    return new Event.EnvironmentTold(
        at(10),
        List.of(
            new NamedText("java.version", "25.0.3"),
            new NamedText("os.name", "Linux"),
            new NamedText("cores", "8")),
        List.of(
            new NamedText("memory", "2 GiB"),
            new NamedText("shuffle.compression", "lz4"),
            new NamedText("secret", "(withheld)")),
        List.of(
            new NamedText("file.encoding", "UTF-8"),
            new NamedText("java.vm.name", "OpenJDK 64-Bit Server VM"),
            new NamedText("user.timezone", "UTC")),
        List.of(
            "/opt/brasa/lib/brasa-core.jar",
            "/opt/brasa/lib/brasa-sql.jar",
            "/srv/report/daily-report.jar"));
  }
}
