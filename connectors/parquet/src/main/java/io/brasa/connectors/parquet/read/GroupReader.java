package io.brasa.connectors.parquet.read;

import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads some rows of one row group as batches. If the request has a filter of rows, the columns
 * that it needs are read first; the others are read only where rows are left, and their bytes are
 * not even fetched while none is. Used by one thread.
 */
public final class GroupReader {
  /** When fewer than one in so many rows are left, only they are decoded. */
  private static final int DENSE = 2;

  private final RowGroup group;
  private final ScanRequest request;
  private final List<Shape> shapes;
  private final Map<Integer, PageMap> maps;
  private final RowRanges ranges;
  private final SourceContext context;
  private final Fetch fetch;
  private final Place place;

  /** By place in the schema. */
  private final Map<Integer, ColumnReader> readers = new HashMap<>();

  /** Columns that every row is read of, and those that are read where rows are left. */
  private List<Integer> first = List.of();

  private final List<Integer> others = new ArrayList<>();
  private List<Fetch.Wanted> laterWanted = List.of();
  private boolean areOthersFetched;

  /**
   * Rows that the others have yet to pass over: until one of theirs is wanted they are not touched.
   */
  private long othersBehind;

  private int range;
  private long row;

  /**
   * @param shapes of all columns of the schema
   * @param maps where the pages of leaves are, as far as it is known
   * @param ranges the rows that are wanted
   */
  public GroupReader(
      Storage storage,
      Place place,
      RowGroup group,
      ScanRequest request,
      List<Shape> shapes,
      Map<Integer, PageMap> maps,
      RowRanges ranges,
      SourceContext context) {
    this.group = group;
    this.request = request;
    this.shapes = shapes;
    this.maps = maps;
    this.ranges = ranges;
    this.context = context;
    this.place = place;
    this.fetch = new Fetch(storage, place, context);
    try {
      open();
    } catch (RuntimeException e) {
      fetch.clear();
      throw e;
    }
  }

  private void open() {
    first =
        request.rowFilter().map(RowFilter::columns).orElse(request.columns()).stream()
            .distinct()
            .toList();
    List<Fetch.Wanted> wanted = new ArrayList<>();
    for (int column : first) openColumn(column, wanted);
    fetch.ahead(wanted);
    for (int column : request.columns()) {
      if (!readers.containsKey(column) && !others.contains(column)) others.add(column);
    }
    List<Fetch.Wanted> later = new ArrayList<>();
    for (int column : others) openColumn(column, later);
    laterWanted = later;
    areOthersFetched = others.isEmpty();
  }

  private void openColumn(int column, List<Fetch.Wanted> wanted) {
    if (readers.containsKey(column)) return;
    Shape shape = shapes.get(column);
    List<Shape.Leaf> leaves = new ArrayList<>();
    shape.collect(leaves);
    for (Shape.Leaf leaf : leaves) want(leaf, wanted);
    readers.put(column, reader(shape, leaves, !request.columns().contains(column)));
  }

  /**
   * @param isPassing whether only the row filter sees the vectors
   */
  private ColumnReader reader(Shape shape, List<Shape.Leaf> leaves, boolean isPassing) {
    if (shape instanceof Shape.Missing missing) return new MissingReader(missing.type());
    if (shape instanceof Shape.Leaf leaf && leaf.isFlat())
      return new FlatReader(pages(leaf), leaf, isPassing);
    Map<Integer, LevelReader> readers = new TreeMap<>();
    for (Shape.Leaf leaf : leaves)
      readers.put(leaf.node().leaf(), new LevelReader(pages(leaf), leaf));
    ColumnChunk first = group.columns().get(leaves.getFirst().node().leaf());
    return new NestedReader(shape, readers, place.of(first.path()), first.start());
  }

