package io.brasa.cluster.master;

/** Says why an application has no executors: what it asks for, and what there is. */
final class Shortage {
  private Shortage() {}

  static String of(ApplicationRecord application, Workers workers, boolean isRecovering) {
    if (isRecovering) return "the master has just begun to lead and waits for its workers";
    int present = 0;
    WorkerRecord freest = null;
    WorkerRecord largest = null;
    for (WorkerRecord worker : workers.all()) {
      if (!worker.isPresent) continue;
      present++;
      if (freest == null || worker.freeMemoryMiB() > freest.freeMemoryMiB()) freest = worker;
      if (largest == null || worker.memoryMiB > largest.memoryMiB) largest = worker;
    }
    if (present == 0) return "no worker is registered";
    return "it asks for executors of "
        + cores(application.unit())
        + " and "
        + application.wishes.executorMemoryMiB()
        + " MiB; of "
        + present
        + (present == 1 ? " worker" : " workers")
        + " the one with most memory has "
        + cores(largest.cores)
        + " and "
        + largest.memoryMiB
        + " MiB, and the one with most of it free has "
        + cores(freest.freeCores())
        + " and "
        + freest.freeMemoryMiB()
        + " MiB free";
  }

  private static String cores(int count) {
    return count == 1 ? "1 core" : count + " cores";
  }
}
