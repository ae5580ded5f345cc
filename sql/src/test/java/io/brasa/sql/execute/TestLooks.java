package io.brasa.sql.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.source.Look;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.core.Assembly;
import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found in pieces of files before a query begins. */
final class TestLooks {
  private static final AtomicInteger TAKEN = new AtomicInteger();

  private final AtomicInteger jobs = new AtomicInteger();
  private final BrasaContext context =
      BrasaContext.builder()
          .master("local[2]")
          .listener(
              event -> {
                if (event instanceof Event.JobStarted) jobs.incrementAndGet();
              })
          .build();
  private final Assembly assembly = new Assembly(context);
  private final Looks looks =
      new Looks(
          assembly, 2, () -> new DriverSource(assembly.storages(), ZoneOffset.UTC, assembly::warn));

  /** Finds where a piece begins. */
  private record Offsets(int factor) implements Look<Long> {
    @Override
    public Long at(Split split, SourceContext context) {
      TAKEN.incrementAndGet();
      return ((FileSplit) split).offset() * factor;
    }
  }

  @AfterEach
  void close() {
    context.close();
  }

  private static List<FileSplit> pieces(long modifiedMillis, long sizeBytes) {
    TableFile file = new TableFile("/a", 10 * sizeBytes, modifiedMillis, List.of());
    List<FileSplit> pieces = new ArrayList<>();
    for (int i = 0; i < 10; i++) pieces.add(new FileSplit(file, i * sizeBytes, sizeBytes));
    return pieces;
  }

  private void assertTaken(int expected, int jobsExpected, List<FileSplit> pieces, int factor) {
    TAKEN.set(0);
    jobs.set(0);
    List<Long> found = looks.at(pieces, new Offsets(factor));
    assertEquals(pieces.stream().map(piece -> piece.offset() * factor).toList(), found);
    assertEquals(expected, TAKEN.get());
    assertEquals(jobsExpected, jobs.get());
  }

  @Test
  void largeOnesAreTakenByAJobAndSmallOnesOnTheSpot() {
    assertTaken(10, 1, pieces(0, 2 << 20), 1);
    assertTaken(10, 0, pieces(0, 1_000), 1);
    assertTaken(0, 0, List.of(), 1);
  }

  @Test
  void areRememberedByLookAndFileAsItWas() {
    assertTaken(10, 1, pieces(0, 2 << 20), 1);
    assertTaken(0, 0, pieces(0, 2 << 20), 1);
    assertTaken(10, 1, pieces(0, 2 << 20), 2);
    assertTaken(10, 1, pieces(1, 2 << 20), 1);
    assertTaken(0, 0, pieces(0, 2 << 20).reversed(), 2);
  }

  @Test
  void areForgottenOfFilesThatMayStillBeWrittenTo() {
    long now = assembly.environment().currentTimeMillis();
    assertTaken(10, 1, pieces(now, 2 << 20), 1);
    assertTaken(10, 1, pieces(now, 2 << 20), 1);
    assertTaken(10, 1, pieces(now - 60_000, 2 << 20), 1);
    assertTaken(0, 0, pieces(now - 60_000, 2 << 20), 1);
  }
}
