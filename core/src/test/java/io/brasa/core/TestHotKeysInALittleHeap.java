package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventLogReader;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.storage.LocalStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One key whose values are several times larger than a heap of 256 MB, in processes of their own.
 * The system property {@code brasa.hot.values} says how many values of 100 bytes it has; forty
 * million are 4 GB.
 */
@Tag("slow")
final class TestHotKeysInALittleHeap {
  private static final int COUNT = Integer.getInteger("brasa.hot.values", 10_000_000);
  private static final long HEAP_BYTES = 256L << 20;
  private static final long HOT = COUNT / 10 * 9;
  @TempDir private Path folder;

  @Test
  void countsTheValuesOfAHotKey() throws Exception {
    assertEquals(Long.toString(2 * HOT), output("group"));
  }

  @Test
  void carriesTheGroupOfAHotKeyThroughAnotherShuffle() throws Exception {
    assertEquals(Long.toString(2 * HOT), output("carry"));
  }

  @Test
  void joinsAHotKeyOnTheLeft() throws Exception {
    assertEquals(Long.toString(2 * HOT), output("joinLeft"));
  }

  @Test
  void joinsAHotKeyOnTheRight() throws Exception {
    assertEquals(Long.toString(2 * HOT), output("joinRight"));
  }

  @Test
  void cogroupsSeveralInputsWithAHotKey() throws Exception {
    assertEquals(2 * HOT + " " + 2 * (HOT / 4), output("cogroup"));
  }

  private String output(String what) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HotKeyProgram.class.getName(), what, "" + COUNT, folder.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(output));
    assertTrue(spilledBytes() > HEAP_BYTES, spilledBytes() + " bytes spilled");
    return read(output).lines().reduce("", (before, line) -> line);
  }

  private long spilledBytes() throws IOException {
    Path log;
    try (Stream<Path> files = Files.walk(folder.resolve("events"))) {
      log = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    long bytes = 0;
    Codecs codecs = new Codecs(getClass().getClassLoader());
    try (EventLogReader reader =
        new EventLogReader(
            new LocalStorage(), log.toString(), codecs, EventLogReader.OnDamage.FAIL)) {
      for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
        if (event.get() instanceof Event.TaskEnded ended) bytes += ended.metrics().spillBytes();
      }
    }
    return bytes;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
