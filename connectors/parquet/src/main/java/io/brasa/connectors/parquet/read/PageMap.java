package io.brasa.connectors.parquet.read;

import io.brasa.connectors.parquet.format.CompactReader;
import io.brasa.connectors.parquet.format.Damage;
import io.brasa.connectors.parquet.format.ThriftStruct;
import java.util.List;

/**
 * Where the data pages of a column chunk are, from its offset index.
 *
 * @param offsets of the pages' headers
 * @param lengths with headers
 * @param firstRows of the pages, and behind the last the count of all rows
 */
@SuppressWarnings("ArrayRecordComponent")
public record PageMap(long[] offsets, int[] lengths, long[] firstRows) {
  /** Reads an index. Fails with {@link Damage} if it contradicts the chunk. */
  public static PageMap read(byte[] bytes, int from, int end, long rowCount, long chunkEnd) {
    ThriftStruct struct = new CompactReader(bytes, from, end).readStruct();
    List<ThriftStruct> pages = struct.list(1, ThriftStruct.class);
    int count = pages.size();
    PageMap map = new PageMap(new long[count], new int[count], new long[count + 1]);
    if (count == 0 && rowCount > 0) throw new Damage(0, "the index of pages is empty");
    long offset = 0;
    long row = -1;
    for (int i = 0; i < count; i++) {
      ThriftStruct page = pages.get(i);
      map.offsets[i] = page.number(1);
      map.lengths[i] = page.count(2);
      map.firstRows[i] = page.number(3);
      boolean isInOrder =
          map.offsets[i] >= offset
              && map.firstRows[i] > row
              && map.firstRows[i] < Math.max(1, rowCount)
              && map.offsets[i] + map.lengths[i] <= chunkEnd;
      if (!isInOrder || i == 0 && map.firstRows[0] != 0)
        throw new Damage(0, "page " + i + " in the index of pages is out of order");
      offset = map.offsets[i] + map.lengths[i];
      row = map.firstRows[i];
    }
    map.firstRows[count] = rowCount;
    return map;
  }

  public int pageCount() {
    return offsets.length;
  }
}
