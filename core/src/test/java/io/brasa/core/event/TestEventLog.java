package io.brasa.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestEventLog {
  private final Storage storage = new LocalStorage();
  private final Codecs codecs = new Codecs(TestEventLog.class.getClassLoader());
  private final LateEnvironment environment = new LateEnvironment();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("app.events");
  }

  /** The system's, but what should happen later happens when the test says. */
  private static final class LateEnvironment implements Environment {
    private final Environment system = new SystemEnvironment();
    private final List<Runnable> later = new ArrayList<>();

    void passTime() {
      List<Runnable> actions = List.copyOf(later);
      later.clear();
      actions.forEach(Runnable::run);
    }

    @Override
    public void after(long delayMillis, Runnable action) {
      assertTrue(delayMillis <= 1_000);
      later.add(action);
    }

    @Override
    public Await newAwait() {
      return system.newAwait();
    }

    @Override
    public long nanoTime() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long currentTimeMillis() {
      throw new UnsupportedOperationException();
    }

    @Override
    public RandomGenerator newRandom() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void start(String name, ThreadKind kind, Runnable body) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void whenUnreachable(Object object, Runnable action) {
      throw new UnsupportedOperationException();
    }
  }

  private EventLog log() {
    return new EventLog(storage, file.toString(), codecs, environment);
  }

  private byte[] write(List<Event> events) throws IOException {
    Files.deleteIfExists(file);
    try (EventLog log = log()) {
      events.forEach(log::on);
    }
    return Files.readAllBytes(file);
  }

  /** Each event in a block of its own. */
  private byte[] writeApart(List<Event> events) throws IOException {
    try (EventLog log = log()) {
      for (Event event : events) {
        log.on(event);
        environment.passTime();
      }
    }
    return Files.readAllBytes(file);
  }

  private List<Event> read(EventLogReader reader) {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> next = reader.next(); next.isPresent(); next = reader.next())
      events.add(next.get());
    return events;
  }

  private EventLogReader reader(EventLogReader.OnDamage onDamage) {
    return new EventLogReader(storage, file.toString(), codecs, onDamage);
  }

  private List<Event> read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
      return read(reader);
    }
  }

  @Test
  void readsWhatItWrote() throws IOException {
    List<Event> events = new ArrayList<>(Examples.ofEachKind());
    events.add(new Event.JobEnded(1, 2, "long ".repeat(100_000)));
    events.addAll(Examples.random(new Random(1), 5_000));
    assertEquals(events, read(write(events)));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = TestEventLog.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void readsTheGoldenFileWithFallbacks() throws IOException {
    assertEquals(Examples.ofEachKind(), read(golden("golden-v1-2.events")));
  }

  @Test
  void readsTheGoldenFileOfLaterKinds() throws IOException {
    assertEquals(Examples.ofLater(), read(golden("golden-v1-jobs.events")));
  }

  @Test
  void readsTheGoldenFileOfWhatIsObserved() throws IOException {
    assertEquals(Examples.ofObserved(), read(golden("golden-v1-observed.events")));
  }

  /** What the golden file of version 2 holds: plain blocks, and one that is packed. */
  private static List<Event> ofBlocks() {
    List<Event> events = new ArrayList<>(Examples.ofEachKind());
    events.addAll(Examples.ofLater());
    events.addAll(Examples.ofObserved());
    return events;
  }

  @Test
  void readsTheGoldenFileOfBlocks() throws IOException {
    assertEquals(ofBlocks(), read(golden("golden-v2.events")));
  }

  /** And what the next one holds besides: how long it took to open what tasks ran. */
  private static List<Event> ofOpenings() {
    List<Event> events = ofBlocks();
    events.addAll(Examples.ofOpened());
    return events;
  }

  @Test
  void readsAndWritesTheGoldenFileOfOpenings() throws IOException {
    byte[] golden = golden("golden-v2-opened.events");
    assertEquals(ofOpenings(), read(golden));
    // How small deflate makes something differs from one library to the next.
    assertArrayEquals(
        unpacked(golden),
        unpacked(write(ofOpenings())),
        "the format has changed without a version");
    assertTrue(kindsOfBlocks(golden).containsAll(List.of(LogBlock.PLAIN, LogBlock.DEFLATED)));
  }

  /** The records of all blocks, read by the description of the format. */
  private static byte[] unpacked(byte[] log) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int at = 8; at < log.length; at += 8 + EventLogFormat.readInt(log, at)) {
      int length = EventLogFormat.readInt(log, at);
      if (log[at + 8] == 0) {
        records.write(log, at + 9, length - 1);
      } else {
        InputStream packed = new ByteArrayInputStream(log, at + 13, length - 5);
        byte[] content = new InflaterInputStream(packed, new Inflater(true)).readAllBytes();
        assertEquals(EventLogFormat.readInt(log, at + 9), content.length);
        records.write(content);
      }
    }
    return records.toByteArray();
  }

  private static List<Byte> kindsOfBlocks(byte[] log) {
    List<Byte> kinds = new ArrayList<>();
    for (int at = 8; at < log.length; at += 8 + EventLogFormat.readInt(log, at))
      kinds.add(log[at + 8]);
    return kinds;
  }

  @Test
  void readsWhatOlderReleasesWroteWithZerosForWhatTheyLack() throws IOException {
    List<Event> events = new ArrayList<>(Examples.ofEachKind());
    events.replaceAll(
        event -> event instanceof Event.TaskEnded ended ? Examples.withoutFallbacks(ended) : event);
    assertEquals(events, read(golden("golden-v1.events")));
  }

  @Test
  void stopsAtATornTailAndSaysSo() throws IOException {
    byte[] bytes = write(Examples.ofEachKind());
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      try (EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
        List<Event> events = read(reader);
        assertEquals(Examples.ofEachKind().subList(0, events.size()), events);
        assertEquals(length, reader.report().offset() + reader.report().tailBytes());
        if (length == bytes.length) assertEquals(0, reader.report().tailBytes());
      }
    }
  }

  @Test
  void takesZerosAtTheEndForATornTail() throws IOException {
    byte[] bytes = write(Examples.ofEachKind());
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 4_096));
    try (EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
      assertEquals(Examples.ofEachKind(), read(reader));
      assertEquals(4_096, reader.report().tailBytes());
    }
  }

  @Test
  void readsOnWhileTheFileGrows() throws IOException {
    byte[] bytes = write(Examples.ofEachKind());
    Files.write(file, new byte[0]);
    List<Event> events = new ArrayList<>();
    try (EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
      for (int length = 0; length <= bytes.length; length += 3) {
        Files.write(file, Arrays.copyOf(bytes, Math.min(bytes.length, length)));
        events.addAll(read(reader));
      }
      Files.write(file, bytes);
      events.addAll(read(reader));
    }
    assertEquals(Examples.ofEachKind(), events);
  }

  @Test
  void failsAtOrSkipsADamagedMiddle() throws IOException {
    byte[] bytes = writeApart(Examples.ofEachKind());
    int secondAt = 8 + 8 + EventLogFormat.readInt(bytes, 8);
    int thirdAt = secondAt + 8 + EventLogFormat.readInt(bytes, secondAt);
    for (int at = secondAt; at < thirdAt; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x40;
      EngineException failure = assertThrows(EngineException.class, () -> read(damaged));
      assertEquals(CoreError.EVENT_LOG_UNREADABLE, failure.code());
      assertEquals(
          "The event log " + file + " is damaged from byte " + secondAt + " to byte " + thirdAt,
          failure.what());
      try (EventLogReader reader = reader(EventLogReader.OnDamage.SKIP)) {
        List<Event> expected = new ArrayList<>(Examples.ofEachKind());
        expected.remove(1);
        assertEquals(expected, read(reader));
        assertEquals(
            new EventLogReader.Report(bytes.length, 0, thirdAt - secondAt, 0), reader.report());
      }
    }
  }

  @Test
  void neverFailsButByNameWhateverTheBytesAre() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = write(Examples.random(random, 60));
    for (int round = 0; round < 400; round++) {
      byte[] bytes = whole.clone();
      for (int hits = 1 + random.nextInt(20); hits > 0; hits--) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
        byte[] noise = new byte[length];
        if (random.nextBoolean()) random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
      }
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      try (EventLogReader reader = reader(EventLogReader.OnDamage.SKIP)) {
        assertTrue(read(reader).size() <= 60);
      } catch (EngineException e) {
        assertEquals(CoreError.EVENT_LOG_UNREADABLE, e.code(), () -> "seed " + seed);
      }
    }
  }

  @Test
  void namesOtherFilesAndLaterVersions() throws IOException {
    byte[] bytes = write(Examples.ofEachKind());
    bytes[7] = 3;
    EngineException failure = assertThrows(EngineException.class, () -> read(bytes));
    assertEquals(
        "The event log " + file + " has version 3, and this release reads versions up to 2",
        failure.what());
    assertEquals(
        "The event log " + file + " is no event log",
        assertThrows(EngineException.class, () -> read("not one of ours".getBytes(UTF_8))).what());
    Files.delete(file);
    assertEquals(
        RuntimeError.PATH_NOT_FOUND,
        assertThrows(EngineException.class, () -> reader(EventLogReader.OnDamage.FAIL)).code());
  }

  @Test
  void givesDefaultsToWhatOlderLogsLack() throws IOException {
    Encoder payload = new Encoder(codecs);
    payload.writeCount(10); // TaskEnded
    payload.writeCount(4);
    payload.writeVarLong(77);
    payload.writeVarLong(5);
    payload.writeVarInt(1);
    payload.writeVarInt(9);
    assertEquals(
        List.of(new Event.TaskEnded(77, 5, 1, 9, 0, "", false, "", TaskMetrics.NONE)),
        read(framed(payload)));
  }

  @Test
  void reportsEventsOfLaterReleases() throws IOException {
    Encoder payload = new Encoder(codecs);
    payload.writeCount(99);
    payload.writeCount(0);
    byte[] bytes = framed(payload);
    EngineException failure = assertThrows(EngineException.class, () -> read(bytes));
    assertTrue(failure.what().endsWith(" of a later release at byte 8"), failure.what());
    try (EventLogReader reader = reader(EventLogReader.OnDamage.SKIP)) {
      assertEquals(List.of(), read(reader));
      assertEquals(new EventLogReader.Report(bytes.length, 0, 0, 1), reader.report());
    }
  }

  private byte[] framed(Encoder... payloads) {
    Encoder out = new Encoder(codecs);
    out.writeBytes(EventLogFormat.header(), 0, 8);
    out.writeInt(0);
    out.writeInt(0);
    out.writeByte(LogBlock.PLAIN);
    for (Encoder payload : payloads) {
      out.writeInt(payload.size());
      out.writeBytes(payload.buffer(), 0, payload.size());
    }
    return sealed(out);
  }

  /** With length and checksum of its one block. */
  private static byte[] sealed(Encoder out) {
    int length = out.size() - 16;
    out.setInt(8, length);
    out.setInt(12, EventLogFormat.checksum(new CRC32C(), out.buffer(), 8, length));
    return out.toByteArray();
  }

  @Test
  void readsOnBehindAnEventOfALaterReleaseInTheSameBlock() throws IOException {
    Encoder later = new Encoder(codecs);
    later.writeCount(99);
    later.writeCount(0);
    Encoder known = new Encoder(codecs);
    codecs.sealed(Event.class).encode(new Event.ApplicationEnded(7), known);
    Files.write(file, framed(known, later, known));
    try (EventLogReader reader = reader(EventLogReader.OnDamage.SKIP)) {
      assertEquals(
          List.of(new Event.ApplicationEnded(7), new Event.ApplicationEnded(7)), read(reader));
      assertEquals(1, reader.report().unknownCount());
    }
  }

  @Test
  void namesBlocksOfALaterPacking() throws IOException {
    Encoder out = new Encoder(codecs);
    out.writeBytes(EventLogFormat.header(), 0, 8);
    out.writeInt(0);
    out.writeInt(0);
    out.writeByte(7);
    Files.write(file, sealed(out));
    try (EventLogReader reader = reader(EventLogReader.OnDamage.SKIP)) {
      assertEquals(List.of(), read(reader));
      assertEquals(1, reader.report().unknownCount());
    }
  }

  @Test
  void neverTakesMoreThanABlockMayHoldWhateverItSays() throws IOException {
    Random random = new Random(4);
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 5, 0}) {
      Encoder out = new Encoder(codecs);
      out.writeBytes(EventLogFormat.header(), 0, 8);
      out.writeInt(0);
      out.writeInt(0);
      out.writeByte(LogBlock.DEFLATED);
      out.writeInt(length);
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      out.writeBytes(noise, 0, noise.length);
      Files.write(file, sealed(out));
      try (EventLogReader reader = reader(EventLogReader.OnDamage.SKIP)) {
        assertEquals(List.of(), read(reader));
      }
    }
  }

  @Test
  void writesAFloodAsItIs() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int task = 0; task < 300_000; task++)
      events.add(new Event.TaskStarted(1 + task / 2_000, 1, 0, task, 0, "e"));
    byte[] log = write(events);
    long paid = 0;
    for (int at = 8; at < log.length; at += 8 + EventLogFormat.readInt(log, at))
      if (log[at + 8] == LogBlock.DEFLATED) paid += EventLogFormat.readInt(log, at + 9);
    // 150 ms pay for 96,000 bytes besides those that are given at once.
    assertTrue(paid <= PackingBudget.BYTES_MAX + 150 * PackingBudget.BYTES_PER_MILLI, "" + paid);
    assertTrue(paid > PackingBudget.BYTES_MAX / 2, "" + paid);
    assertTrue(kindsOfBlocks(log).contains(LogBlock.PLAIN));
    assertEquals(events, read(log));
  }

  @Test
  void packsWhatRepeatsItself() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int stage = 0; stage < 200; stage++)
      events.add(
          new Event.StageStarted(
              stage, stage, 0, "9f86d081884c7d65", "map, filter", 3, 4, List.of()));
    byte[] packed = write(events);
    assertEquals(events, read(packed));
    assertTrue(4 * packed.length < unpacked(packed).length, packed.length + " bytes");
  }

  @Test
  void writesTheEndsOfJobsAtOnceAndTheRestWithinASecond() throws IOException {
    Event started = new Event.TaskStarted(1, 2, 3, 4, 5, "e");
    Event ended = new Event.JobEnded(1, 2, "");
    try (EventLog log = log();
        EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
      log.on(started);
      assertEquals(List.of(), read(reader));
      environment.passTime();
      assertEquals(List.of(started), read(reader));
      log.on(started);
      log.on(started);
      log.on(ended);
      assertEquals(List.of(started, started, ended), read(reader));
      environment.passTime();
      assertEquals(List.of(), read(reader));
    }
    environment.passTime();
    assertEquals(4, read(Files.readAllBytes(file)).size());
  }

  @Test
  void writesTheEndsOfManyJobsTogether() throws IOException {
    try (EventLog log = log();
        EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
      for (int job = 0; job < 50; job++) log.on(new Event.JobEnded(1_000 + job, job, ""));
      assertEquals(1, read(reader).size());
      environment.passTime();
      assertEquals(49, read(reader).size());
      log.on(new Event.JobEnded(1_148, 50, ""));
      assertEquals(0, read(reader).size());
      log.on(new Event.JobEnded(1_149, 51, ""));
      environment.passTime();
      assertEquals(2, read(reader).size());
      log.on(new Event.JobEnded(1_249, 52, ""));
      assertEquals(1, read(reader).size());
    }
    byte[] log = Files.readAllBytes(file);
    assertEquals(4, kindsOfBlocks(log).size());
  }

  @Test
  void tasksThatFinishTogetherTakeTenBytesEachAndAreReadOneByOne() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    try (EventLog log = log()) {
      for (int batch = 0; batch < 40; batch++) {
        FinishedTasks tasks = new FinishedTasks(batch / 8, 0, "executor-" + batch % 2);
        for (int task = 0; task < 500; task++) add(batch * 500 + task, random, tasks);
        tasks.endAt(10_000 + batch);
        log.onFinished(tasks);
        EventListener heard = events::add;
        heard.onFinished(tasks);
        if (random.nextInt(3) == 0) {
          Event between = new Event.StageEnded(10_000 + batch, 77, 0, "");
          log.on(between);
          events.add(between);
        }
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(events, read(bytes), "seed " + seed);
    assertTrue(unpacked(bytes).length < 10 * 20_000 + 40 * 600, unpacked(bytes).length + " bytes");
  }

  /** Mostly what is usual, and now and then what a row has no room for. */
  private static void add(int partition, Random random, FinishedTasks tasks) {
    boolean isUnusual = random.nextInt(200) == 0;
    TaskMetrics metrics =
        new TaskMetrics(
            1_000 + random.nextInt(9_000), 0, 9, 0, 0, 0, 0, 0, isUnusual ? 1 : 0, "", 0);
    if (random.nextInt(100) == 0) tasks.addStarted(partition, random.nextInt(3), metrics);
    else tasks.add(partition, random.nextInt(50) / 49, 9_990 + random.nextInt(10), metrics);
  }

  @Test
  void takesEventsOfManyThreads() throws Exception {
    EventLog log = log();
    Thread[] threads = new Thread[4];
    for (int index = 0; index < threads.length; index++) {
      int number = index;
      threads[index] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int at = 0; at < 2_000; at++) log.on(new Event.JobEnded(at, number, ""));
                  });
    }
    for (Thread thread : threads) thread.join();
    log.close();
    log.close();
    long[] next = new long[threads.length];
    List<Event> events = read(Files.readAllBytes(file));
    assertEquals(8_000, events.size());
    for (Event event : events) {
      if (event instanceof Event.JobEnded ended)
        assertEquals(next[(int) ended.job()]++, ended.atMillis());
    }
  }

  @Test
  void writesOnWhenTheBufferIsFullAndNobodyWaits() throws IOException {
    Random random = new Random(5);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[720];
      random.nextBytes(noise);
      String text = Base64.getEncoder().encodeToString(noise);
      events.add(new Event.StageEnded(1, 2, 3, text));
    }
    try (EventLog log = log()) {
      events.forEach(log::on);
      try (EventLogReader reader = reader(EventLogReader.OnDamage.FAIL)) {
        int written = read(reader).size();
        assertTrue(written > 200 && written < 300, "all but a buffer: " + written);
      }
    }
    assertEquals(events, read(Files.readAllBytes(file)));
  }

  @Test
  void namesTheFileThatCannotBeWritten() {
    Storage broken = new Full(storage, () -> new IOException("gone"));
    EventLog log = new EventLog(broken, file.toString(), codecs, environment);
    log.on(new Event.JobEnded(1, 2, ""));
    EngineException failure =
        assertThrows(EngineException.class, () -> log.on(new Event.JobEnded(1, 2, "")));
    assertEquals(RuntimeError.STORAGE_FAILED, failure.code());
    assertTrue(failure.getMessage().contains(file + " cannot be written (gone)"));
    log.on(new Event.JobEnded(1, 2, ""));
    log.close();
  }

  @Test
  void failsOnceWhenTheDiskIsFull() {
    Storage full =
        new Full(
            storage, () -> new EngineException(RuntimeError.STORAGE_FULL, "No room", "Free space"));
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> {
              try (EventLog log = new EventLog(full, file.toString(), codecs, environment)) {
                log.on(new Event.JobEnded(1, 2, ""));
                log.on(new Event.JobEnded(1, 2, ""));
              }
            });
    assertEquals(RuntimeError.STORAGE_FULL, failure.code());
  }

  /** Has room for the header alone, and then a failure. */
  private record Full(Storage storage, Supplier<Exception> failure) implements Storage {
    @Override
    public java.io.OutputStream create(String path) {
      java.io.OutputStream out = storage.create(path);
      return new java.io.OutputStream() {
        private int written;

        @Override
        public void write(int value) throws IOException {
          if (written++ >= EventLogFormat.HEADER_BYTES) {
            switch (failure.get()) {
              case IOException e -> throw e;
              case RuntimeException e -> throw e;
              case Exception e -> throw new AssertionError(e);
            }
          }
          out.write(value);
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    @Override
    public List<io.brasa.runtime.storage.StoredFile> list(String folder) {
      return storage.list(folder);
    }

    @Override
    public Optional<io.brasa.runtime.storage.StoredFile> status(String path) {
      return storage.status(path);
    }

    @Override
    public InputStream open(String path, long offset, long length) {
      return storage.open(path, offset, length);
    }

    @Override
    public void publish(String from, String to) {
      storage.publish(from, to);
    }

    @Override
    public boolean delete(String path) {
      return storage.delete(path);
    }
  }
}
