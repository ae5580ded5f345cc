package io.brasa.core;

import io.brasa.core.error.CoreError;
import io.brasa.core.execute.Driver;
import io.brasa.core.execute.Job;
import io.brasa.core.execute.JobLabels;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An action whose first job is submitted by the thread that asks for it, and whose rest (waiting,
 * further jobs, putting results together) is done by a thread of its own.
 */
final class AsyncAction<T> implements FutureAction<T> {
  /** What is done with the results of the first job. */
  interface Rest<T> {
    T of(List<TaskResult> results, AsyncAction<T> action);
  }

  private final BrasaContext context;
  private final JobLabels labels;
  private final Await ended;
  private final CompletableFuture<T> view =
      new CompletableFuture<>() {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
          return AsyncAction.this.cancel(mayInterruptIfRunning);
        }
      };

  // Guarded by this.
  private final List<Long> jobs = new ArrayList<>();
  private boolean isCancelled;
  private boolean isInterrupting;

  private volatile boolean isDone;
  private volatile T value;
  private volatile Throwable failure;

  private AsyncAction(BrasaContext context) {
    this.context = context;
    this.labels = context.labels();
    this.ended = context.engine().environment().newAwait();
  }

  /** Submits the first job; fails as the action itself does if that cannot be done. */
  static <T> AsyncAction<T> start(BrasaContext context, JobRequest first, Rest<T> rest) {
    AsyncAction<T> action = new AsyncAction<>(context);
    Job job = action.submit(first);
    context
        .engine()
        .environment()
        .start(
            "brasa-async-" + job.id(), ThreadKind.WAITING, () -> action.finish(job, first, rest));
    return action;
  }

  /** Without any job. */
  static <T> AsyncAction<T> done(BrasaContext context, T value) {
    AsyncAction<T> action = new AsyncAction<>(context);
    action.end(value, null);
    return action;
  }

  private Driver driver() {
    return context.engine().driver();
  }

  private Job submit(JobRequest request) {
    Job job = context.submit(request, labels);
    boolean isLate;
    synchronized (this) {
      jobs.add(job.id());
      isLate = isCancelled;
    }
    if (isLate) driver().cancelJob(job.id(), "its action was cancelled", isInterrupting);
    return job;
  }

  /** Runs another job of the action, on the action's own thread. */
  List<TaskResult> run(JobRequest request) {
    return driver().await(submit(request));
  }

  private void finish(Job job, JobRequest first, Rest<T> rest) {
    try {
      T result = rest.of(driver().await(job), this);
      context.saveCheckpoints(first.target());
      end(result, null);
    } catch (EngineException e) {
      end(null, e);
    } catch (RuntimeException | Error e) {
      end(
          null,
          new EngineException(
              CoreError.TASK_FAILED,
              "The results of '" + first.site() + "' could not be put together: " + e,
              "Look at the cause below",
              e));
    }
  }

  private void end(T result, Throwable thrown) {
    boolean hasBeenCancelled;
    synchronized (this) {
      value = result;
      failure = thrown;
      hasBeenCancelled = isCancelled && thrown != null;
      isCancelled = hasBeenCancelled;
      isDone = true;
    }
    ended.signal();
    if (thrown == null) view.complete(result);
    else if (hasBeenCancelled)
      view.completeExceptionally(new CancellationException(thrown.getMessage()));
    else view.completeExceptionally(thrown);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    List<Long> running;
    synchronized (this) {
      if (isDone) return false;
      isCancelled = true;
      isInterrupting = isInterrupting || mayInterruptIfRunning;
      running = List.copyOf(jobs);
    }
    for (Long job : running)
      driver().cancelJob(job, "its action was cancelled", mayInterruptIfRunning);
    return true;
  }

  @Override
  public synchronized boolean isCancelled() {
    return isDone && isCancelled;
  }

  @Override
  public boolean isDone() {
    return isDone;
  }

  @Override
  public synchronized List<Long> jobIds() {
    return List.copyOf(jobs);
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    ended.until(() -> isDone);
    return told();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!ended.until(() -> isDone, unit.toMillis(timeout)))
      throw new TimeoutException("jobs " + jobIds() + " still run");
    return told();
  }

  private T told() throws ExecutionException {
    if (failure == null) return value;
    if (isCancelled()) throw new CancellationException(failure.getMessage());
    throw new ExecutionException(failure);
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return view;
  }
}
