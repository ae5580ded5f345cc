package io.brasa.cluster.simulation;

import io.brasa.cluster.master.MasterNode;
import io.brasa.cluster.master.ProgramFiles;
import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.ApplicationStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.protocol.ClusterMessage.Status;
import io.brasa.cluster.protocol.ClusterMessage.Wishes;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.simulation.SimulatedNetwork;
import io.brasa.testkit.simulation.SimulatedProcess;
import io.brasa.testkit.simulation.SimulatedStorage;
import io.brasa.testkit.simulation.Simulation;
import io.brasa.testkit.simulation.SimulationLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Three real masters, and workers and applications that pretend, in one simulation: masters are
 * killed, stand still, are cut off from all, from the election alone, or from some; workers too;
 * one way or both; what keeps their state is slow, and wall clocks are set. In the end, with all
 * healed, one master leads, it knows what workers hold and no more, whoever waits does not fit,
 * each driver runs once. And on the way no worker took an order of a master whose epoch was over,
 * was given more than it has, or ran a place twice.
 */
final class MastersRun implements LongFunction<String> {
  private static final SimulationLimits LIMITS = new SimulationLimits(3_000_000, 3_600_000, 60_000);
  private static final int MASTERS = 3;
  private static final int PORT = 7_700;
  private static final int BLOWS = 6;
  private static final int JUMP_MILLIS = 4_000_000;
  private static final int BETWEEN_MILLIS = 12_000;
  private static final long SETTLING_MILLIS = 75_000;
  private static final String APPLICATION = "application-";

  @Override
  public String apply(long seed) {
    Simulation simulation = new Simulation(seed, LIMITS);
    try {
      return simulation.call(() -> new Scene(simulation).play());
    } catch (RuntimeException failure) {
      return failure.toString();
    }
  }

  /** One run. */
  private static final class Scene {
    private final Simulation simulation;
    private final RandomGenerator chance;
    private final SimulatedNetwork network;
    private final Ensemble ensemble;
    private final Truth truth = new Truth();
    private final MasterUrl url;
    private final MasterNode[] masters = new MasterNode[MASTERS];
    private final SimulatedProcess[] processes = new SimulatedProcess[MASTERS];
    private final List<PretendWorker> workers = new ArrayList<>();
    private final Map<String, PretendApplication> applications = new LinkedHashMap<>();
    private final Set<String> submitted = new TreeSet<>();
    private final List<Runnable> heals = new ArrayList<>();
    private int names;

    Scene(Simulation simulation) {
      this.simulation = simulation;
      this.chance = simulation.chance();
      this.network = new SimulatedNetwork(simulation);
      this.ensemble = new Ensemble(simulation);
      List<Address> addresses = new ArrayList<>();
      for (int i = 0; i < MASTERS; i++) addresses.add(new Address("master-" + i, PORT));
      this.url = new MasterUrl(addresses);
    }

    String play() throws InterruptedException {
      ensemble.start();
      for (int i = 0; i < MASTERS; i++) startMaster(i);
      int count = 3 + chance.nextInt(4);
      for (int i = 0; i < count; i++) startWorker();
      int programs = 2 + chance.nextInt(3);
      for (int i = 0; i < programs; i++) startApplication();
      int drivers = chance.nextInt(4);
      for (int i = 0; i < drivers; i++) submit();
      int blows = 1 + chance.nextInt(BLOWS);
      for (int i = 0; i < blows; i++) {
        simulation.sleepMillis(chance.nextInt(BETWEEN_MILLIS));
        strike();
      }
      for (Runnable heal : List.copyOf(heals)) heal.run();
      simulation.sleepMillis(SETTLING_MILLIS);
      if (truth.problem().isEmpty()) judge();
      return truth.problem();
    }

    // ---- who there is

    private void startMaster(int number) {
      SimulatedProcess process = simulation.process("master-" + number);
      processes[number] = process;
      masters[number] = null;
      process.environment().start("main", ThreadKind.WAITING, () -> live(number, process));
    }

