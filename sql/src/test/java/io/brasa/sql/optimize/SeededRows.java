package io.brasa.sql.optimize;

import io.brasa.columnar.source.AppliesRowFilters;
import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.source.SourceProvider;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Tables of few small numbers by chance, which know nothing of themselves and leave out the rows
 * that they are told to. The path is the seed and the columns: {@code 17-a-b-k}. Columns whose name
 * begins with k are never null.
 */
public final class SeededRows implements SourceProvider {
  private static final int SPLITS = 2;

  @Override
  public String format() {
    return "seeded";
  }

  @Override
  public Source open(SourceOptions options, Storages storages) {
    String path = options.option("table").orElseThrow();
    List<String> parts = List.of(path.split(","));
    return new Table(Long.parseLong(parts.getFirst()), parts.subList(1, parts.size()));
  }

  private record Piece(int number) implements Split {
    @Override
    public long sizeBytes() {
      return 1L << 40;
    }
  }

  record Table(long seed, List<String> names) implements Source, AppliesRowFilters {
    Table {
      names = List.copyOf(names);
    }

    @Override
    public String description() {
      return "seeded " + names;
    }

    @Override
    public StructType schema() {
      List<StructField> fields = new ArrayList<>();
      for (String name : names)
        fields.add(new StructField(name, AtomicType.INTEGER, !name.startsWith("k")));
      return new StructType(fields);
    }

    @Override
    public List<? extends Split> splits(ScanRequest request, SourceContext context) {
      List<Piece> pieces = new ArrayList<>();
      for (int i = 0; i < SPLITS; i++) pieces.add(new Piece(i));
      return pieces;
    }

    /** All columns of a piece. */
    Batch rows(int piece) {
      Random random = new Random(seed * 31 + piece);
      int count = random.nextInt(5);
      List<Vector> columns = new ArrayList<>();
      for (String name : names) {
        VectorBuilder builder = VectorBuilder.of(AtomicType.INTEGER, count);
        for (int i = 0; i < count; i++) {
          if (!name.startsWith("k") && random.nextInt(4) == 0) builder.appendNull();
          else Values.append(builder, random.nextInt(4));
        }
        columns.add(builder.build());
      }
      return Batch.of(count, columns);
    }

    List<Batch> rows() {
      List<Batch> all = new ArrayList<>();
      for (int i = 0; i < SPLITS; i++) all.add(rows(i));
      return all;
    }

    @Override
    public BatchReader open(Split split, ScanRequest request, SourceContext context) {
      Batch whole = rows(((Piece) split).number());
      Selection left = null;
      for (RowFilter filter : request.rowFilters())
        left =
            filter.select(
                filter.columns().stream().map(whole::column).toList(), whole.length(), left);
      Batch batch =
          Batch.of(whole.length(), request.columns().stream().map(whole::column).toList());
      return new Once(left == null ? batch : batch.selecting(left).dense());
    }
  }

  private static final class Once implements BatchReader {
    private Batch batch;

    Once(Batch batch) {
      this.batch = batch;
    }

    @Override
    public Batch next() {
      Batch next = batch;
      batch = null;
      return next;
    }

    @Override
    public void close() {}
  }
}
