package io.brasa.core.remote;

import io.brasa.core.execute.Driver;
import io.brasa.core.remote.KeptCopies.Order;
import io.brasa.core.remote.KeptCopies.Partition;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The driver's side of copies of persisted partitions: has them made when a partition is kept,
 * before its task ends, and again when an executor is lost, behind everybody's back; tells the
 * scheduler where what the lost one kept is now. Thread-safe.
 */
final class ReplicatedPartitions implements AutoCloseable {
  private static final long COPY_MILLIS = 50_000;

  private final Environment environment;
  private final Driver driver;
  private final Map<String, Address> addresses;
  private final Map<String, Peer> executors = new ConcurrentHashMap<>();
  private final KeptCopies copies = new KeptCopies();
  private final OrderedWork background;
  private final AtomicBoolean hasBegun = new AtomicBoolean();
  private final AtomicBoolean hasWarned = new AtomicBoolean();

  /**
   * @param addresses of the executors' blocks, as they come and go
   */
  ReplicatedPartitions(Environment environment, Driver driver, Map<String, Address> addresses) {
    this.environment = environment;
    this.driver = driver;
    this.addresses = addresses;
    this.background =
        new OrderedWork(environment, failure -> warn("A copy was not made: " + failure));
  }

  private void warn(String text) {
    driver.warn(text);
  }

  void join(String executor, String host, Peer peer) {
    executors.put(executor, peer);
    copies.join(new KeptCopies.Keeper(executor, host));
    List<Partition> lacking = copies.lacking();
    if (!lacking.isEmpty()) later(lacking);
  }

  /** An executor keeps a partition that need not be kept by others. */
  void note(String executor, TaskMessage.PartitionKept kept) {
    copies.keep(
        new Partition(kept.dataset(), kept.partition()), kept.generation(), kept.level(), executor);
  }

  /** Of which datasets executors keep anything. */
  List<Long> datasets() {
    return copies.datasets();
  }

  /** An executor keeps a partition; returns when others do as well, as far as that can be had. */
  void keep(String executor, TaskMessage.PartitionKept kept) {
    Partition what = new Partition(kept.dataset(), kept.partition());
    copies.keep(what, kept.generation(), kept.level(), executor);
    make(what);
    if (copies.isLacking(what) && hasWarned.compareAndSet(false, true))
      warn(
          "Partition "
              + kept.partition()
              + " of dataset "
              + kept.dataset()
              + " is to be kept at "
              + kept.level()
              + ", but too few executors can keep a copy; there will be more copies when more"
              + " executors come");
  }

  private void make(Partition what) {
    for (Optional<Order> order = copies.next(what); order.isPresent(); order = copies.next(what))
      carryOut(order.get());
  }

  private void carryOut(Order order) {
    Peer target = executors.get(order.to());
    Address from = addresses.get(order.from());
    if (target == null || from == null) return;
    Partition what = order.what();
    try {
      Message answer =
          target
              .request(
                  new TaskMessage.CopyPartition(
                      what.dataset(), what.partition(), order.generation(), order.level(), from),
                  COPY_MILLIS)
              .get();
      if (!(answer instanceof TaskMessage.Copied(boolean isKept)) || !isKept) return;
    } catch (EngineException notMade) {
      return;
    }
    if (copies.isKept(what)) copies.keep(what, order.generation(), order.level(), order.to());
    // Dropped in between: the order to drop it may have come before the copy.
    else target.send(new TaskMessage.DropDataset(what.dataset(), what.partition() + 1));
  }

  /** Where a partition is kept besides with whoever asks. */
  List<Address> holders(String asker, TaskMessage.HoldersOf wanted) {
    List<Address> found = new ArrayList<>();
    Partition what = new Partition(wanted.dataset(), wanted.partition());
    for (String holder : copies.holders(what, wanted.generation())) {
      Address address = addresses.get(holder);
      if (address != null && !holder.equals(asker)) found.add(address);
    }
    // Else it would not ask.
    copies.miss(what, asker);
    return found;
  }

  /** An executor is gone, and the scheduler knows. */
  void lose(String executor) {
    executors.remove(executor);
    List<Partition> lacking = copies.lose(executor);
    for (Partition what : lacking) {
      List<String> left = copies.holders(what, 0);
      if (!left.isEmpty()) driver.moved(what.dataset(), what.partition(), left.getFirst());
    }
    if (!lacking.isEmpty()) later(lacking);
  }

  private void later(List<Partition> lacking) {
    if (hasBegun.compareAndSet(false, true)) background.start(environment, "copies of partitions");
    for (Partition what : lacking) background.post(() -> make(what));
  }

  /**
   * Takes to others what an executor keeps that is to go. Returns when that is done, as far as it
   * can be: what nobody has room for is computed again.
   */
  void moveOff(String executor) {
    copies.leave(executor);
    Peer peer = executors.get(executor);
    if (peer == null) return;
    try {
      Message answer = peer.request(new TaskMessage.KeptRequest(), COPY_MILLIS).get();
      if (answer instanceof TaskMessage.KeptPartitions(List<TaskMessage.PartitionKept> all))
        for (TaskMessage.PartitionKept kept : all) moveOff(executor, kept);
    } catch (EngineException gone) {
      // with all that it kept
    }
  }

  private void moveOff(String executor, TaskMessage.PartitionKept kept) {
    Partition what = new Partition(kept.dataset(), kept.partition());
    for (Optional<Order> order = copies.heir(what, kept.generation(), kept.level(), executor);
        order.isPresent();
        order = copies.heir(what, kept.generation(), kept.level(), executor)) carryOut(order.get());
    for (String holder : copies.holders(what, kept.generation()))
      if (!holder.equals(executor)) driver.moved(what.dataset(), what.partition(), holder);
  }

  /** How many partitions are kept by fewer executors than they are to be. */
  int lackingCount() {
    return copies.lacking().size();
  }

  /** Nobody keeps a dataset any more. */
  void drop(long dataset) {
    copies.drop(dataset);
  }

  @Override
  public void close() {
    background.close();
  }
}