    private void live(int number, SimulatedProcess process) {
      MasterNode node =
          new MasterNode(
              process.environment(),
              network.transport(process, PORT),
              ensemble.store(process),
              ensemble.election(process),
              new ProgramFiles(new SimulatedStorage(simulation, process.name()), "/files"),
              true,
              reason -> process.environment().after(1, process::kill));
      process.atDeath(() -> restart(number));
      node.start();
      masters[number] = node;
    }

    private void restart(int number) {
      simulation.test().environment().after(500 + chance.nextInt(3_000), () -> startMaster(number));
    }

    private void startWorker() {
      String name = "worker-" + names++;
      PretendWorker worker =
          new PretendWorker(
              simulation,
              simulation.process(name),
              network,
              url,
              name,
              2 + chance.nextInt(5),
              truth);
      workers.add(worker);
      worker.process.environment().start("main", ThreadKind.WAITING, worker::start);
    }

    private void startApplication() {
      String name = APPLICATION + names++;
      Wishes wishes = new Wishes(1 + chance.nextInt(4), 1, 500);
      PretendApplication application =
          new PretendApplication(simulation.process(name), network, url, wishes, truth);
      applications.put(name, application);
      application.process.environment().start("main", ThreadKind.WAITING, application::start);
    }

    /** An application asks for it; whether the answer comes is another matter. */
    private void submit() {
      PretendApplication any = applications.values().iterator().next();
      DriverWish wish = new DriverWish("d", Map.of(), List.of(), 1, 500, true);
      any.process
          .environment()
          .start(
              "submits",
              ThreadKind.WAITING,
              () -> {
                try {
                  if (any.link()
                          .leader()
                          .request(new ClusterMessage.SubmitDriver(wish), 10_000)
                          .get()
                      instanceof DriverStatus status) submitted.add(status.driver());
                } catch (EngineException noAnswer) {
                  // it may run, or not
                }
              });
    }

    // ---- misfortunes

    private void strike() throws InterruptedException {
      long millis = chance.nextBoolean() ? chance.nextInt(4_000) : 8_000 + chance.nextInt(20_000);
      SimulatedProcess any = processes[chance.nextInt(MASTERS)];
      SimulatedProcess master = chance.nextBoolean() ? any : ensemble.leader().orElse(any);
      List<PretendWorker> living = living();
      PretendWorker worker = living.get(chance.nextInt(living.size()));
      switch (chance.nextInt(13)) {
        case 0 -> master.kill();
        case 1 -> pause(master, millis);
        case 2 -> {
          ensemble.cutOff(master.name());
          heal(millis, () -> ensemble.join(master.name()));
        }
        case 3 -> {
          ensemble.cutOff(master.name());
          for (String other : others()) network.partition(master.name(), other);
          heal(millis, () -> ensemble.join(master.name()));
          heal(millis, () -> others().forEach(other -> network.heal(master.name(), other)));
        }
        case 4 -> part(master.name(), worker.process.name(), millis);
        case 5 -> pause(worker.process, millis);
        case 6 -> {
          worker.process.kill();
          if (chance.nextBoolean()) startWorker();
        }
        case 7 -> network.cut(master.name(), worker.process.name());
        case 8 -> endOrBegin();
        case 10 -> {
          ensemble.slow(master.name(), true);
          heal(millis, () -> ensemble.slow(master.name(), false));
        }
        case 11 -> {
          int jump = chance.nextInt(2 * JUMP_MILLIS) - JUMP_MILLIS;
          (chance.nextBoolean() ? master : worker.process).environment().jump(jump);
        }
        case 9 -> wakeLeader(4_000 + chance.nextInt(4_000));
        default -> {
          if (!worker.places().isEmpty())
            worker.gone(worker.places().keySet().iterator().next(), false, "planted");
        }
      }
    }

    private void pause(SimulatedProcess process, long millis) {
      process.pause();
      heal(millis, process::resume);
    }

    /** Others lead meanwhile; when it wakes, all look for a leader and may find the old one. */
    private void wakeLeader(long millis) {
      if (ensemble.leader().isEmpty()) return;
      SimulatedProcess old = ensemble.leader().get();
      pause(old, millis);
      heal(
          millis,
          () -> {
            for (SimulatedProcess other : processes)
              if (other != old) for (String name : others()) network.cut(other.name(), name);
          });
    }

