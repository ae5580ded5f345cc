package io.brasa.cluster.protocol;

import io.brasa.core.remote.Message;
import java.util.List;
import java.util.Map;

/**
 * What masters, workers, drivers and the command line say. A new kind is added only at the end,
 * since its place in this file is its number in frames.
 */
public sealed interface ClusterMessage extends Message {
  /**
   * An order of a master. Whoever has heard of a later epoch does not obey: a master that was
   * stopped while another took over wakes up believing that it leads.
   */
  interface Order {
    long epoch();
  }

  /**
   * A worker introduces itself: a request that {@link Registered} or {@link NotLeading} answers.
   *
   * @param worker never used by another process
   * @param host where it serves logs, and runs executors
   * @param places what it runs already, for a master that has just begun to lead
   * @param drivers as {@code places}
   */
  record RegisterWorker(
      String worker,
      String host,
      int port,
      int cores,
      int memoryMiB,
      List<HeldPlace> places,
      List<HeldDriver> drivers)
      implements ClusterMessage {
    public RegisterWorker {
      places = List.copyOf(places);
      drivers = List.copyOf(drivers);
    }
  }

  /** A driver that a worker runs, with what it takes; nothing if it has ended. */
  record HeldDriver(String driver, int cores, int memoryMiB) {}

  /**
   * An application introduces itself: a request that {@link Registered}, {@link NotLeading} or
   * {@link Superseded} answers.
   *
   * @param secret what its executors have to know
   * @param results what results depend on besides data, by name
   * @param coresAsked how many it wants for now, within its wishes; see {@link CoresWanted}
   * @param files what its executors find in their folder, by name; each is the SHA-256 of a content
   *     that masters have
   * @param life which of its drivers this is
   */
  record RegisterApplication(
      String application,
      String name,
      Wishes wishes,
      String driverHost,
      int driverPort,
      HiddenText secret,
      Map<String, String> results,
      Map<String, String> files,
      int coresAsked,
      Life life)
      implements ClusterMessage {
    public RegisterApplication {
      results = Map.copyOf(results);
      files = Map.copyOf(files);
    }
  }

  /** From now on the peer takes orders of this epoch. */
  record Registered(long epoch) implements ClusterMessage {}

  /** This master does not lead at present. */
  record NotLeading() implements ClusterMessage {}

  /** An application has ended in order: what it has is free. One-way. */
  record EndApplication(String application) implements ClusterMessage {}

  /** To a worker: keep an executor running. */
  record RunExecutors(
      long epoch,
      HeldPlace place,
      String driverHost,
      int driverPort,
      HiddenText secret,
      Map<String, String> results,
      Map<String, String> files)
      implements ClusterMessage, Order {
    public RunExecutors {
      results = Map.copyOf(results);
      files = Map.copyOf(files);
    }
  }

  /** To a worker: the place is no longer wanted. {@link PlaceGone} follows, in any case. */
  record StopExecutors(long epoch, String place, String reason) implements ClusterMessage, Order {}

  /** Of a worker: a process was started at a place. */
  record ExecutorStarted(String place, String executor, long processId) implements ClusterMessage {}

  /** Of a worker: a process has ended while it should not; another will be started. */
  record ExecutorEnded(String place, String executor, String reason) implements ClusterMessage {}

  /**
   * Of a worker: nothing runs at the place, and nothing will.
   *
   * @param isFailure whether processes have ended too often, or could not be started
   */
  record PlaceGone(String place, boolean isFailure, String reason) implements ClusterMessage {}

  /** To a driver: why an executor of its own has ended. */
  record ExecutorGone(long epoch, String executor, String reason)
      implements ClusterMessage, Order {}

  /**
   * To a driver: what it has now.
   *
   * @param waiting why it has not more, if it wants more; else empty
   */
  record Granted(long epoch, int executors, int cores, String waiting)
      implements ClusterMessage, Order {}

  /** To a driver: nothing will come any more. */
  record Exhausted(long epoch, String reason) implements ClusterMessage, Order {}

  /** A request of the command line, answered by {@link Status}. */
  record StatusRequest() implements ClusterMessage {}

  record Status(
      long epoch,
      List<WorkerStatus> workers,
      List<ApplicationStatus> applications,
      List<DriverStatus> drivers)
      implements ClusterMessage {
    public Status {
      workers = List.copyOf(workers);
      applications = List.copyOf(applications);
      drivers = List.copyOf(drivers);
    }
  }

  /** Answers a request that has nothing to tell. */
  record Done() implements ClusterMessage {}

  /**
   * To a worker: a stream of {@link LogChunk}s.
   *
   * @param executor empty for all of the application
   * @param read how many bytes of which executor's log are not wanted, since they are known
   */
  record LogRequest(String application, String executor, Map<String, Long> read)
      implements ClusterMessage {
    public LogRequest {
      read = Map.copyOf(read);
    }
  }

  record LogChunk(String executor, byte[] bytes) implements ClusterMessage {}

