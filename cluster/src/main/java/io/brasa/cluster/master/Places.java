package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;
import io.brasa.runtime.error.Check;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of {@link ClusterState} that is about places: who holds which at which worker. A place
 * is its worker's until that says that it is gone, its application's until it is ordered to stop.
 */
final class Places {
  private final long epoch;
  private final Workers workers;
  private final Map<String, ApplicationRecord> applications;
  private final Changes changes;
  private final Consumer<ClusterCommand> commands;
  private final Map<String, Placement> placements = new HashMap<>();
  private long lastPlace;

  /**
   * @param applications that there are, by id
   */
  Places(
      long epoch,
      Workers workers,
      Map<String, ApplicationRecord> applications,
      Changes changes,
      Consumer<ClusterCommand> commands) {
    this.epoch = epoch;
    this.workers = workers;
    this.applications = applications;
    this.changes = changes;
    this.commands = commands;
  }

  /** What a worker runs already goes on, if its application wants it. */
  void adopt(WorkerRecord worker, HeldPlace held) {
    Placement placement = new Placement(held, worker);
    placements.put(placement.place, placement);
    workers.change(worker, w -> w.put(placement));
    ApplicationRecord application = applications.get(held.application());
    if (application == null) {
      stop(placement, "its application is gone");
    } else if (!application.life().incarnation().isEmpty()
        && !application.life().incarnation().equals(held.incarnation())) {
      stop(placement, "another driver has the application");
    } else if (application.wantedCores() < held.cores() || application.isExcludedFrom(worker)) {
      stop(placement, "the application has others in its place");
    } else {
      application.put(placement);
    }
  }

  /**
   * All at a worker, which is lost, or about to say what it holds.
   *
   * @param reason for the applications; empty if their executors go on
   */
  void forgetPlaces(WorkerRecord worker, String reason) {
    for (Placement placement : worker.places()) {
      placements.remove(placement.place);
      ApplicationRecord application = applications.get(placement.application);
      if (application == null || placement.isStopping) continue;
      application.remove(placement);
      changes.hungry.add(application);
      changes.touched.add(application);
      if (!reason.isEmpty() && !placement.executor.isEmpty())
        toApplication(
            application, new ClusterMessage.ExecutorGone(epoch, placement.executor, reason));
    }
  }

  /** A new place, of which its worker is to be told. */
  HeldPlace grant(ApplicationRecord application, Shares.Share share) {
    HeldPlace held =
        new HeldPlace(
            epoch + "-" + ++lastPlace,
            application.id,
            application.name,
            share.cores(),
            application.wishes.executorMemoryMiB(),
            application.life().incarnation());
    Placement placement = new Placement(held, share.worker());
    placements.put(placement.place, placement);
    workers.change(share.worker(), w -> w.put(placement));
    application.put(placement);
    changes.touched.add(application);
    return held;
  }

  /** It is no longer its application's, and its worker's until that says that it is gone. */
  void stop(Placement placement, String reason) {
    placement.isStopping = true;
    ApplicationRecord application = applications.get(placement.application);
    if (application != null) application.remove(placement);
    commands.accept(
        new ClusterCommand.TellWorker(
            placement.worker.id, new ClusterMessage.StopExecutors(epoch, placement.place, reason)));
  }

  // ---- what workers tell

  private Optional<Placement> placement(String worker, String place) {
    return Optional.ofNullable(placements.get(place)).filter(p -> p.worker.id.equals(worker));
  }

  void started(String worker, ClusterMessage.ExecutorStarted what) {
    placement(worker, what.place())
        .ifPresent(
            placement -> {
              placement.executor = what.executor();
              placement.processId = what.processId();
            });
  }

  void ended(String worker, ClusterMessage.ExecutorEnded what) {
    Optional<Placement> placement = placement(worker, what.place());
    if (placement.isEmpty()) return;
    placement.get().executor = "";
    ApplicationRecord application = applications.get(placement.get().application);
    if (application != null)
      toApplication(
          application, new ClusterMessage.ExecutorGone(epoch, what.executor(), what.reason()));
  }

  void kill(String id, String executor) {
    ApplicationRecord application = applications.get(id);
    if (application == null) return;
    for (Placement placement : application.places())
      if (placement.executor.equals(executor))
        commands.accept(
            new ClusterCommand.TellWorker(
                placement.worker.id, new ClusterMessage.KillExecutor(epoch, executor)));
  }

  void giveBack(String id, String executor) {
    ApplicationRecord application = applications.get(id);
    if (application == null) return;
    for (Placement placement : application.places())
      if (placement.executor.equals(executor)) stop(placement, "its application gave it back");
    // It may want another one all the same.
    changes.hungry.add(application);
    changes.touched.add(application);
  }

  void gone(String worker, ClusterMessage.PlaceGone what) {
    Optional<Placement> known = placement(worker, what.place());
    if (known.isEmpty()) return;
    Placement placement = known.get();
    placements.remove(placement.place);
    workers.change(placement.worker, w -> w.remove(placement));
    changes.freed.add(placement.worker);
    ApplicationRecord application = applications.get(placement.application);
    if (application == null || placement.isStopping) return;
    application.remove(placement);
    if (what.isFailure()) application.exclude(placement.worker, what.reason());
    changes.hungry.add(application);
    changes.touched.add(application);
  }

  private void toApplication(ApplicationRecord application, ClusterMessage message) {
    if (application.isPresent())
      commands.accept(new ClusterCommand.TellApplication(application.id, message));
  }

  /** Fails unless what this class promises holds. Looks at everything: for tests. */
  void checkInvariants() {
    for (WorkerRecord worker : workers.all()) {
      int cores = 0;
      int memoryMiB = 0;
      for (Placement placement : worker.places()) {
        Check.that(
            placements.get(placement.place) == placement, "a place is known", placement.place);
        Check.that(placement.worker == worker, "a place is at its worker", placement.place);
        cores += placement.cores;
        memoryMiB += placement.memoryMiB;
      }
      for (DriverRecord driver : worker.drivers()) {
        cores += driver.wish.cores();
        memoryMiB += driver.wish.memoryMiB();
      }
      for (ClusterMessage.HeldDriver driver : worker.ending()) {
        cores += driver.cores();
        memoryMiB += driver.memoryMiB();
      }
      Check.that(worker.freeCores() == worker.cores - cores, "cores add up", worker.id);
      Check.that(
          worker.freeMemoryMiB() == worker.memoryMiB - memoryMiB, "memory adds up", worker.id);
      Check.that(worker.freeCores() >= 0, "no worker has too few cores", worker.id);
      Check.that(worker.freeMemoryMiB() >= 0, "no worker has too little memory", worker.id);
    }
    for (ApplicationRecord application : applications.values()) {
      int cores = 0;
      for (Placement placement : application.places()) {
        Check.that(!placement.isStopping, "an application has no places that end", placement.place);
        cores += placement.cores;
      }
      Check.that(cores == application.grantedCores(), "cores add up", application.id);
      int most = application.wishes.coresMost();
      Check.that(most == 0 || cores <= most, "no application has too much", application.id);
    }
  }
}
