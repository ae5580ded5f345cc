package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.lineage.CurrentTask;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.DistinctHash;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import io.brasa.sketch.DistinctSketch;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Counts different values approximately: a sketch that travels, and the functions that fill it. All
 * that needs the sketch module is in this class, which is loaded by the operations that count so
 * and by nothing else. Not thread-safe.
 */
final class DistinctCount implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double error;
  private transient DistinctSketch sketch;

  DistinctCount(double error) {
    this.error = error;
    this.sketch = DistinctSketch.withError(error);
  }

  private DistinctCount with(Object value) {
    TaskContext task =
        CurrentTask.get().orElseThrow(() -> new IllegalStateException("not in a task"));
    sketch.add(DistinctHash.of(value, task.codecs()));
    return this;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    byte[] bytes = sketch.toBytes();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    sketch = DistinctSketch.withError(error);
    sketch.merge(bytes);
  }

  /** Fails now, by name, rather than in a task, if there is no module or no such accuracy. */
  private static void check(double error, CallSite site) {
    try {
      DistinctSketch.withError(error);
    } catch (NoClassDefFoundError e) {
      throw new EngineException(
          CoreError.MODULE_MISSING,
          "'" + site + "' needs the module brasa-sketch, which is not on the class path",
          "Add brasa-sketch and datasketches-java, or count distinct() exactly",
          e);
    }
  }

  // ---- of all records

  record Sketched(double error) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      DistinctSketch sketch = DistinctSketch.withError(error);
      while (records.hasNext()) sketch.add(DistinctHash.of(records.next(), context.codecs()));
      return sketch.toBytes();
    }
  }

  static long ofAll(RDD<?> rdd, double error, CallSite site) {
    check(error, site);
    DistinctSketch whole = DistinctSketch.withError(error);
    for (TaskResult part : rdd.context.run(new JobRequest(rdd.lineage, new Sketched(error), site)))
      whole.merge((byte[]) part.value());
    return Math.round(whole.estimate());
  }

  // ---- of each key

  record Begin(double error) implements Function<Object, Object> {
    @Override
    public Object call(Object value) {
      return new DistinctCount(error).with(value);
    }
  }

  enum Add implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object count, Object value) {
      return ((DistinctCount) count).with(value);
    }
  }

  enum Merge implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object count, Object other) {
      ((DistinctCount) count).sketch.merge(((DistinctCount) other).sketch.toBytes());
      return count;
    }
  }

  enum Estimate implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object count) {
      return Math.round(((DistinctCount) count).sketch.estimate());
    }
  }

  /** The values of a key into a count; {@link Estimate} reads it. */
  static Aggregation ofKey(double error, CallSite site) {
    check(error, site);
    return new Aggregation.Combining(new Begin(error), Add.INSTANCE, Merge.INSTANCE);
  }
}
