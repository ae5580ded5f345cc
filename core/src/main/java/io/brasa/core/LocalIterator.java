package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of a dataset on the driver, with a job for each partition when it is reached. */
final class LocalIterator<T> implements Iterator<T> {
  private final RDD<T> rdd;
  private final CallSite site;
  private Iterator<T> current = Collections.emptyIterator();
  private int next;

  LocalIterator(RDD<T> rdd, CallSite site) {
    this.rdd = rdd;
    this.site = site;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && next < rdd.lineage.partitionCount()) current = fetch(next++);
    return current.hasNext();
  }

  @SuppressWarnings("unchecked")
  private Iterator<T> fetch(int partition) {
    JobRequest request =
        new JobRequest(rdd.lineage, List.of(partition), Actions.Collect.INSTANCE, site, false);
    for (TaskResult result : rdd.context.run(request)) return ((List<T>) result.value()).iterator();
    return Collections.emptyIterator();
  }

  @Override
  public T next() {
    if (!hasNext()) throw new NoSuchElementException();
    return current.next();
  }
}
