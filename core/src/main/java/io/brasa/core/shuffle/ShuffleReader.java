package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Group;
import java.util.ArrayList;
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
   * The records of the blocks: combined, grouped (values are {@link Group}s), sorted or plain.
   * Input is consumed before this returns unless the records are plain.
   *
   * @param blocksInMapOrder pulled one by one, so that it may fetch
   */
  public ClosingIterator<Pair<Object, Object>> read(Iterator<? extends Block> blocksInMapOrder) {
    // Where a record stands for many rows its key is not theirs.
    BlockRows input =
        spec.digest().isPresent()
            ? BlockRows.ofInput(blocksInMapOrder, context)
            : BlockRows.ofKeyedInput(blocksInMapOrder, context);
    return rows(input, spec.combinesOnMapSide(), false);
  }

  /** As {@link #read}, of records that are partitioned already and not combined. */
  public ClosingIterator<Pair<Object, Object>> readRecords(Iterator<? extends Pair<?, ?>> records) {
    return rows(new RecordRows(records), false, true);
  }

  private ClosingIterator<Pair<Object, Object>> rows(
      Rows input, boolean isCombined, boolean borrowsValues) {
    Rows rows = input;
    if (spec.aggregation() instanceof Aggregation.Grouping) rows = grouped(input, borrowsValues);
    else if (!(spec.aggregation() instanceof Aggregation.None))
      rows = aggregated(input, isCombined, borrowsValues);
    if (spec.isOrdered()) rows = sorted(rows);
    return rows.asIterator();
  }

  /** Whether the records come in the order of the hash and the content of their keys. */
  public static boolean isOrderedByHash(ShuffleSpec spec) {
    return !(spec.aggregation() instanceof Aggregation.None) && !spec.isOrdered();
  }

  private Rows grouped(Rows input, boolean borrowsValues) {
    KeyAccess keys = new KeyAccess(context.codecs(), spec.operation());
    GroupBuffer buffer = new GroupBuffer(keys, context, spec.operation(), borrowsValues, null);
    try {
      buffer.addAll(input);
      return new GroupedRows(
          buffer.sorted(), new GroupBuilder(context, spec.operation(), borrowsValues));
    } catch (Throwable e) {
      buffer.close();
      throw e;
    }
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
   * What one input of a cogroup or join gives.
   *
   * @param isOrderedByHash whether the records come in the order of the hash of their keys, those
   *     of a key side by side: then they are merged as they come and not held
   */
  public record Input(Iterator<? extends Pair<?, ?>> records, boolean isOrderedByHash) {}

  /**
   * Brings together what several inputs hold for each key: at index i of the array are the values
   * of input i, empty if there are none. The lists are {@link Group}s: what does not fit into
   * memory lies in files until the task ends.
   *
   * @param operation of the user, for errors
   * @param inputs those that are not ordered are drained one after the other before this returns;
   *     at most 22
   */
  public static ClosingIterator<Pair<Object, List<Object>[]>> cogroup(
      String operation, List<Input> inputs, ShuffleContext context) {
    if (inputs.size() > MAX_INPUTS) throw new IllegalArgumentException(inputs.size() + " inputs");
    KeyAccess keys = new KeyAccess(context.codecs(), operation);
    List<KeyedValues> sources = sources(operation, inputs, keys, context);
    Rows rows =
        new CogroupedRows(
            sources,
            keys,
            new ContentHash(context.codecs()),
            new GroupBuilder(context, operation, true));
    return cast(rows.asIterator());
  }

  /**
   * For each key in both inputs every pair of their values; see {@link #cogroup}. Neither input's
   * groups need fit into memory.
   */
  public static ClosingIterator<Pair<Object, Pair<Object, Object>>> join(
      String operation, Input left, Input right, ShuffleContext context) {
    KeyAccess keys = new KeyAccess(context.codecs(), operation);
    List<KeyedValues> sources = sources(operation, List.of(left, right), keys, context);
    return cast(
        new JoinedRows(
                sources.get(0), sources.get(1), keys, new GroupBuilder(context, operation, true))
            .asIterator());
  }

  @SuppressWarnings("unchecked")
  private static <T> ClosingIterator<Pair<Object, T>> cast(
      ClosingIterator<Pair<Object, Object>> rows) {
    return (ClosingIterator<Pair<Object, T>>) (ClosingIterator<?>) rows;
  }

  /** All inputs are in before the first is sorted, so that each can make room for the others. */
  private static List<KeyedValues> sources(
      String operation, List<Input> inputs, KeyAccess keys, ShuffleContext context) {
    GroupBuffer[] buffers = new GroupBuffer[inputs.size()];
    try {
      GroupBuffer before = null;
      for (int i = 0; i < buffers.length; i++) {
        Input input = inputs.get(i);
        if (input.isOrderedByHash) continue;
        before = buffers[i] = new GroupBuffer(keys, context, operation, true, before);
        buffers[i].addAll(new RecordRows(input.records));
      }
      List<KeyedValues> sources = new ArrayList<>(buffers.length);
      for (int i = 0; i < buffers.length; i++) {
        sources.add(
            buffers[i] == null
                ? new IteratedValues(inputs.get(i).records, keys, context)
                : buffers[i].sorted());
      }
      return sources;
    } catch (Throwable e) {
      for (GroupBuffer buffer : buffers) if (buffer != null) Thrown.closing(buffer, e);
      throw e;
    }
  }

  /** The records of shuffle blocks as they are. */
  public static ClosingIterator<Pair<Object, Object>> records(
      Iterator<? extends Block> blocks, ShuffleContext context) {
    return BlockRows.ofInput(blocks, context).asIterator();
  }
}