  /** Asks a master for a file, by the SHA-256 of its content, as a stream of {@link FileChunk}s. */
  record FetchFile(String sha256) implements ClusterMessage {}

  record FileChunk(byte[] bytes) implements ClusterMessage {}

  /** Asks a master whether it has a file: {@link Done}, or {@link FileMissing}. */
  record HasFile(String sha256) implements ClusterMessage {}

  record FileMissing(String sha256) implements ClusterMessage {}

  /** A request that {@link Done} answers: the next bytes of a file, in order. */
  record StoreFile(String sha256, long offset, byte[] bytes, boolean isLast)
      implements ClusterMessage {}

  /** A request that {@link DriverStatus} answers. */
  record SubmitDriver(DriverWish wish) implements ClusterMessage {}

  /** A request that {@link DriverStatus} answers. */
  record KillDriver(String driver) implements ClusterMessage {}

  /** To a worker: run a driver once. */
  record RunDriver(long epoch, String driver, DriverWish wish) implements ClusterMessage, Order {}

  /** To a worker: the driver is no longer wanted. {@link DriverEnded} follows, in any case. */
  record StopDriver(long epoch, String driver, String reason) implements ClusterMessage, Order {}

  /** Of a worker. */
  record DriverEnded(String driver, int exitCode, String reason) implements ClusterMessage {}

  /** A driver as the master knows it. */
  record DriverStatus(String driver, String name, String state, String worker, String reason)
      implements ClusterMessage {
    /** Whether it runs, or will. */
    public boolean isUnderWay() {
      return state.equals("WAITING") || state.equals("RUNNING");
    }
  }

  /** Of a driver: an executor no longer answers, and its process may still run. */
  record ExecutorSilent(String executor) implements ClusterMessage {}

  /** To a worker: the process of an executor must not go on. Another takes its place. */
  record KillExecutor(long epoch, String executor) implements ClusterMessage, Order {}

  /** Of a driver: how many cores it wants from now on, all together, within its wishes. */
  record CoresWanted(int cores) implements ClusterMessage {}

  /** Of a driver: an executor is not needed any more, nor another one in its place. */
  record ReturnExecutor(String executor) implements ClusterMessage {}

  /** Of one master's election to another's: a request that {@link ElectionAnswer} answers. */
  record ElectionQuestion(byte[] bytes) implements ClusterMessage {}

  record ElectionAnswer(byte[] bytes) implements ClusterMessage {}

  /** Of a master that has begun to lead, to workers that its predecessor knew: register. */
  record Leads(long epoch) implements ClusterMessage {}

  /** To a driver: another one, of this life, has the application. */
  record Superseded(Life life) implements ClusterMessage {}

  // ---- parts of messages

  /**
   * A place for executors.
   *
   * @param place never used again, in any epoch
   * @param incarnation of the driver that they are for
   */
  record HeldPlace(
      String place,
      String application,
      String applicationName,
      int cores,
      int memoryMiB,
      String incarnation) {}

  /**
   * Which of an application's drivers one is.
   *
   * @param epoch above those of all that a journal knows
   * @param incarnation different for each driver that there ever was; empty if that is not known
   */
  record Life(long epoch, String incarnation) {
    /** Of an application that nobody has heard of. */
    public static final Life UNKNOWN = new Life(0, "");
  }

  /**
   * What an application asks for.
   *
   * @param coresMost of all its executors; zero means as many as there are
   * @param executorCores of each executor; zero means all that a worker has free, in one executor
   * @param executorMemoryMiB the largest heap of each
   */
  record Wishes(int coresMost, int executorCores, int executorMemoryMiB) {
    public Wishes {
      if (coresMost < 0 || executorCores < 0 || executorMemoryMiB < 1)
        throw new IllegalArgumentException(
            "Wishes: " + coresMost + ", " + executorCores + ", " + executorMemoryMiB);
    }
  }

  /**
   * A driver that is to run in the cluster.
   *
   * @param files what it needs, by the name it has there; each is the SHA-256 of a content
   * @param words the command line after {@code brasa}
   * @param isSupervised whether it is started again when it fails or its worker is lost
   */
  record DriverWish(
      String name,
      Map<String, String> files,
      List<String> words,
      int cores,
      int memoryMiB,
      boolean isSupervised) {
    public DriverWish {
      files = Map.copyOf(files);
      words = List.copyOf(words);
    }
  }

  /** A text that does not appear in logs. */
  record HiddenText(String text) {
    @Override
    public String toString() {
      return "(hidden)";
    }
  }

  record WorkerStatus(
      String worker,
      String host,
      int port,
      int cores,
      int coresFree,
      int memoryMiB,
      int memoryFreeMiB,
      boolean isPresent) {}

  record ApplicationStatus(
      String application,
      String name,
      int cores,
      boolean isPresent,
      String waiting,
      List<ExecutorStatus> executors) {
    public ApplicationStatus {
      executors = List.copyOf(executors);
    }
  }

  /** {@code executor} is empty until its process has started. */
  record ExecutorStatus(
      String place, String worker, String executor, long processId, int cores, int memoryMiB) {}
}
