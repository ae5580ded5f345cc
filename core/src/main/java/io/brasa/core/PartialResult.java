package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.task.End;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What is known of a result after some time, and later all of it. The work goes on in the
 * background when the time is over. It takes the partitions in an order by chance, in jobs of as
 * many as run at once: those finished are a random sample, which is what makes the bounds of an
 * estimate hold. Thread-safe.
 *
 * @param <R> the type of the result
 */
public final class PartialResult<R> {
  /** Gathers what partitions give. Called by one thread at a time. */
  interface Estimator<R> {
    void add(Object partition);

    R estimate();
  }

  private final Estimator<R> estimator;
  private final Supplier<Await> newAwait;
  private final Await ended;
  private final CallSite site;
  private final List<Consumer<? super R>> completions = new ArrayList<>();
  private final List<Consumer<? super EngineException>> failures = new ArrayList<>();
  private R initial;
  private boolean isInitialFinal;
  private volatile R last;
  private volatile EngineException failure;
  private volatile boolean isEnded;

  private PartialResult(
      Estimator<R> estimator, Supplier<Await> newAwait, Await ended, CallSite site) {
    this.estimator = estimator;
    this.newAwait = newAwait;
    this.ended = ended;
    this.site = site;
  }

  /** Starts the work and waits for it as long as said. Fails if the work fails in that time. */
  static <R> PartialResult<R> of(
      RDD<?> rdd, End.Action action, Estimator<R> estimator, long timeoutMillis, CallSite site) {
    if (timeoutMillis < 0) throw new IllegalArgumentException("timeout " + timeoutMillis);
    Supplier<Await> newAwait = rdd.context.engine().environment()::newAwait;
    PartialResult<R> result = new PartialResult<>(estimator, newAwait, newAwait.get(), site);
    rdd.context
        .engine()
        .environment()
        .start("brasa-estimate", ThreadKind.WAITING, () -> result.work(rdd, action));
    try {
      result.ended.until(() -> result.isEnded, timeoutMillis);
    } catch (InterruptedException e) {
      throw interrupted(site, e);
    }
    result.settle();
    return result;
  }

  private void work(RDD<?> rdd, End.Action action) {
    try {
      List<Integer> order =
          new ArrayList<>(IntStream.range(0, rdd.lineage.partitionCount()).boxed().toList());
      Collections.shuffle(order, new Random(rdd.context.newSeed()));
      int step = Math.max(1, rdd.context.engine().slotCount());
      for (int from = 0; from < order.size(); from += step) {
        List<Integer> some = order.subList(from, Math.min(from + step, order.size()));
        JobRequest request =
            new JobRequest(rdd.lineage, some.stream().sorted().toList(), action, site, false);
        List<TaskResult> found = rdd.context.run(request);
        synchronized (this) {
          for (TaskResult each : found) estimator.add(each.value());
        }
      }
      endWithAll();
    } catch (EngineException e) {
      end(null, e);
    } catch (RuntimeException | Error e) {
      end(
          null,
          new EngineException(
              CoreError.TASK_FAILED, "'" + site + "' failed: " + e, "Mend the function", e));
    }
  }

  private void endWithAll() {
    R all;
    synchronized (this) {
      all = estimator.estimate();
    }
    end(all, null);
  }

  private void end(R all, EngineException error) {
    List<Consumer<? super R>> toTell;
    List<Consumer<? super EngineException>> toWarn;
    synchronized (this) {
      failure = error;
      last = all;
      isEnded = true;
      toTell = List.copyOf(completions);
      toWarn = List.copyOf(failures);
    }
    ended.signal();
    if (error == null) toTell.forEach(each -> each.accept(last));
    else toWarn.forEach(each -> each.accept(error));
  }

  private synchronized void settle() {
    if (failure != null) throw failure;
    isInitialFinal = isEnded;
    initial = isEnded ? last : estimator.estimate();
  }

  /** What was known when the time was over. */
  public synchronized R initialValue() {
    return initial;
  }

  /** Whether all was known by then. */
  public synchronized boolean isInitialValueFinal() {
    return isInitialFinal;
  }

  /** Waits for the whole result. Fails as the work did. */
  public R getFinalValue() {
    try {
      ended.until(() -> isEnded);
    } catch (InterruptedException e) {
      throw interrupted(site, e);
    }
    EngineException error = failure;
    if (error != null) throw new EngineException(error.code(), error.what(), error.remedy(), error);
    return last;
  }

  private static EngineException interrupted(CallSite site, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new EngineException(
        CoreError.WAIT_INTERRUPTED,
        "The thread that waited for '" + site + "' was interrupted",
        "The work goes on; cancel jobs to end it",
        cause);
  }

  /** Calls the handler with the whole result, at once if it is there, else when it comes. */
  public PartialResult<R> onComplete(Consumer<? super R> handler) {
    boolean isNow;
    synchronized (this) {
      isNow = isEnded;
      if (!isNow) completions.add(handler);
    }
    if (isNow && failure == null) handler.accept(last);
    return this;
  }

  /**
   * The same with what a function makes of the values: of the first one now, of the last one when
   * it comes, on the thread that brings it. If the function fails then, so does the new result.
   */
  public <S> PartialResult<S> map(Function<? super R, ? extends S> function) {
    PartialResult<S> mapped = new PartialResult<>(null, newAwait, newAwait.get(), site);
    mapped.begin(function.apply(initialValue()), isInitialValueFinal());
    onComplete(value -> mapped.endWith(value, function));
    onFail(error -> mapped.end(null, error));
    return mapped;
  }

  private synchronized void begin(R first, boolean isFinal) {
    initial = first;
    isInitialFinal = isFinal;
  }

  private <Q> void endWith(Q value, Function<? super Q, ? extends R> function) {
    R made;
    try {
      made = function.apply(value);
    } catch (RuntimeException e) {
      end(
          null,
          new EngineException(
              CoreError.TASK_FAILED,
              "What was to be made of the result of '" + site + "' failed: " + e,
              "Mend the function",
              e));
      return;
    }
    end(made, null);
  }

  /** Calls the handler if the work fails, at once if it has. */
  public PartialResult<R> onFail(Consumer<? super EngineException> handler) {
    boolean isNow;
    synchronized (this) {
      isNow = isEnded;
      if (!isNow) failures.add(handler);
    }
    if (isNow && failure != null) handler.accept(failure);
    return this;
  }

  @Override
  public synchronized String toString() {
    return (isInitialFinal ? "final " : "partial ") + initial;
  }
}
