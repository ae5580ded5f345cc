package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.Ownership;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.event.PlanNode;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.journal.Journal;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.Source;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.storage.Storages;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Puts datasets together from operations: how the engine's other modules run work of their own kind
 * on the same scheduler, memory and recovery. No part of the public interface. Thread-safe.
 */
public final class Assembly {
  private final BrasaContext context;

  public Assembly(BrasaContext context) {
    this.context = requireNonNull(context);
  }

  /** A dataset without parents. */
  public <T> Lineage<T> source(Source source, CallSite site) {
    return context.lineages().source(source, site);
  }

  /** A dataset made from others by an operation. */
  public <T> Lineage<T> dataset(
      Operation operation, List<Dependency> dependencies, int partitionCount, CallSite site) {
    return Lineage.of(
        context.lineages().nextDataset(),
        operation,
        dependencies,
        Optional.empty(),
        partitionCount,
        site);
  }

  /** A shuffle whose outputs are dropped when nobody holds it any more. */
  public Dependency.Shuffle shuffle(Lineage<?> parent, ShuffleSpec spec) {
    return context.lineages().shuffleOf(parent, spec);
  }

  /** Runs the map side of a shuffle unless it was; what its tasks wrote. */
  public List<MapOutput> materialise(Dependency.Shuffle shuffle) {
    return context.materialise(shuffle);
  }

  /**
   * Forgets at once what the map side of a shuffle wrote. Nothing may depend on the shuffle any
   * more: no job that runs, and none that will.
   */
  public void drop(Dependency.Shuffle shuffle) {
    context.engine().drop(shuffle.stage());
  }

  /** Runs an action and waits for it; results in the order of partitions. */
  public List<TaskResult> run(JobRequest request) {
    return context.runOnly(request);
  }

  /** What users work with. */
  public <T> RDD<T> rdd(Lineage<T> lineage) {
    return new RDD<>(context, lineage);
  }

  /** What a dataset of users' is made of. */
  public <T> Lineage<T> lineage(RDD<T> rdd) {
    return rdd.lineage;
  }

  /** A function of the user's, checked and ready to travel. */
  public <F extends Serializable> F declare(F function, CallSite site) {
    return context.declare(function, site);
  }

  /**
   * Runs an action whose tasks write below a staging folder and give {@link TaskOutput}s, and
   * publishes what the winners wrote as a folder that must not exist yet, which is then put to its
   * place. An application with a journal does so once in all its lives.
   */
  public List<TaskOutput> save(
      Lineage<?> lineage, Placement placement, CallSite site, Writing writing) {
    return Output.save(context, lineage, placement, site, writing);
  }

  /** As the longer form, into a folder that must not exist yet and stays where it is. */
  public List<TaskOutput> save(Lineage<?> lineage, String folder, CallSite site, Writing writing) {
    return Output.save(context, lineage, folder, site, writing);
  }

  /**
   * Who owns what this process has beside its targets: the process, or, with a journal, the
   * application, for which another process may go on.
   */
  public String owner() {
    return isJournaled() ? Staging.ownerOf(context.applicationId()) : ownership().self();
  }

  /**
   * Tells that a query begins. Until it is closed, by this thread, jobs that this thread submits
   * belong to it.
   */
  public RunningQuery beginQuery(String text, List<PlanNode> plan) {
    return context.beginQuery(text, plan);
  }

  /** A value that all tasks of a process see. */
  public <T> Broadcast<T> broadcast(T value) {
    return context.broadcast(value);
  }

  /** Tells the log and those who hear events. */
  public void warn(String text) {
    context.engine().warnAll(text);
  }

  /**
   * Something found outside, such as the time. An application with a journal finds the same again
   * in a later life, where it asks the same question in the same order.
   */
  public long steady(String question, LongSupplier found) {
    return context.engine().steady(question, found);
  }

  /** Whether an earlier driver of the application has saved something there. */
  public boolean hasSaved(String folder) {
    String path = storages().resolve(folder).path();
    return context.engine().journal().filter(journal -> journal.hasDecided(path)).isPresent();
  }

  /** What an earlier driver has put to targets by saves that this one has not come to. */
  public List<Journal.Upcoming> upcomingSaves() {
    return context.engine().journal().map(Journal::upcoming).orElse(List.of());
  }

  /** Whether another driver may go on where this one was killed. */
  public boolean isJournaled() {
    return context.engine().journal().isPresent();
  }

  public Environment environment() {
    return context.engine().environment();
  }

  public Ownership ownership() {
    return context.engine().ownership();
  }

  public Storages storages() {
    return context.engine().storages();
  }

  public Codecs codecs() {
    return context.engine().codecs();
  }
}