  private Pages pages(Shape.Leaf leaf) {
    int index = leaf.node().leaf();
    ColumnChunk chunk = group.columns().get(index);
    Optional<PageMap> map = Optional.ofNullable(maps.get(index));
    return new Pages(fetch, chunk, leaf.node(), map, place.of(chunk.path()));
  }

  private void want(Shape.Leaf leaf, List<Fetch.Wanted> wanted) {
    ColumnChunk chunk = group.columns().get(leaf.node().leaf());
    PageMap map = maps.get(leaf.node().leaf());
    if (map == null || map.pageCount() == 0) {
      wanted.add(new Fetch.Wanted(chunk.start(), chunk.end()));
      return;
    }
    wanted.add(new Fetch.Wanted(chunk.start(), map.offsets()[0]));
    for (int i = 0; i < map.pageCount(); i++) {
      if (ranges.touches(map.firstRows()[i], map.firstRows()[i + 1]))
        wanted.add(new Fetch.Wanted(map.offsets()[i], map.offsets()[i] + map.lengths()[i]));
    }
  }

  /** The next rows, null behind the last. */
  public Batch next() {
    while (true) {
      context.checkCancelled();
      if (range == ranges.ranges().size()) return null;
      RowRanges.Range rows = ranges.ranges().get(range);
      if (row < rows.from()) {
        for (int column : first) skip(column, rows.from() - row);
        othersBehind += rows.from() - row;
        row = rows.from();
      }
      int count = (int) Math.min(Batch.ROWS, rows.to() - row);
      row += count;
      if (row == rows.to()) range++;
      Batch batch = request.rowFilter().isPresent() ? filtered(count) : all(count);
      if (batch != null) {
        context.countInput(batch.rowCount(), 0);
        return batch;
      }
    }
  }

  private void skip(int column, long rows) {
    long rest = rows;
    while (rest > 0) {
      int part = (int) Math.min(rest, Integer.MAX_VALUE);
      readers.get(column).skip(part);
      rest -= part;
    }
  }

  private void bringOthers() {
    if (!areOthersFetched) {
      fetch.ahead(laterWanted);
      areOthersFetched = true;
    }
    for (int column : others) skip(column, othersBehind);
    othersBehind = 0;
  }

  private Batch all(int count) {
    Map<Integer, Vector> read = new HashMap<>();
    List<Vector> columns = new ArrayList<>(request.columns().size());
    for (int column : request.columns())
      columns.add(read.computeIfAbsent(column, c -> readers.get(c).read(count)));
    return Batch.of(count, columns);
  }

  private Batch filtered(int count) {
    RowFilter filter = request.rowFilter().orElseThrow();
    Map<Integer, Vector> read = new HashMap<>();
    List<Vector> needed = new ArrayList<>();
    for (int column : filter.columns())
      needed.add(read.computeIfAbsent(column, c -> readers.get(c).read(count)));
    Selection chosen = filter.select(needed, count, null);
    if (chosen.count() == 0) {
      othersBehind += count;
      return null;
    }
    bringOthers();
    if (chosen.count() > count / DENSE) {
      for (int column : others) read.put(column, readers.get(column).read(count));
      Batch batch = Batch.of(count, request.columns().stream().map(read::get).toList());
      return chosen.count() == count ? batch : batch.selecting(chosen);
    }
    return sparse(read, count, chosen);
  }

  private Batch sparse(Map<Integer, Vector> read, int count, Selection chosen) {
    List<Vector> columns = new ArrayList<>();
    Map<Integer, Vector> picked = new HashMap<>();
    for (int column : request.columns()) {
      Vector known = picked.get(column);
      if (known == null) {
        Vector whole = read.get(column);
        known =
            whole == null
                ? readers.get(column).read(count, chosen.rows(), chosen.count())
                : Vectors.take(whole, chosen.rows(), chosen.count());
        picked.put(column, known);
      }
      columns.add(known);
    }
    return Batch.of(chosen.count(), columns);
  }

  /** Lets go of what was fetched. */
  public void close() {
    fetch.clear();
  }
}
