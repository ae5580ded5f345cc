package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import java.util.Iterator;
import java.util.List;

/**
 * The reduce side: turns the blocks of one target partition, or records that are partitioned
 * already, into what the operation promises. The order of the result depends on the content and the
 * order of the input alone, not on memory or time. Belongs to the task's thread; whoever does not
 * drain the result closes it.
 */
public final class ShuffleReader {
  static final int MAX_INPUTS = 22;

  private final ShuffleSpec spec;
  private final ShuffleContext context;

  /**
   * @param context whose memory and spill folder are used until the result ends or is closed
   */
  public ShuffleReader(ShuffleSpec spec, ShuffleContext context) {
    this.spec = requireNonNull(spec);
    this.context = requireNonNull(context);
  }

  /**
   * The records of the blocks: combined, grouped (values are {@code List<Object>}), sorted or
   * plain. Input is consumed before this returns unless the records are plain.
   *
   * @param blocksInMapOrder pulled one by one, so that it may fetch
   */
  public ClosingIterator<Pair<Object, Object>> read(Iterator<? extends Block> blocksInMapOrder) {
    return rows(BlockRows.ofInput(blocksInMapOrder, context), spec.combinesOnMapSide(), false);
  }

  /** As {@link #read}, of records that are partitioned already and not combined. */
  public ClosingIterator<Pair<Object, Object>> readRecords(Iterator<? extends Pair<?, ?>> records) {
    return rows(new RecordRows(records), false, true);
  }

  private ClosingIterator<Pair<Object, Object>> rows(
      Rows input, boolean isCombined, boolean borrowsValues) {
    Rows rows = input;
    if (!(spec.aggregation() instanceof Aggregation.None))
      rows = aggregated(input, isCombined, borrowsValues);
    if (spec.isOrdered()) rows = sorted(rows);
    return rows.asIterator();
  }

  private Rows aggregated(Rows input, boolean isCombined, boolean borrowsValues) {
    Merging merging = Merging.of(spec.aggregation(), isCombined);
    KeyAccess keys = new KeyAccess(context.codecs(), spec.operation());
    CombineBuffer buffer =
        new CombineBuffer(
            1, new HashPartitioner(1), keys, merging, context, spec.operation(), borrowsValues);
    try (input) {
      if (input instanceof BlockRows blocks && isCombined) blocks.giveColumnsTo(buffer);
      while (input.advance()) buffer.combine(input.key, input.value);
      buffer.end();
      return new OwningRows(buffer.rows(0), buffer);
    } catch (Throwable e) {
      buffer.close();
      throw e;
    }
  }

  private Rows sorted(Rows input) {
    KeySorter sorter = new KeySorter(spec.order(), context, spec.operation());
    try (input) {
      if (input instanceof BlockRows blocks) blocks.drainTo(sorter);
      else while (input.advance()) sorter.add(input.key, input.value);
      return sorter.rows();
    } catch (Throwable e) {
      sorter.close();
      throw e;
    }
  }

  /**
   * Brings together what several inputs hold for each key: at index i of the array are the values
   * of input i, empty if there are none.
   *
   * @param operation of the user, for errors
   * @param inputs drained one after the other before this returns; at most 22
   */
  public static ClosingIterator<Pair<Object, List<Object>[]>> cogroup(
      String operation,
      List<? extends Iterator<? extends Pair<?, ?>>> inputs,
      ShuffleContext context) {
    if (inputs.size() > MAX_INPUTS) throw new IllegalArgumentException(inputs.size() + " inputs");
    Merging.ListsByInput merging = new Merging.ListsByInput(inputs.size());
    KeyAccess keys = new KeyAccess(context.codecs(), operation);
    CombineBuffer buffer =
        new CombineBuffer(1, new HashPartitioner(1), keys, merging, context, operation, true);
    try {
      for (int i = 0; i < inputs.size(); i++) {
        merging.from(i);
        try (Rows input = new RecordRows(inputs.get(i))) {
          while (input.advance()) buffer.add(0, keys.hash(input.key), input.key, input.value);
        }
      }
      buffer.end();
      return new Cogroups(new OwningRows(buffer.rows(0), buffer).asIterator());
    } catch (Throwable e) {
      buffer.close();
      throw e;
    }
  }

  /** The records of shuffle blocks as they are. */
  public static ClosingIterator<Pair<Object, Object>> records(
      Iterator<? extends Block> blocks, ShuffleContext context) {
    return BlockRows.ofInput(blocks, context).asIterator();
  }

  private record Cogroups(ClosingIterator<Pair<Object, Object>> groups)
      implements ClosingIterator<Pair<Object, List<Object>[]>> {
    @Override
    public boolean hasNext() {
      return groups.hasNext();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Pair<Object, List<Object>[]> next() {
      Pair<Object, Object> group = groups.next();
      List<Object> found = (List<Object>) group._2();
      List<Object>[] lists = (List<Object>[]) new List<?>[found.size()];
      for (int i = 0; i < lists.length; i++) {
        List<Object> list = (List<Object>) found.get(i);
        lists[i] = list == null ? List.of() : list;
      }
      return new Pair<>(group._1(), lists);
    }

    @Override
    public void close() {
      groups.close();
    }
  }
}
