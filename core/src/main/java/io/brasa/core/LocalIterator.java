package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.Job;
import io.brasa.core.execute.JobLabels;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of a dataset on the driver, with a job for each partition: begun when it is reached,
 * or, if wanted, when the one before it is. One job at most is ahead, and belongs to whatever its
 * thread said of its jobs when the iterator was made.
 */
final class LocalIterator<T> implements Iterator<T> {
  private final RDD<T> rdd;
  private final CallSite site;
  private final boolean prefetches;
  private final JobLabels labels;
  private Job ahead;
  private Iterator<T> current = Collections.emptyIterator();
  private int next;

  LocalIterator(RDD<T> rdd, boolean prefetches, CallSite site) {
    this.rdd = rdd;
    this.prefetches = prefetches;
    this.site = site;
    this.labels = rdd.context.labels();
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && next < rdd.lineage.partitionCount()) current = fetch(next++);
    return current.hasNext();
  }

  @SuppressWarnings("unchecked")
  private Iterator<T> fetch(int partition) {
    List<TaskResult> results =
        prefetches ? fetchAhead(partition) : rdd.context.run(request(partition));
    for (TaskResult result : results) return ((List<T>) result.value()).iterator();
    return Collections.emptyIterator();
  }

  private List<TaskResult> fetchAhead(int partition) {
    Job job = ahead == null ? rdd.context.submit(request(partition), labels) : ahead;
    ahead = null;
    List<TaskResult> results = rdd.context.engine().driver().await(job);
    rdd.context.saveCheckpoints(rdd.lineage);
    int following = partition + 1;
    if (following < rdd.lineage.partitionCount())
      ahead = rdd.context.submit(request(following), labels);
    return results;
  }

  private JobRequest request(int partition) {
    return new JobRequest(rdd.lineage, List.of(partition), Actions.Collect.INSTANCE, site, false);
  }

  @Override
  public T next() {
    if (!hasNext()) throw new NoSuchElementException();
    return current.next();
  }
}
