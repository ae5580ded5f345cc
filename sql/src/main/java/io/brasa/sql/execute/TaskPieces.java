package io.brasa.sql.execute;

import io.brasa.core.lineage.MapRange;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which task of a fragment reads what of its exchanges, by what was measured of them. Partitions
 * that are small are read together with their neighbours. One that is much larger than most is read
 * by several tasks: each reads of one input what some of the map tasks wrote, and all of the other
 * inputs. Which inputs can be divided so is known to {@link DivisibleInputs}.
 */
final class TaskPieces {
  /** A partition is divided if it has so many times what the median has. */
  private static final int MUCH_LARGER = 5;

  /** A task that has less to read costs more than it does. */
  private static final long LEAST_BYTES = 1 << 20;

  /** What the exchanges of a fragment have given, by the number of the input. */
  record Read(Exchange exchange, Fragments.Exchanged given) {}

  /**
   * What one task reads.
   *
   * @param divided the input of which it reads a part, or -1
   */
  private record Piece(int from, int to, int divided, MapRange maps) {}

  private final SortedMap<Integer, Read> inputs;
  private final int count;
  private final long target;
  private final List<Piece> pieces = new ArrayList<>();
  private final NodeRemarks remarks;

  private TaskPieces(
      Map<Integer, Read> inputs, int count, ExecutionSettings settings, NodeRemarks remarks) {
    this.inputs = new TreeMap<>(inputs);
    this.count = count;
    this.remarks = remarks;
    long total = 0;
    for (Read read : inputs.values()) total += read.given.totalBytes();
    target = Math.min(settings.partitionBytes(), Math.max(LEAST_BYTES, total / settings.slots()));
  }

  /**
   * How each input is read; empty if each task reads its own partition.
   *
   * @param count of partitions
   * @param divisible inputs that may be divided
   */
  static List<Reading> of(
      Map<Integer, Read> inputs,
      int count,
      Set<Integer> divisible,
      ExecutionSettings settings,
      NodeRemarks remarks) {
    TaskPieces pieces = new TaskPieces(inputs, count, settings, remarks);
    pieces.cut(divisible);
    return pieces.readings();
  }

  private void cut(Set<Integer> divisible) {
    int open = 0;
    long openBytes = 0;
    for (int partition = 0; partition < count; partition++) {
      List<Piece> parts = parts(partition, divisible);
      long bytes = bytes(partition);
      boolean isFull = partition > open && openBytes + bytes / 2 > target;
      if (isFull || !parts.isEmpty()) {
        if (partition > open) pieces.add(new Piece(open, partition, -1, MapRange.ALL));
        open = partition;
        openBytes = 0;
      }
      if (parts.isEmpty()) {
        openBytes += bytes;
      } else {
        pieces.addAll(parts);
        open = partition + 1;
      }
    }
    if (open < count) pieces.add(new Piece(open, count, -1, MapRange.ALL));
  }

  private long bytes(int partition) {
    long bytes = 0;
    for (Read read : inputs.values()) bytes += read.given.bytes()[partition];
    return bytes;
  }

  /** The parts of a partition that is much too large; empty if it is not, or cannot be divided. */
  private List<Piece> parts(int partition, Set<Integer> divisible) {
    int largest = -1;
    for (int input : inputs.keySet()) {
      if (!divisible.contains(input)) continue;
      if (largest < 0 || bytes(input, partition) > bytes(largest, partition)) largest = input;
    }
    if (largest < 0 || bytes(largest, partition) <= Math.max(target, MUCH_LARGER * median(largest)))
      return List.of();
    List<MapRange> ranges = ranges(inputs.get(largest).given.maps(), partition);
    if (ranges.size() < 2) return List.of();
    remarks.remark(
        inputs.get(largest).exchange,
        "partition " + partition + " is divided among " + ranges.size() + " tasks");
    List<Piece> parts = new ArrayList<>();
    for (MapRange range : ranges) parts.add(new Piece(partition, partition + 1, largest, range));
    return parts;
  }

  private long bytes(int input, int partition) {
    return inputs.get(input).given.bytes()[partition];
  }

  private long median(int input) {
    long[] sorted = inputs.get(input).given.bytes().clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  private List<MapRange> ranges(List<MapOutput> maps, int partition) {
    List<MapRange> ranges = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int map = 0; map < maps.size(); map++) {
      long more = maps.get(map).bytes()[partition];
      if (bytes > 0 && bytes + more / 2 > target) {
        ranges.add(new MapRange(from, map));
        from = map;
        bytes = 0;
      }
      bytes += more;
    }
    ranges.add(new MapRange(from, maps.size()));
    return ranges;
  }

  private List<Reading> readings() {
    boolean isPlain = pieces.size() == count;
    for (Piece piece : pieces) isPlain &= piece.divided < 0;
    if (isPlain) return List.of();
    remarks.remark(
        inputs.values().iterator().next().exchange, "read by " + pieces.size() + " tasks");
    List<Reading> readings = new ArrayList<>();
    for (int input = 0; input <= inputs.lastKey(); input++) {
      List<Reading.Piece> own = new ArrayList<>();
      for (Piece piece : pieces)
        own.add(
            new Reading.Piece(
                piece.from, piece.to, piece.divided == input ? piece.maps : MapRange.ALL));
      readings.add(new Reading.Pieces(own));
    }
    return readings;
  }
}
