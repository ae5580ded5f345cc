package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.pipe.PipeOptions;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TestPipe {
  private final BrasaContext brasa = BrasaContext.builder().master("local[2]").build();

  @AfterEach
  void close() {
    brasa.close();
  }

  private RDD<Integer> numbers(int count, int partitions) {
    return brasa.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  @Test
  void givesWhatTheCommandPrintsForEachPartition() {
    assertEquals(List.of("0", "1", "2", "3", "4", "5"), numbers(6, 3).pipe("cat -u").collect());
    assertEquals(List.of("3", "3"), numbers(6, 2).pipe(shell("wc -l | tr -d ' '")).collect());
    assertEquals(List.of("none", "none"), numbers(0, 2).pipe(shell("cat; echo none")).collect());
  }

  @Test
  void streamsBothWaysWithoutDeadlock() {
    // Far more than pipes and buffers hold, both ways at once, each line many times as long coming.
    RDD<String> lines =
        numbers(20_000, 2)
            .pipe(
                shell("while read x; do echo $x; done | sed 's/$/ " + "y".repeat(200) + "/'"),
                Map.of(),
                false,
                64);
    assertEquals(20_000, lines.count());
    List<String> reversed =
        new ArrayList<>(numbers(50_000, 1).pipe(shell("tac"), Map.of(), false, 16).collect());
    Collections.reverse(reversed);
    assertEquals(IntStream.range(0, 50_000).mapToObj(String::valueOf).toList(), reversed);
  }

  @Test
  void aCommandMayLeaveItsInputUnread() {
    assertEquals(List.of("0", "1"), numbers(1_000_000, 1).pipe("head -n 2").collect());
    assertEquals(List.of("done"), numbers(1_000_000, 1).pipe("echo done").collect());
  }

  @Test
  void passesVariablesAndPrintsAsItIsTold() {
    assertEquals(
        List.of("blue"),
        numbers(1, 1)
            .pipe(shell("cat >/dev/null; echo $COLOUR"), Map.of("COLOUR", "blue"))
            .collect());
    PipeOptions<Integer> options =
        PipeOptions.of("cat")
            .printPipeContext(line -> line.accept("first"))
            .printRDDElement(
                (element, line) -> {
                  line.accept("a" + element);
                  line.accept("b" + element);
                });
    assertEquals(
        List.of("first", "a0", "b0", "a1", "b1"),
        brasa.parallelize(List.of(0, 1), 1).pipe(options).collect());
  }

  @Test
  void usesTheCharsetThatIsNamed() {
    assertEquals(
        List.of("č", "2"),
        brasa
            .parallelize(List.of("č"), 1)
            .pipe(
                shell("tee /dev/stderr 2>&1 >/dev/null | cat; echo 2"),
                Map.of(),
                false,
                100,
                "ISO-8859-2")
            .collect());
  }

  @Test
  void worksInAFolderOfItsOwnThatIsGoneAfterwards() {
    List<String> seen =
        numbers(2, 2)
            .pipe(shell("ls -A | wc -l | tr -d ' '; pwd; echo x > file"), Map.of(), true, 100)
            .collect();
    assertEquals(4, seen.size());
    assertEquals("0", seen.get(0));
    assertEquals("0", seen.get(2));
    assertFalse(seen.get(1).equals(seen.get(3)));
    assertFalse(java.nio.file.Files.exists(java.nio.file.Path.of(seen.get(1))));
  }

  @Test
  void namesTheCommandThatFailedWithWhatItTold() {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> numbers(1, 1).pipe(shell("echo out; echo broken pump >&2; exit 3")).collect());
    assertEquals(CoreError.PIPE_FAILED, failure.code());
    assertTrue(failure.what().contains("ended with 3 and told: broken pump"), failure.what());
    assertTrue(failure.what().contains("of partition 0"), failure.what());
    EngineException missing =
        assertThrows(EngineException.class, () -> numbers(1, 1).pipe("no-such-program").collect());
    assertEquals(CoreError.PIPE_FAILED, missing.code());
    assertTrue(missing.what().contains("'no-such-program'"), missing.what());
  }

  @Test
  void killsTheProcessWhenTheTaskEndsEarlyOrIsCancelled() throws Exception {
    assertEquals(List.of("y"), numbers(1, 1).pipe("yes").take(1));
    awaitNoChildren();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                numbers(1, 1).pipe(shell("sleep 1000")).collect();
                failure.complete(null);
              } catch (Throwable e) {
                failure.complete(e);
              }
            });
    waiting.start();
    while (children() == 0) Thread.sleep(5);
    brasa.cancelAllJobs();
    EngineException cancelled = (EngineException) failure.get(30, TimeUnit.SECONDS);
    assertEquals(CoreError.JOB_CANCELLED, cancelled.code());
    awaitNoChildren();
    waiting.join();
  }

  @Test
  void aRecordThatFailsEndsTheProcess() throws Exception {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> numbers(10, 1).map(x -> 10 / (x - 5)).pipe("cat").collect());
    assertEquals(CoreError.TASK_FAILED, failure.code());
    awaitNoChildren();
  }

  private static long children() {
    return ProcessHandle.current().descendants().count();
  }

  private static void awaitNoChildren() throws InterruptedException {
    for (int look = 0; look < 1_000 && children() > 0; look++) Thread.sleep(10);
    assertEquals(0, children());
  }
}
