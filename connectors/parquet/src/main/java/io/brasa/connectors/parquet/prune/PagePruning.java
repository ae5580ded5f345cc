package io.brasa.connectors.parquet.prune;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.CompactReader;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.format.ThriftStruct;
import io.brasa.connectors.parquet.read.PageMap;
import io.brasa.connectors.parquet.read.RowRanges;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Finds the rows of a row group that a task must look at.
 *
 * @param rows all of them if nothing better is known
 * @param maps where pages of the leaves are, by place of the leaf; of use only when some rows are
 *     left out
 */
public record PagePruning(RowRanges rows, Map<Integer, PageMap> maps) {
  /** Looks at the indexes of the columns that have filters. */
  public static PagePruning of(
      Storage storage,
      Place place,
      long fileBytes,
      RowGroup group,
      ScanRequest request,
      List<Shape> shapes,
      SourceContext context) {
    RowRanges rows = RowRanges.all(group.rowCount());
    Indexes indexes = new Indexes(storage, place, fileBytes, group);
    ValuePruning values = new ValuePruning(storage, place, fileBytes, context);
    for (ColumnFilter filter : request.filters()) {
      if (!(shapes.get(filter.column()) instanceof Shape.Leaf leaf) || !leaf.isFlat()) continue;
      ColumnChunk chunk = group.columns().get(leaf.node().leaf());
      if (chunk.columnIndex().isThere() && chunk.offsetIndex().isThere())
        rows = rows.and(indexes.matching(filter, leaf, chunk));
      if (rows.isEmpty() || !values.mayMatch(filter, leaf, chunk))
        return new PagePruning(new RowRanges(List.of()), Map.of());
    }
    if (rows.rowCount() == group.rowCount()) return new PagePruning(rows, Map.of());
    return new PagePruning(rows, indexes.maps(request, shapes));
  }

  private static final class Indexes {
    private final Storage storage;
    private final Place place;
    private final long fileBytes;
    private final RowGroup group;
    private final Map<Integer, PageMap> maps = new HashMap<>();

    Indexes(Storage storage, Place place, long fileBytes, RowGroup group) {
      this.storage = storage;
      this.place = place;
      this.fileBytes = fileBytes;
      this.group = group;
    }

    private byte[] bytes(ColumnChunk chunk, ColumnChunk.Range range) {
      if (range.offset() < 0 || range.end() > fileBytes)
        throw new Damage(0, "an index behind the end of the file");
      return Footer.bytes(storage, place.of(chunk.path()), range.offset(), range.length());
    }

    private PageMap map(int leaf) {
      PageMap known = maps.get(leaf);
      if (known != null) return known;
      ColumnChunk chunk = group.columns().get(leaf);
      try {
        byte[] bytes = bytes(chunk, chunk.offsetIndex());
        PageMap map = PageMap.read(bytes, 0, bytes.length, group.rowCount(), chunk.end());
        maps.put(leaf, map);
        return map;
      } catch (Damage damage) {
        throw place.of(chunk.path()).damaged(chunk.offsetIndex().offset(), damage);
      }
    }

    Map<Integer, PageMap> maps(ScanRequest request, List<Shape> shapes) {
      TreeSet<Integer> columns = new TreeSet<>(request.columns());
      for (RowFilter filter : request.rowFilters()) columns.addAll(filter.columns());
      List<Shape.Leaf> leaves = new ArrayList<>();
      for (int column : columns) shapes.get(column).collect(leaves);
      for (Shape.Leaf leaf : leaves) {
        int index = leaf.node().leaf();
        if (group.columns().get(index).offsetIndex().isThere()) map(index);
      }
      return maps;
    }

    RowRanges matching(ColumnFilter filter, Shape.Leaf leaf, ColumnChunk chunk) {
      PageMap map = map(leaf.node().leaf());
      try {
        byte[] bytes = bytes(chunk, chunk.columnIndex());
        ThriftStruct index = new CompactReader(bytes, 0, bytes.length).readStruct();
        return matching(filter, leaf, map, index);
      } catch (Damage damage) {
        throw place.of(chunk.path()).damaged(chunk.columnIndex().offset(), damage);
      }
    }

    private static RowRanges matching(
        ColumnFilter filter, Shape.Leaf leaf, PageMap map, ThriftStruct index) {
      List<Boolean> nullPages = index.list(1, Boolean.class);
      List<byte[]> mins = index.list(2, byte[].class);
      List<byte[]> maxs = index.list(3, byte[].class);
      List<Number> nullCounts = index.list(5, Number.class);
      int count = map.pageCount();
      boolean isWhole =
          nullPages.size() == count
              && mins.size() == count
              && maxs.size() == count
              && (nullCounts.isEmpty() || nullCounts.size() == count);
      if (!isWhole) throw new Damage(0, "the index of ranges has other pages than that of places");
      List<RowRanges.Range> ranges = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long from = map.firstRows()[i];
        long to = map.firstRows()[i + 1];
        if (!knowledge(leaf, nullPages.get(i), mins.get(i), maxs.get(i), nullCounts, i, to - from)
            .mayMatch(filter)) continue;
        if (!ranges.isEmpty() && ranges.getLast().to() == from) from = ranges.removeLast().from();
        ranges.add(new RowRanges.Range(from, to));
      }
      return new RowRanges(ranges);
    }

    private static Knowledge knowledge(
        Shape.Leaf leaf,
        boolean isNull,
        byte[] min,
        byte[] max,
        List<Number> nullCounts,
        int page,
        long rows) {
      if (isNull) return Knowledge.nothing(leaf.type(), rows);
      boolean hasOrder = Knowledge.hasOrder(leaf, false);
      Optional<FlatVector> lowest = hasOrder ? Knowledge.bound(leaf, min) : Optional.empty();
      Optional<FlatVector> highest = hasOrder ? Knowledge.bound(leaf, max) : Optional.empty();
      OptionalLong nulls =
          nullCounts.isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(nullCounts.get(page).longValue());
      return new Knowledge(leaf.type(), rows, lowest, highest, nulls);
    }
  }
}
