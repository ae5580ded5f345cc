package io.brasa.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventLog;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestHistory {
  /** Of an event log. */
  private static final int HEADER_BYTES = 8;

  private static final String LIST = "/api/v1/applications";

  @TempDir private Path folder;
  private HistoryInterface history;
  private Client client;

  @BeforeEach
  void open() {
    history =
        HistoryInterface.open(
            new Storages.Located(new LocalStorage(), folder.toString()),
            Address.of("127.0.0.1", 0, List.of()),
            new SystemEnvironment());
    client = new Client(history.url());
  }

  @AfterEach
  void close() {
    client.close();
    history.close();
  }

  private EventLog log(String name) {
    return new EventLog(
        new LocalStorage(),
        folder.resolve(name + ".events").toString(),
        new Codecs(TestHistory.class.getClassLoader()),
        new SystemEnvironment());
  }

  private void write(String name, List<Event> events) {
    try (EventLog log = log(name)) {
      events.forEach(log::on);
    }
  }

  /** Each event in a block of its own. */
  private void writeApart(String name, List<Event> events) throws IOException {
    Path file = folder.resolve(name + ".events");
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    for (Event event : events) {
      Files.deleteIfExists(file);
      write(name, List.of(event));
      byte[] log = Files.readAllBytes(file);
      int from = blocks.size() == 0 ? 0 : HEADER_BYTES;
      blocks.write(log, from, log.length - from);
    }
    Files.write(file, blocks.toByteArray());
  }

  private Object get(String path) throws Exception {
    HttpResponse<String> answer = client.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return Parsed.of(answer.body());
  }

  /** Long enough ago that nobody writes it any more. */
  private void age(String name) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(name + ".events"),
        FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
  }

  @Test
  void tellsTheSameOfALogAsOfWhatRuns() throws Exception {
    write("app-1", Story.events());
    try (Served served = new Served(Story.events())) {
      for (String path :
          List.of(
              "/jobs",
              "/jobs/0",
              "/stages",
              "/stages/0/0",
              "/stages/1/0",
              "/stages/0/0/tasks",
              "/stages/0/0/timeline",
              "/executors",
              "/storage",
              "/environment",
              "/queries/1",
              "/problems",
              "/activity")) {
        String live = served.client.get(LIST + "/app-1" + path).body();
        assertEquals(live, client.get(LIST + "/app-1" + path).body(), path);
      }
    }
  }

  @Test
  void listsTheNewestFirstAndEndsNoJobs() throws Exception {
    assertEquals(List.of(), get(LIST));
    write("old", Story.events());
    List<Event> later = new java.util.ArrayList<>(Story.events());
    later.set(
        0, new Event.ApplicationStarted(Story.START + 5_000, "app-2", "later", "local", "0.1.0"));
    write("new.7", later);
    Files.writeString(folder.resolve("notes.txt"), "no log");
    List<?> list = (List<?>) get(LIST);
    assertEquals(
        List.of("new.7", "old"), list.stream().map(each -> Parsed.at(each, "id")).toList());
    assertEquals(1.0, Parsed.at(list, 1, "counts", "jobs", "failed"));
    assertEquals(1.0, Parsed.at(list, 1, "jobs"));
    assertEquals(false, Parsed.at(list, 1, "canKill"));
    HttpResponse<String> answer =
        client.post(LIST + "/old/jobs/0/kill", "", "X-Brasa-Request", "1");
    assertEquals(409, answer.statusCode(), answer.body());
  }

  @Test
  void opensALogThatIsTornAtAnyByte() throws Exception {
    write("whole", Story.events());
    byte[] whole = Files.readAllBytes(folder.resolve("whole.events"));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 12; i++) {
      String name = "torn-" + i;
      int length = i == 0 ? 0 : i == 1 ? 5 : random.nextInt(whole.length);
      Files.write(folder.resolve(name + ".events"), Arrays.copyOf(whole, length));
      age(name);
      Object application = get(LIST + "/" + name);
      assertEquals(name, Parsed.at(application, "id"));
      assertEquals(false, Parsed.at(application, "live"));
      assertNull(Parsed.at(application, "endedMillis"), () -> "seed " + seed);
      String error = (String) Parsed.at(application, "error");
      assertTrue(
          error.equals("The last event was cut off") || error.equals("The log has no end"),
          () -> error + ", seed " + seed);
      get(LIST + "/" + name + "/jobs");
    }
    assertEquals(13, ((List<?>) get(LIST)).size());
  }

  @Test
  void passesOverDamageAndSaysSo() throws Exception {
    writeApart("damaged", Story.events());
    Path file = folder.resolve("damaged.events");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(file, bytes);
    Object application = get(LIST + "/damaged");
    assertTrue(
        ((String) Parsed.at(application, "error"))
            .matches("\\d+ bytes of the log are damaged and were passed over"),
        application.toString());
    // Without its head there is at least its name.
    bytes[20] ^= 0x10;
    Files.write(folder.resolve("headless.events"), bytes);
    assertEquals("headless", Parsed.at(get(LIST + "/headless"), "name"));
    Files.writeString(folder.resolve("other.events"), "this is no log of ours");
    assertTrue(((String) Parsed.at(get(LIST + "/other"), "error")).endsWith("is no event log"));
  }

  @Test
  void saysWhatIsWrongForAsLongAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("other.events"), "this is no log of ours");
    assertTrue(((String) Parsed.at(get(LIST + "/other"), "error")).endsWith("is no event log"));
    write("right", Story.events());
    Files.move(folder.resolve("right.events"), file, StandardCopyOption.REPLACE_EXISTING);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Parsed.at(get(LIST + "/other"), "error") != null) {
      assertTrue(System.nanoTime() < until, "never right");
      Thread.sleep(50);
    }
    assertEquals(1.0, Parsed.at(get(LIST + "/other"), "jobs"));
    Files.delete(file);
    assertEquals(404, client.get(LIST + "/other").statusCode());
  }

  @Test
  void followsALogThatGrows() throws Exception {
    List<Event> events = Story.events();
    try (EventLog log = log("growing")) {
      events.subList(0, 8).forEach(log::on);
      await("/growing", "counts", "jobs", "running", 1.0, log);
      assertEquals(true, Parsed.at(get(LIST + "/growing"), "live"));
      events.subList(8, events.size()).forEach(log::on);
      await("/growing", "counts", "jobs", "failed", 1.0, log);
    }
    Object ended = get(LIST + "/growing");
    assertEquals(false, Parsed.at(ended, "live"));
    assertNull(Parsed.at(ended, "error"));
  }

  /** Jobs are waited for by nobody when they start: those reach the file within a second. */
  private void await(String path, String a, String b, String c, double wanted, EventLog log)
      throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Parsed.at(get(LIST + path), a, b, c).equals(wanted)) {
      assertTrue(System.nanoTime() < until, () -> "never " + wanted + " in " + log.path());
      Thread.sleep(50);
    }
  }

  @Test
  void comparesTwoRunsOfAJob() throws Exception {
    write("one", Story.events());
    write("two", Story.events());
    Object compared = get("/api/v1/compare?left=one:0&right=two:0");
    assertEquals("one", Parsed.at(compared, "left", "application", "id"));
    assertEquals("counts words", Parsed.at(compared, "right", "job", "name"));
    assertEquals("fingerprint", Parsed.at(compared, "stages", 1, "matched"));
    for (Map.Entry<String, Integer> wrong :
        Map.of(
                "left=one&right=two:0", 400,
                "left=one:0", 400,
                "left=one:0&right=three:0", 404,
                "left=one:0&right=two:9", 404,
                "left=one:0&right=two:x", 400)
            .entrySet())
      assertEquals(wrong.getValue(), client.get("/api/v1/compare?" + wrong.getKey()).statusCode());
  }

  @Test
  void opensNothingOutsideOfItsFolder() throws Exception {
    Files.createDirectory(folder.resolve("inner"));
    write("inner/hidden", Story.events());
    for (String id : List.of("inner%2fhidden", "..%2f" + folder.getFileName() + "%2finner", ".x"))
      assertEquals(404, client.get(LIST + "/" + id).statusCode(), id);
    assertThrows(
        EngineException.class,
        () ->
            HistoryInterface.open(
                new Storages.Located(new LocalStorage(), folder + "/nothing"),
                Address.of("127.0.0.1", 0, List.of()),
                new SystemEnvironment()));
  }
}
