package io.brasa.sql.operator;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.runtime.error.Check;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.evaluate.Evaluators;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.evaluate.Filters;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.RowGenerator;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a task lends to the operators of a fragment. Belongs to the task's thread. */
public final class OperatorContext {
  private final TaskContext task;
  private final OperatorSettings settings;
  private final EvaluationSettings evaluation;
  private final int partition;
  private final Operation.Inputs inputs;
  private final Measurements measurements;
  private final MemoryPool pool;

  /**
   * @param partition of the fragment
   * @param measurements gets what measured nodes do
   */
  public OperatorContext(
      TaskContext task,
      OperatorSettings settings,
      int partition,
      Operation.Inputs inputs,
      Measurements measurements) {
    this.task = task;
    this.settings = settings;
    this.evaluation = settings.evaluation().in(partition);
    this.partition = partition;
    this.inputs = inputs;
    this.measurements = measurements;
    ShuffleContext shuffle = task.shuffle();
    this.pool = new MemoryPool(shuffle.memory(), shuffle.metrics(), settings.poolBytes());
  }

  /** For an operator that stands in no plan and reads no input of a fragment. */
  public static OperatorContext alone(TaskContext task, OperatorSettings settings) {
    return new OperatorContext(task, settings, task.partition(), null, Measurements.NONE);
  }

  public TaskContext task() {
    return task;
  }

  public int partition() {
    return partition;
  }

  public Operation.Inputs inputs() {
    return inputs;
  }

  public Measurements measurements() {
    return measurements;
  }

  EvaluationSettings evaluation() {
    return evaluation;
  }

  public MemoryShare newShare() {
    return new MemoryShare(pool);
  }

  /**
   * Fails if the process has no room for so much more, which will be held for a moment.
   *
   * @param what takes the memory, in the plural
   */
  public void requireRoom(long bytes, String what) {
    if (!pool.overdraw(bytes)) throw MemoryShare.refused(bytes, what);
    pool.shrink(bytes);
  }

  /** A file of this attempt's own. */
  public SpillWriter newSpill() {
    ShuffleContext shuffle = task.shuffle();
    String path = shuffle.spillFolder().path() + "/operator-" + shuffle.metrics().spillCount++;
    return new SpillWriter(shuffle.storage(), path, task.codecs(), shuffle.metrics());
  }

  public void checkCancelled() {
    task.checkCancelled();
  }

  public Evaluator evaluator(Expression expression) {
    return Evaluators.of(expression, evaluation);
  }

  public List<Evaluator> evaluators(List<Expression> expressions) {
    List<Evaluator> all = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) all.add(evaluator(expression));
    return all;
  }

  public Filter selector(Expression condition) {
    return Filters.of(condition, evaluation);
  }

  public Accumulator accumulator(AggregateCall call) {
    Optional<Accumulator> user = Function.Accumulators.ofUser(call, evaluation);
    if (user.isPresent()) return user.get();
    Function function = BuiltInFunctions.registry().find(call.function()).orElse(null);
    Check.that(function instanceof Function.Aggregate, "aggregates are in the registry", call);
    return ((Function.Aggregate) function).accumulators().of(call, evaluation);
  }

  public RowGenerator generator(Call call) {
    Function function = BuiltInFunctions.registry().find(call.function()).orElse(null);
    Check.that(function instanceof Function.Generator, "generators are in the registry", call);
    return ((Function.Generator) function).generators().of(call, evaluation);
  }
}
