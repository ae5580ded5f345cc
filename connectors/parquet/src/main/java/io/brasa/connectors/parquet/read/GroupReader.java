package io.brasa.connectors.parquet.read;

import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.Batch;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads some rows of one row group as batches. If the request has filters of rows, the columns that
 * the first one needs are read first; the others are read only where rows are left, and their bytes
 * are not even fetched while none is. Used by one thread.
 */
public final class GroupReader {
  private final RowGroup group;
  private final ScanRequest request;
  private final List<Shape> shapes;
  private final Map<Integer, PageMap> maps;
  private final RowRanges ranges;
  private final SourceContext context;
  private final Fetch fetch;
  private final Place place;

  /** By place in the schema. */
  private final Map<Integer, LazyColumn> columns = new HashMap<>();

  /** Columns that are read only where rows are left. */
  private final Set<Integer> others = new HashSet<>();

  private final List<Fetch.Wanted> laterWanted = new ArrayList<>();
  private boolean areOthersFetched;

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
    List<RowFilter> filters = request.rowFilters();
    List<Fetch.Wanted> wanted = new ArrayList<>();
    for (int column : filters.isEmpty() ? request.columns() : filters.getFirst().columns())
      openColumn(column, wanted);
    fetch.ahead(wanted);
    for (RowFilter filter : filters) openLater(filter.columns());
    openLater(request.columns());
    areOthersFetched = others.isEmpty();
  }

  private void openLater(List<Integer> later) {
    for (int column : later) {
      if (!columns.containsKey(column)) others.add(column);
      openColumn(column, laterWanted);
    }
  }

  private void openColumn(int column, List<Fetch.Wanted> wanted) {
    if (columns.containsKey(column)) return;
    Shape shape = shapes.get(column);
    List<Shape.Leaf> leaves = new ArrayList<>();
    shape.collect(leaves);
    for (Shape.Leaf leaf : leaves) want(leaf, wanted);
    boolean isPassing = !request.columns().contains(column);
    columns.put(column, new LazyColumn(reader(shape, leaves, isPassing)));
  }

  /**
   * @param isPassing whether only row filters see the vectors
   */
  private ColumnReader reader(Shape shape, List<Shape.Leaf> leaves, boolean isPassing) {
    if (shape instanceof Shape.Missing missing) return new SameReader(missing.type(), null);
    if (shape instanceof Shape.Folder folder) return new SameReader(folder.type(), folder.value());
    if (shape instanceof Shape.RowNumber(long first)) return new NumberReader(first);
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
        for (LazyColumn column : columns.values()) column.pass(rows.from() - row);
        row = rows.from();
      }
      int count = (int) Math.min(Batch.ROWS, rows.to() - row);
      row += count;
      if (row == rows.to()) range++;
      Batch batch = read(count);
      if (batch != null) {
        context.countInput(batch.rowCount(), 0);
        return batch;
      }
    }
  }

  private LazyColumn column(int column) {
    if (!areOthersFetched && others.contains(column)) {
      fetch.ahead(laterWanted);
      areOthersFetched = true;
    }
    return columns.get(column);
  }

  /** Null if no row is left. */
  private Batch read(int count) {
    Stretch stretch = new Stretch(count, this::column);
    for (RowFilter filter : request.rowFilters()) {
      stretch.filter(filter);
      if (stretch.isEmpty()) break;
    }
    Batch batch = stretch.isEmpty() ? null : stretch.batch(request.columns());
    columns.forEach(
        (place, column) -> {
          if (!stretch.hasRead(place)) column.pass(count);
        });
    return batch;
  }

  /** Lets go of what was fetched. */
  public void close() {
    fetch.clear();
  }
}
