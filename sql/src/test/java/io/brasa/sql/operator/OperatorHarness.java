package io.brasa.sql.operator;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.MapRange;
import io.brasa.core.lineage.Operation;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.operator.exchange.Scattered;
import io.brasa.sql.operator.fragment.Operators;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.Partitioning;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.Reading;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Runs operators over given rows in a task of its own, with trouble that a test asks for. */
public final class OperatorHarness {
  private final Path folder;

  public OperatorHarness(Path folder) {
    this.folder = folder;
  }

  /**
   * What came out.
   *
   * @param refusals how often memory was asked for and refused
   * @param checks how often the operators asked whether they are still wanted
   */
  public record Outcome(List<List<Object>> rows, long spilledBytes, int refusals, int checks) {}

  /**
   * Where a run gets into trouble; counted from zero.
   *
   * @param refusedFrom the first request for memory that is refused, and all after it
   * @param cancelledAt the first question after which the task is not wanted any more
   */
  public record Trouble(int refusedFrom, int cancelledAt) {
    public static final Trouble NONE = new Trouble(Integer.MAX_VALUE, Integer.MAX_VALUE);

    public static Trouble refused(int from) {
      return new Trouble(from, Integer.MAX_VALUE);
    }

    public static Trouble cancelled(int at) {
      return new Trouble(Integer.MAX_VALUE, at);
    }
  }

  /** Fails if anything is held or lies around afterwards. */
  public Outcome run(PhysicalPlan plan, List<List<Batch>> inputs, Trouble trouble) {
    return run(plan, new Given(inputs), trouble);
  }

  /** The same of an only input that has come through an exchange: part after part. */
  public Outcome runParts(PhysicalPlan plan, List<List<Batch>> parts, Trouble trouble) {
    return run(plan, new Parts(parts), trouble);
  }

  private Outcome run(PhysicalPlan plan, Operation.Inputs inputs, Trouble trouble) {
    TroubledTask task = new TroubledTask(folder, trouble);
    EvaluationSettings evaluation = new EvaluationSettings(true, ZoneOffset.UTC, 0);
    OperatorContext context =
        new OperatorContext(
            task, new OperatorSettings(Long.MAX_VALUE, evaluation), 0, inputs, Measurements.NONE);
    List<List<Object>> rows = new ArrayList<>();
    try (BatchIterator batches = Operators.open(plan, context)) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        if (batch.columns().size() != plan.output().size())
          throw new AssertionError(batch.columns().size() + " columns of " + plan.describe());
        rows.addAll(rows(batch));
      }
      if (batches.next() != null) throw new AssertionError("there is more after the end");
    } finally {
      task.requireNothingLeft();
    }
    return new Outcome(rows, task.spilledBytes(), task.refusals(), task.checks());
  }

  /** Divides what a plan gives among the targets of an exchange; fails as {@link #run} does. */
  void scatter(
      PhysicalPlan plan,
      Partitioning partitioning,
      List<List<Batch>> inputs,
      Trouble trouble,
      TestScattered.Taker taker) {
    TroubledTask task = new TroubledTask(folder, trouble);
    OperatorContext context =
        new OperatorContext(
            task,
            new OperatorSettings(Long.MAX_VALUE, new EvaluationSettings(true, ZoneOffset.UTC, 0)),
            0,
            new Given(inputs),
            Measurements.NONE);
    try {
      TestScattered.drain(new Scattered(plan, partitioning, context), taker);
    } finally {
      task.requireNothingLeft();
    }
  }

  private record Given(List<List<Batch>> inputs) implements Operation.Inputs {
    @Override
    public Iterator<?> read(int input, int partition) {
      return inputs.get(input).iterator();
    }

    @Override
    public ClosingIterator<?> readAlone(int input, int partition, MapRange maps) {
      return closing(inputs.get(input).iterator());
    }

    @Override
    public int reaching(int partition) {
      return 0;
    }

    @Override
    public Object split() {
      throw new UnsupportedOperationException();
    }
  }

  private record Parts(List<List<Batch>> parts) implements Operation.Inputs {
    @Override
    public Iterator<?> read(int input, int partition) {
      return readAlone(input, partition, MapRange.ALL);
    }

    @Override
    public ClosingIterator<?> readAlone(int input, int partition, MapRange maps) {
      List<Pair<Integer, Batch>> pairs = new ArrayList<>();
      for (Batch batch : parts.get(partition)) pairs.add(new Pair<>(partition, batch));
      return closing(pairs.iterator());
    }

    @Override
    public int reaching(int partition) {
      return 0;
    }

    @Override
    public Object split() {
      throw new UnsupportedOperationException();
    }
  }

  private static <T> ClosingIterator<T> closing(Iterator<T> given) {
    return new ClosingIterator<T>() {
      @Override
      public boolean hasNext() {
        return given.hasNext();
      }

      @Override
      public T next() {
        return given.next();
      }

      @Override
      public void close() {}
    };
  }

  // ---- plans and rows

  /** An input with columns of these types. */
  public static FragmentInput input(int index, DataType... types) {
    List<Attribute> output = new ArrayList<>();
    for (DataType type : types)
      output.add(new Attribute(100L * index + output.size(), "c" + output.size(), type, true));
    return new FragmentInput(index, false, Reading.OWN, output);
  }

  public static Expression column(PhysicalPlan plan, int place) {
    return new Input(place, plan.output().get(place).type(), true);
  }

  public static List<List<Object>> rows(Batch batch) {
    List<List<Object>> rows = new ArrayList<>();
    int[] selected = batch.selection().map(Selection::rows).orElse(null);
    for (int i = 0; i < batch.rowCount(); i++) {
      List<Object> row = new ArrayList<>();
      for (Vector column : batch.columns())
        row.add(Values.get(column, selected == null ? i : selected[i]));
      rows.add(row);
    }
    return rows;
  }

  /** Rows as batches whose vectors are flat or dictionaries, some of them with a selection. */
  public static List<Batch> batches(
      List<List<Object>> rows, List<DataType> types, int batchRows, SplittableRandom random) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += batchRows) {
      List<List<Object>> part = rows.subList(from, Math.min(rows.size(), from + batchRows));
      boolean isSelected = random.nextInt(3) == 0;
      List<List<Object>> held = new ArrayList<>();
      int[] places = new int[part.size()];
      for (int i = 0; i < part.size(); i++) {
        while (isSelected && random.nextInt(4) == 0)
          held.add(part.get(random.nextInt(part.size())));
        places[i] = held.size();
        held.add(part.get(i));
      }
      Batch batch = batch(held, types, random);
      batches.add(isSelected ? batch.selecting(new Selection(places, places.length)) : batch);
    }
    return batches;
  }

  private static Batch batch(
      List<List<Object>> rows, List<DataType> types, SplittableRandom random) {
    List<Vector> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      boolean isDictionary = random.nextInt(3) == 0;
      List<Object> values = new ArrayList<>();
      int[] ids = new int[rows.size()];
      for (int row = 0; row < ids.length; row++) {
        Object value = rows.get(row).get(i);
        int known = isDictionary ? values.indexOf(value) : -1;
        ids[row] = known >= 0 ? known : values.size();
        if (known < 0) values.add(value);
      }
      VectorBuilder builder = VectorBuilder.of(types.get(i), values.size());
      for (Object value : values) Values.append(builder, value);
      Vector built = builder.build();
      columns.add(isDictionary ? DictionaryVector.of(built, ids, ids.length, null) : built);
    }
    return Batch.of(rows.size(), columns);
  }
}