    private void part(String one, String other, long millis) {
      switch (chance.nextInt(3)) {
        case 0 -> network.partition(one, other);
        case 1 -> network.mute(one, other);
        default -> network.mute(other, one);
      }
      heal(millis, () -> network.heal(one, other));
    }

    private void heal(long millis, Runnable action) {
      heals.add(action);
      simulation.test().environment().after(millis, action);
    }

    private void endOrBegin() {
      if (applications.size() < 2 || chance.nextBoolean()) {
        startApplication();
        return;
      }
      List<String> all = List.copyOf(applications.keySet());
      PretendApplication ended = applications.remove(all.get(1 + chance.nextInt(all.size() - 1)));
      if (chance.nextBoolean()) ended.process.kill();
      else ended.process.environment().start("ends", ThreadKind.WAITING, ended::end);
    }

    private List<PretendWorker> living() {
      return workers.stream().filter(worker -> worker.process.isAlive()).toList();
    }

    private List<String> others() {
      List<String> others = new ArrayList<>();
      for (PretendWorker worker : workers) others.add(worker.process.name());
      others.addAll(applications.keySet());
      return others;
    }

    // ---- what must be in the end

    private void judge() {
      List<Status> leading = new ArrayList<>();
      for (MasterNode master : masters)
        if (master != null && ask(master) instanceof Status status) leading.add(status);
      if (leading.size() != 1) {
        truth.fail(leading.size() + " masters lead");
        return;
      }
      Status status = leading.getFirst();
      if (status.epoch() != ensemble.epoch())
        truth.fail("the leader's epoch is " + status.epoch() + ", not " + ensemble.epoch());
      judgeWorkers(status);
      judgeApplications(status);
      judgeDrivers(status);
    }

    private ClusterMessage ask(MasterNode master) {
      return (ClusterMessage) master.answer(null, new ClusterMessage.StatusRequest());
    }

    private void judgeWorkers(Status status) {
      Set<String> known =
          status.workers().stream()
              .filter(WorkerStatus::isPresent)
              .map(WorkerStatus::worker)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> real =
          living().stream().map(PretendWorker::id).collect(Collectors.toCollection(TreeSet::new));
      if (!known.equals(real)) truth.fail("the leader knows " + known + ", and there are " + real);
    }

    private void judgeApplications(Status status) {
      Set<String> known = new TreeSet<>();
      Set<String> knownPlaces = new TreeSet<>();
      for (ApplicationStatus application : status.applications()) {
        known.add(application.application());
        application.executors().forEach(executor -> knownPlaces.add(executor.place()));
      }
      if (!known.equals(new TreeSet<>(applications.keySet())))
        truth.fail("the leader knows " + known + ", and there are " + applications.keySet());
      Set<String> held = new TreeSet<>();
      for (PretendWorker worker : living()) held.addAll(worker.places().keySet());
      if (!held.equals(knownPlaces))
        truth.fail("workers hold " + held + ", and the leader knows " + knownPlaces);
      boolean hasRoom = living().stream().anyMatch(worker -> worker.coresFree() > 0);
      for (ApplicationStatus application : status.applications()) {
        PretendApplication real = applications.get(application.application());
        if (real != null && hasRoom && application.cores() < real.wishes.coresMost())
          truth.fail(application.application() + " waits for cores, and there are some: " + status);
      }
    }

    private void judgeDrivers(Status status) {
      List<String> running = new ArrayList<>();
      for (PretendWorker worker : living()) running.addAll(worker.drivers().keySet());
      if (new TreeSet<>(running).size() != running.size())
        truth.fail("a driver runs twice: " + running);
      Set<String> known =
          status.drivers().stream()
              .filter(driver -> driver.state().equals("RUNNING"))
              .map(DriverStatus::driver)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!known.equals(new TreeSet<>(running)))
        truth.fail("drivers " + running + " run, and the leader knows " + known);
      Set<String> all =
          status.drivers().stream().map(DriverStatus::driver).collect(Collectors.toSet());
      for (String driver : submitted)
        if (!all.contains(driver)) truth.fail("nobody knows " + driver + ", which was promised");
    }
  }
}
