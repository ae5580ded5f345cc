package io.brasa.cluster.master;

import java.util.ArrayList;
import java.util.List;

/**
 * How cores are shared out: which workers get how many executors of an application. Spread out, a
 * worker gets its second share only after every other that has room has its first; packed, a worker
 * is filled before the next. With executors of a size each share is one; without, all shares of a
 * worker are one executor.
 */
final class Shares {
  /** One executor to be. */
  record Share(WorkerRecord worker, int cores) {}

  private static final class Taken {
    final WorkerRecord worker;
    int units;

    Taken(WorkerRecord worker) {
      this.worker = worker;
    }

    boolean fits(ApplicationRecord application) {
      boolean isOneExecutor = application.wishes.executorCores() == 0;
      long executors = isOneExecutor ? 1 : units + 1L;
      return worker.hasRoom(
          (units + 1) * application.unit(),
          (int) Math.min(Integer.MAX_VALUE, executors * application.wishes.executorMemoryMiB()));
    }
  }

  private Shares() {}

  /**
   * What an application gets.
   *
   * @param candidates those with most free cores first
   */
  static List<Share> of(
      ApplicationRecord application, Iterable<WorkerRecord> candidates, boolean isSpread) {
    if (!application.wantsMore()) return List.of();
    int units = application.wantedCores() / application.unit();
    List<Taken> taken = usable(application, candidates, units);
    if (isSpread) {
      for (List<Taken> round = taken; units > 0 && !round.isEmpty(); ) {
        List<Taken> next = new ArrayList<>();
        for (Taken one : round) {
          if (units == 0 || !one.fits(application)) continue;
          one.units++;
          units--;
          next.add(one);
        }
        round = next;
      }
    } else {
      for (Taken one : taken) for (; units > 0 && one.fits(application); units--) one.units++;
    }
    return shares(application, taken);
  }

  /** More workers than units are of no use. */
  private static List<Taken> usable(
      ApplicationRecord application, Iterable<WorkerRecord> candidates, int units) {
    List<Taken> usable = new ArrayList<>();
    for (WorkerRecord worker : candidates) {
      if (usable.size() == units) break;
      if (application.takes(worker)) usable.add(new Taken(worker));
    }
    return usable;
  }

  private static List<Share> shares(ApplicationRecord application, List<Taken> taken) {
    List<Share> shares = new ArrayList<>();
    for (Taken one : taken) {
      if (application.wishes.executorCores() == 0) {
        if (one.units > 0) shares.add(new Share(one.worker, one.units));
      } else {
        for (int i = 0; i < one.units; i++) shares.add(new Share(one.worker, application.unit()));
      }
    }
    return shares;
  }
}
