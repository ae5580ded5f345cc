package io.brasa.sql.execute;

import io.brasa.columnar.source.Look;
import io.brasa.columnar.source.Looking;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Has looks taken by the tasks of a job, and remembers what was found in pieces of files as long as
 * these are as they were. What is small is read by the thread that asks: that is over before a job
 * begins.
 *
 * <p>That a file was not written to is told by its length and time. Times have steps: a file that
 * was written within the last {@value #SETTLED_MILLIS} ms may be written to again and keep its
 * time, so nothing is remembered of it. Thread-safe.
 */
public final class Looks implements Looking {
  private static final long SMALL_BYTES = 4L << 20;
  private static final long SETTLED_MILLIS = 10_000;
  private static final int REMEMBERED_MAX = 10_000;

  private final Assembly assembly;
  private final int slots;
  private final Supplier<DriverSource> driver;
  private final Map<Seen, Object> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Object> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  private record Seen(Look<?> look, Split split) {}

  public Looks(Assembly assembly, int slots, Supplier<DriverSource> driver) {
    this.assembly = assembly;
    this.slots = slots;
    this.driver = driver;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> List<R> at(List<? extends Split> splits, Look<R> look) {
    List<Object> found = new ArrayList<>(splits.size());
    List<Split> missing = new ArrayList<>();
    synchronized (remembered) {
      for (Split split : splits) {
        Object known = remembered.get(new Seen(look, split));
        found.add(known);
        if (known == null) missing.add(split);
      }
    }
    long began = assembly.environment().currentTimeMillis();
    Iterator<?> taken = taken(missing, look).iterator();
    synchronized (remembered) {
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i) != null) continue;
        Split split = splits.get(i);
        found.set(i, taken.next());
        if (isSettled(split, began)) remembered.put(new Seen(look, split), found.get(i));
      }
    }
    return (List<R>) found;
  }

  private static boolean isSettled(Split split, long now) {
    return split instanceof FileSplit piece && piece.file().modifiedMillis() < now - SETTLED_MILLIS;
  }

  private List<?> taken(List<Split> splits, Look<?> look) {
    long bytes = 0;
    for (Split split : splits) bytes += split.sizeBytes();
    if (bytes <= SMALL_BYTES) return Looking.here(driver.get()).at(splits, look);
    LookOperation operation =
        new LookOperation(look, driver.get().zone(), SplitGroups.of(splits, slots));
    CallSite site = CallSite.here("infer");
    Lineage<?> lineage = assembly.source(operation, site);
    List<Object> all = new ArrayList<>(splits.size());
    for (TaskResult result : assembly.run(new JobRequest(lineage, TakeFound.INSTANCE, site)))
      all.addAll((List<?>) result.value());
    return all;
  }

  /** Gives what a task has found to the driver. */
  private enum TakeFound implements End.Action {
    INSTANCE;

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      return records.next();
    }
  }
}
