package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.HeldPlace;
import io.brasa.cluster.protocol.ClusterMessage.RegisterApplication;
import io.brasa.cluster.protocol.ClusterMessage.RegisterWorker;
import io.brasa.runtime.error.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who gets the cores and the memory of the cluster. A pure state machine: {@link #handle} takes an
 * event and gives commands; no thread, no clock but the events', no chance. Not thread-safe.
 *
 * <ul>
 *   <li><b>Applications are served in the order in which they came</b>, each up to its cap. One
 *       whose wishes fit nowhere does not keep others from what is free.
 *   <li><b>Nothing that fits is left waiting.</b> After each event, for no application that wants
 *       more is there a worker with room. So what one event frees concerns the workers it has
 *       freed, and a new wish concerns one application: a decision looks at as many workers as it
 *       gives shares, in an order by what is free, and never at all pairs.
 *   <li><b>A place is its worker's until the worker says that it is gone</b>, its application's
 *       until it is ordered to stop. So no worker is oversubscribed, however slowly processes end.
 *   <li><b>What a successor must know is kept before it is acted upon</b>: that there is a worker,
 *       an application, a driver. Places are not kept: their numbers carry the epoch and are never
 *       used again, and workers tell which they hold.
 *   <li><b>A new leader decides nothing</b> until all workers that its predecessor knew have
 *       registered, or have had time to: it would give away what is taken.
 * </ul>
 */
final class ClusterState {
  private final ClusterLimits limits;
  private final long epoch;
  private final Workers workers = new Workers();
  private final Map<String, ApplicationRecord> applications = new HashMap<>();
  private final TreeMap<Long, ApplicationRecord> queue = new TreeMap<>();
  private final List<ClusterCommand> commands = new ArrayList<>();
  private final Changes changes = new Changes();
  private final Places places;
  private final Drivers drivers;
  private long lastOrder;
  private boolean isRecovering;
  private long recoveryEndMillis;

  /**
   * @param epoch of this leader, higher than all before
   */
  ClusterState(ClusterLimits limits, long epoch) {
    this.limits = limits;
    this.epoch = epoch;
    this.drivers = new Drivers(limits, workers, commands::add);
    this.places = new Places(epoch, workers, applications, changes, commands::add);
  }

  /** Decides. The commands are to be carried out in their order. */
  List<ClusterCommand> handle(ClusterEvent event) {
    commands.clear();
    changes.clear();
    switch (event) {
      case ClusterEvent.Recovered recovered -> recover(recovered);
      case ClusterEvent.WorkerJoined(long now, RegisterWorker worker) -> join(worker, now);
      case ClusterEvent.WorkerLost(long now, String id, String reason) ->
          workers.find(id).ifPresent(worker -> lose(worker, reason, now));
      case ClusterEvent.ApplicationJoined(long now, RegisterApplication application) ->
          join(application, now);
      case ClusterEvent.ApplicationAway(long now, String id) -> {
        ApplicationRecord application = applications.get(id);
        if (application != null) application.leave(now);
      }
      case ClusterEvent.ApplicationEnded(long now, String id) ->
          end(id, "the application has ended");
      case ClusterEvent.ExecutorStarted(
              long now,
              String worker,
              ClusterMessage.ExecutorStarted what) ->
          places.started(worker, what);
      case ClusterEvent.ExecutorEnded(long now, String worker, ClusterMessage.ExecutorEnded what) ->
          places.ended(worker, what);
      case ClusterEvent.ExecutorSilent(long now, String application, String executor) ->
          places.kill(application, executor);
      case ClusterEvent.CoresWanted(long now, String application, int cores) ->
          want(application, cores);
      case ClusterEvent.ExecutorReturned(long now, String application, String executor) ->
          places.giveBack(application, executor);
      case ClusterEvent.PlaceGone(long now, String worker, ClusterMessage.PlaceGone what) ->
          places.gone(worker, what);
      case ClusterEvent.DriverSubmitted(long now, String id, ClusterMessage.DriverWish wish) ->
          drivers.submit(id, wish);
      case ClusterEvent.DriverKilled(long now, String id) -> drivers.kill(id, epoch);
      case ClusterEvent.DriverEnded(long now, String worker, ClusterMessage.DriverEnded what) -> {
        drivers.ended(now, worker, what);
        workers.find(worker).ifPresent(changes.freed::add);
      }
      case ClusterEvent.Tick(long now) -> tick(now);
    }
    if (isRecovering && workers.absent().isEmpty()) endRecovery();
    if (!isRecovering) serve(event.nowMillis());
    for (ApplicationRecord application : changes.touched) tell(application);
    return List.copyOf(commands);
  }

  // ---- recovery and time

  private void recover(ClusterEvent.Recovered recovered) {
    List<KeptEntry.KeptDriver> keptDrivers = new ArrayList<>();
    for (KeptEntry entry : recovered.entries()) {
      switch (entry) {
        case KeptEntry.KeptWorker(String id, String host, int port, int cores, int memoryMiB) ->
            workers.add(new WorkerRecord(id, host, port, cores, memoryMiB, false));
        case KeptEntry.KeptApplication kept -> {
          add(
              new ApplicationRecord(
                  kept.application(),
                  kept.name(),
                  kept.wishes(),
                  kept.order(),
                  kept.life(),
                  recovered.nowMillis()));
          lastOrder = Math.max(lastOrder, kept.order());
        }
        case KeptEntry.KeptDriver driver -> keptDrivers.add(driver);
      }
    }
    drivers.recover(keptDrivers, recovered.nowMillis());
    isRecovering = !workers.absent().isEmpty();
    recoveryEndMillis = recovered.nowMillis() + limits.recoveryMillis();
  }

  private void tick(long now) {
    if (isRecovering && now >= recoveryEndMillis)
      for (WorkerRecord worker : workers.absent()) lose(worker, "it has not come back", now);
    if (isRecovering && now < recoveryEndMillis) return;
    drivers.tick(now);
    for (ApplicationRecord application : List.copyOf(applications.values()))
      if (!application.isPresent()
          && now - application.awaySinceMillis() >= limits.absenceMillis()
          && now >= recoveryEndMillis) end(application.id, "its driver is gone");
  }

  private void endRecovery() {
    isRecovering = false;
    workers.mostFreeFirst().forEach(changes.freed::add);
    changes.touched.addAll(queue.values());
    commands.add(
        new ClusterCommand.Note(
            "Recovered: "
                + workers.presentCount()
                + " workers, "
                + queue.size()
                + " applications"));
  }

  // ---- workers

  private void join(RegisterWorker said, long now) {
    Optional<WorkerRecord> earlier = workers.find(said.worker());
    WorkerRecord worker =
        new WorkerRecord(
            said.worker(), said.host(), said.port(), said.cores(), said.memoryMiB(), true);
    earlier.ifPresent(record -> places.forgetPlaces(record, ""));
    earlier.ifPresent(workers::remove);
    workers.add(worker);
    if (earlier.isEmpty())
      commands.add(
          new ClusterCommand.Keep(
              key(worker),
              new KeptEntry.KeptWorker(
                  worker.id, worker.host, worker.port, worker.cores, worker.memoryMiB)));
    for (HeldPlace held : said.places()) places.adopt(worker, held);
    drivers.join(worker, said.drivers(), epoch);
    changes.freed.add(worker);
    changes.touched.addAll(queue.values());
  }

  private static String key(WorkerRecord worker) {
    return "worker-" + worker.id;
  }

  private void lose(WorkerRecord worker, String reason, long now) {
    commands.add(new ClusterCommand.Note("Worker " + worker.id + " is lost: " + reason));
    commands.add(new ClusterCommand.Forget(key(worker)));
    workers.remove(worker);
    drivers.lose(worker, now);
    places.forgetPlaces(worker, "its worker " + worker.id + " is lost");
    changes.freed.remove(worker);
    changes.touched.addAll(queue.values());
  }

  // ---- applications

  private void join(RegisterApplication said, long now) {
    ApplicationRecord application = applications.get(said.application());
    if (application != null && application.isSupersededBy(said.life())) {
      end(application.id, "a later driver has the application");
      application = null;
    }
    if (application == null) {
      application =
          new ApplicationRecord(
              said.application(), said.name(), said.wishes(), ++lastOrder, said.life(), now);
      add(application);
      commands.add(
          new ClusterCommand.Keep(
              key(application.id),
              new KeptEntry.KeptApplication(
                  application.id,
                  application.name,
                  application.wishes,
                  application.order,
                  said.life().epoch(),
                  said.life().incarnation())));
    }
    application.arrive(said);
    changes.hungry.add(application);
    changes.touched.add(application);
  }

  /** Which other driver has the application, if it is not for the taking. */
  Optional<ClusterMessage.Life> holderOtherThan(RegisterApplication said) {
    ApplicationRecord application = applications.get(said.application());
    if (application == null
        || !application.isAnother(said.life())
        || application.isSupersededBy(said.life())) return Optional.empty();
    return Optional.of(application.life());
  }

  private void add(ApplicationRecord application) {
    applications.put(application.id, application);
    queue.put(application.order, application);
  }

  private static String key(String application) {
    return "application-" + application;
  }

  private void end(String id, String reason) {
    ApplicationRecord application = applications.remove(id);
    if (application == null) return;
    queue.remove(application.order);
    changes.hungry.remove(application);
    changes.touched.remove(application);
    commands.add(new ClusterCommand.Forget(key(id)));
    for (Placement placement : application.places()) places.stop(placement, reason);
  }

  private void want(String id, int cores) {
    ApplicationRecord application = applications.get(id);
    if (application == null) return;
    application.ask(cores);
    changes.hungry.add(application);
    changes.touched.add(application);
  }

  // ---- decisions

  private void serve(long now) {
    drivers.start(now, epoch);
    for (WorkerRecord worker : changes.freed) {
      if (workers.find(worker.id).orElse(null) != worker || !worker.isPresent) continue;
      for (ApplicationRecord application : queue.values()) {
        if (worker.freeCores() == 0) break;
        place(application, List.of(worker));
      }
    }
    for (ApplicationRecord application : queue.values())
      if (changes.hungry.contains(application)) place(application, workers.mostFreeFirst());
  }

  private void place(ApplicationRecord application, Iterable<WorkerRecord> candidates) {
    for (Shares.Share share : Shares.of(application, candidates, limits.isSpread())) {
      HeldPlace held = places.grant(application, share);
      RegisterApplication said = application.registration().orElseThrow();
      commands.add(
          new ClusterCommand.TellWorker(
              share.worker().id,
              new ClusterMessage.RunExecutors(
                  epoch,
                  held,
                  said.driverHost(),
                  said.driverPort(),
                  said.secret(),
                  said.results(),
                  said.files())));
    }
  }

  private void tell(ApplicationRecord application) {
    if (!application.isPresent() || !applications.containsKey(application.id)) return;
    ClusterMessage news = news(application);
    if (application.isNews(news))
      commands.add(new ClusterCommand.TellApplication(application.id, news));
  }

  private ClusterMessage news(ApplicationRecord application) {
    if (!application.hasPlaces()
        && !application.lastFailure().isEmpty()
        && isExcludedEverywhere(application))
      return new ClusterMessage.Exhausted(
          epoch,
          "its executors end too often at every worker; the last: " + application.lastFailure());
    return new ClusterMessage.Granted(
        epoch,
        application.places().size(),
        application.grantedCores(),
        application.hasPlaces() ? "" : Shortage.of(application, workers, isRecovering));
  }

  private boolean isExcludedEverywhere(ApplicationRecord application) {
    for (WorkerRecord worker : workers.all())
      if (worker.isPresent && !application.isExcludedFrom(worker)) return false;
    return !isRecovering;
  }

  // ---- for people

  ClusterMessage.Status status() {
    return new ClusterMessage.Status(
        epoch,
        workers.all().stream()
            .sorted((left, right) -> left.id.compareTo(right.id))
            .map(WorkerRecord::status)
            .toList(),
        queue.values().stream()
            .map(
                application ->
                    application.status(
                        application.hasPlaces()
                            ? ""
                            : Shortage.of(application, workers, isRecovering)))
            .toList(),
        drivers.status());
  }

  Optional<DriverStatus> driver(String id) {
    return drivers.status(id);
  }

  /** Fails unless what this class promises holds. Looks at everything: for tests. */
  void checkInvariants() {
    places.checkInvariants();
    for (ApplicationRecord application : applications.values()) {
      if (isRecovering || !application.wantsMore()) continue;
      for (WorkerRecord worker : workers.mostFreeFirst())
        Check.that(!application.takes(worker), "nothing that fits waits", application.id);
    }
  }
}
