package io.brasa.sql.typed;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.shape.BatchReader;
import io.brasa.sql.shape.BatchWriter;
import io.brasa.sql.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The buffers of an aggregate of the program's, an object for each group. How large an object is is
 * found by its codec when it has been given 1, 2, 4, 8… values, and taken to be twice that between,
 * so that a buffer that grows is noticed without being looked through for each value.
 */
final class FoldAccumulator implements Accumulator {
  private static final long FIXED_BYTES = 64;

  private final TypedAggregate aggregate;
  private final Fold fold;

  /** Null if all buffers are equally large. */
  private final Codecs codecs;

  private final BatchReader values;
  private final BatchReader states;
  private final boolean isFixed;
  private Object[] buffers = {};
  private int[] updates = {};
  private long[] sizes = {};
  private long bytes;
  private int count;

  FoldAccumulator(TypedAggregate aggregate) {
    this.aggregate = aggregate;
    this.fold = aggregate.fold();
    this.isFixed = isFixed(aggregate.buffer());
    this.codecs = isFixed ? null : new Codecs(fold.loader());
    this.values = aggregate.values().open(codecs);
    this.states = BatchReader.ofValue(aggregate.buffer(), aggregate.buffer().dataType(), codecs);
  }

  private static boolean isFixed(Shape shape) {
    return switch (shape) {
      case Shape.ScalarShape scalar ->
          switch (scalar.dataType().storage()) {
            case BYTES, WIDE -> false;
            default -> true;
          };
      case Shape.EnumShape _ -> true;
      case Shape.OptionalShape(Shape inner) -> isFixed(inner);
      case Shape.StructShape struct ->
          struct.members().stream().allMatch(member -> isFixed(member.shape()));
      default -> false;
    };
  }

  @Override
  public void reserve(int wanted) {
    if (wanted > buffers.length) {
      int capacity = Math.max(wanted, 2 * buffers.length);
      buffers = Arrays.copyOf(buffers, capacity);
      updates = Arrays.copyOf(updates, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
    }
    count = Math.max(count, wanted);
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    values.bind(arguments);
    int total = rows == null ? length : rows.count();
    for (int i = 0; i < total; i++) {
      int row = rows == null ? i : rows.rows()[i];
      int group = groups == null ? 0 : groups[i];
      Object value = values.read(row);
      set(group, guarded(() -> fold.reduce(buffer(group), value)));
    }
  }

  private Object buffer(int group) {
    if (updates[group] == 0) {
      buffers[group] = fold.zero();
    }
    return buffers[group];
  }

  private void set(int group, Object buffer) {
    buffers[group] = buffer;
    int seen = ++updates[group];
    if (isFixed && seen > 1 || (seen & (seen - 1)) != 0) return;
    long size = isFixed ? FIXED_BYTES : 16 + 2 * codecs.heapBytes(buffer);
    bytes += size - sizes[group];
    sizes[group] = size;
  }

  private <R> R guarded(Supplier<R> call) {
    try {
      return call.get();
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EngineException(
          SqlError.USER_FUNCTION_FAILED,
          "The user's aggregate " + fold.name() + " failed: " + e,
          "See the cause; it is in the aggregate's own code",
          e);
    }
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(aggregate.buffer().dataType());
  }

  @Override
  public List<Vector> states(int from, int to) {
    BatchWriter writer = BatchWriter.ofValue(aggregate.buffer(), codecs);
    for (int group = from; group < to; group++) writer.add(guardedBuffer(group));
    Batch batch = writer.build();
    return List.of(batch.column(0));
  }

  private Object guardedBuffer(int group) {
    return guarded(() -> buffer(group));
  }

  @Override
  public void merge(int[] groups, Vector[] merged, int length) {
    states.bind(merged);
    for (int i = 0; i < length; i++) {
      int group = groups[i];
      Object other = states.read(i);
      if (updates[group] == 0) set(group, other);
      else set(group, guarded(() -> fold.merge(buffers[group], other)));
    }
  }

  @Override
  public Vector results(int from, int to) {
    BatchWriter writer = BatchWriter.ofValue(aggregate.result(), codecs);
    for (int group = from; group < to; group++) {
      Object buffer = guardedBuffer(group);
      writer.add(guarded(() -> fold.finish(buffer)));
    }
    return writer.build().column(0);
  }

  @Override
  public void clear() {
    buffers = new Object[0];
    updates = new int[0];
    sizes = new long[0];
    bytes = 0;
    count = 0;
  }

  @Override
  public long sizeBytes() {
    return bytes + 20L * buffers.length;
  }
}
