package io.brasa.testkit.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.vector.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source must do; a source's test extends it. */
public abstract class SourceContract {
  @TempDir public Path folder;

  /**
   * A table of several columns if the format can, several splits, and more rows than a batch has.
   */
  public abstract Source table() throws Exception;

  /** The rows of {@link #table} in the order of its splits. */
  public abstract List<List<Object>> rows() throws Exception;

  @Test
  final void givesEachRowOnceAndInOrder() throws Exception {
    Source source = table();
    assertTrue(source.splits(ScanRequest.of(List.of()), new RecordingContext()).size() > 1);
    List<List<Object>> expected = rows();
    assertTrue(expected.size() > Batch.ROWS, "too few rows to show anything");
    assertEquals(expected, SourceRows.of(source, new RecordingContext()));
  }

  @Test
  final void givesAnyColumnsInAnyOrderAlsoRepeated() throws Exception {
    Source source = table();
    List<List<Object>> rows = rows();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5; round++) {
      List<Integer> columns = new ArrayList<>(SourceRows.all(source));
      Collections.shuffle(columns, random);
      columns = new ArrayList<>(columns.subList(0, 1 + random.nextInt(columns.size())));
      if (round == 0) columns.add(columns.getFirst());
      List<List<Object>> expected = new ArrayList<>();
      for (List<Object> row : rows) {
        List<Object> picked = new ArrayList<>();
        for (int column : columns) picked.add(row.get(column));
        expected.add(picked);
      }
      assertEquals(
          expected,
          SourceRows.of(source, ScanRequest.of(columns), new RecordingContext()),
          "columns " + columns + ", seed " + seed);
    }
  }

  @Test
  final void countsRowsWhenNoColumnIsWanted() throws Exception {
    RecordingContext context = new RecordingContext();
    assertEquals(rows().size(), SourceRows.of(table(), ScanRequest.of(List.of()), context).size());
    assertEquals(rows().size(), context.inputRows);
  }

  @Test
  final void batchesAreNeverEmptyNorLargeAndDoNotChange() throws Exception {
    Source source = table();
    ScanRequest request = ScanRequest.of(SourceRows.all(source));
    RecordingContext context = new RecordingContext();
    for (Split split : source.splits(request, context)) {
      try (BatchReader reader = source.open(split, request, context)) {
        List<Batch> kept = new ArrayList<>();
        List<List<Object>> seen = new ArrayList<>();
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          assertTrue(batch.rowCount() > 0);
          assertTrue(batch.rowCount() <= 2 * Batch.ROWS, batch.rowCount() + " rows");
          kept.add(batch);
          SourceRows.add(batch, seen);
        }
        List<List<Object>> again = new ArrayList<>();
        for (Batch batch : kept) SourceRows.add(batch, again);
        assertEquals(seen, again);
      }
    }
  }

  @Test
  final void splitsAreTheSameEachTimeAndStandAlone() throws Exception {
    Source source = table();
    ScanRequest request = ScanRequest.of(SourceRows.all(source));
    RecordingContext context = new RecordingContext();
    assertEquals(source.splits(request, context), source.splits(request, context));
    List<List<List<Object>>> backwards = new ArrayList<>();
    for (Split split : source.splits(request, context).reversed()) {
      List<List<Object>> part = new ArrayList<>();
      try (BatchReader reader = source.open(split, request, context)) {
        for (Batch batch = reader.next(); batch != null; batch = reader.next())
          SourceRows.add(batch, part);
      }
      backwards.addFirst(part);
    }
    List<List<Object>> rows = new ArrayList<>();
    backwards.forEach(rows::addAll);
    assertEquals(rows(), rows);
  }

  @Test
  final void sourceAndSplitsTravel() throws Exception {
    Source source = copy(table());
    ScanRequest request = ScanRequest.of(SourceRows.all(source));
    RecordingContext context = new RecordingContext();
    List<List<Object>> rows = new ArrayList<>();
    for (Split split : source.splits(request, context)) {
      try (BatchReader reader = source.open(copy(split), request, context)) {
        for (Batch batch = reader.next(); batch != null; batch = reader.next())
          SourceRows.add(batch, rows);
      }
    }
    assertEquals(rows(), rows);
  }

  @Test
  final void hiddenColumnsFollowTheOthersAndHaveAValueInEachRow() throws Exception {
    Source source = table();
    if (!(source instanceof HasHiddenColumns hidden)) return;
    int first = source.schema().size();
    int count = hidden.hiddenColumns().size();
    List<Integer> columns = new ArrayList<>(List.of(0));
    for (int i = 0; i < count; i++) columns.add(first + i);
    List<List<Object>> read =
        SourceRows.of(source, ScanRequest.of(columns), new RecordingContext());
    List<List<Object>> rows = rows();
    assertEquals(rows.size(), read.size());
    for (int row = 0; row < read.size(); row++) {
      assertEquals(rows.get(row).getFirst(), read.get(row).getFirst());
      for (int i = 0; i < count; i++) assertNotNull(read.get(row).get(1 + i), columns.toString());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  final void closesInTheMiddleAndGivesMemoryBack() throws Exception {
    Source source = table();
    ScanRequest request = ScanRequest.of(SourceRows.all(source));
    RecordingContext context = new RecordingContext();
    for (Split split : source.splits(request, context)) {
      BatchReader reader = source.open(split, request, context);
      assertNotNull(reader.next());
      reader.close();
    }
    source.open(source.splits(request, context).getFirst(), request, context).close();
    assertEquals(0, context.heldBytes());
  }

  @Test
  final void endsWhenCancelled() throws Exception {
    Source source = table();
    ScanRequest request = ScanRequest.of(SourceRows.all(source));
    RecordingContext context = new RecordingContext();
    Split split = source.splits(request, context).getFirst();
    try (BatchReader reader = source.open(split, request, context)) {
      context.isCancelled = true;
      assertThrows(
          CancellationException.class,
          () -> {
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {}
          });
    }
  }
}
