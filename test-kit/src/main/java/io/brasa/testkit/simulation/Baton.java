package io.brasa.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to run. There is one, so that of all threads of a simulation exactly one makes
 * progress, and which one is decided by a seeded source of chance alone.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>{@code running} is the holder. Only the holder touches the state of the simulation, so none
 *       of it needs a lock; handing over through the volatile field makes it visible to the next
 *       holder.
 *   <li>The holder gives the baton away at a step: it picks its successor itself, there is no
 *       scheduling thread. Picking itself costs nothing but the pick.
 *   <li>A thread waits for the baton by parking. Threads are virtual because the JVM hands over
 *       between them in 0.2 to 0.7 microseconds, between platform threads in 10 to 18 (measured on
 *       two cores).
 *   <li>Time moves at steps only: a little at each, and to the next deadline when no thread can
 *       run.
 *   <li>A doomed thread is never picked. Whoever dooms it hands it the baton, waits until it has
 *       ended, and goes on; so a kill is one step for everybody else, and what a dying thread does
 *       to memory is done before the kill returns.
 * </ul>
 */
final class Baton {
  /**
   * Virtual nanoseconds that a step takes at most; a seed has one of them, so that timeouts strike
   * at different depths.
   */
  private static final int[] STEP_NANOS = {1_000, 20_000, 400_000};

  /** How many of 16 steps stay with the running thread though others could run. */
  private static final int[] STICKINESS = {0, 0, 8, 14};

  /**
   * A thread that has been told so often to end and goes on is an endless loop around a handler.
   */
  private static final int MAX_DEATHS = 1_000;

  private final long seed;
  private final SimulationLimits limits;
  private final SplittableRandom chance;
  private final int stepNanos;
  private final int stickiness;
  private final Trace trace = new Trace();
  private final List<SimulatedThread> threads = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private SimulatedThread[] candidates = new SimulatedThread[16];
  private long nowNanos;
  private boolean isOver;
  private volatile long stepCount;
  private volatile SimulatedThread running;
  private volatile SimulationFailure failure;

  Baton(long seed, SimulationLimits limits, SplittableRandom chance) {
    this.seed = seed;
    this.limits = limits;
    this.chance = chance;
    this.stepNanos = STEP_NANOS[chance.nextInt(STEP_NANOS.length)];
    this.stickiness = STICKINESS[chance.nextInt(STICKINESS.length)];
  }

  long nowNanos() {
    return nowNanos;
  }

  long stepCount() {
    return stepCount;
  }

  Trace trace() {
    return trace;
  }

  SimulationFailure failure() {
    return failure;
  }

  List<SimulatedThread> threads() {
    return List.copyOf(threads);
  }

  /**
   * Whether a run is under way: before and after it, a test may look at files from its own thread.
   */
  boolean isRunning() {
    return running != null;
  }

  /** The calling thread, which must be the holder. Ends it if it is doomed. */
  SimulatedThread current() {
    SimulatedThread me = running;
    if (me == null || me.thread != Thread.currentThread()) {
      throw new IllegalStateException(
          "Thread \""
              + Thread.currentThread().getName()
              + "\" is not part of the simulation of seed "
              + seed);
    }
    if (me.isDoomed) throw death(me);
    return me;
  }

  void note(String action) {
    trace.add(nowNanos, running == null ? "test" : running.toString(), action);
  }

  /** Makes a thread known; it begins when it is picked. */
  SimulatedThread add(String name, SimulatedProcess process, boolean isService, Runnable body) {
    SimulatedThread added = new SimulatedThread(name, process, isService);
    added.thread = Thread.ofVirtual().name(added.toString()).unstarted(() -> live(added, body));
    threads.add(added);
    note("starts " + name);
    return added;
  }

  private void live(SimulatedThread me, Runnable body) {
    try {
      body.run();
    } catch (SimulatedDeath death) {
      // the thread's process was killed
    } catch (Throwable problem) {
      if (!me.isDoomed) fail(me, "thread " + me + " ended by " + problem, problem);
    }
    leave(me);
  }

  /** The last thing a thread does with the baton. */
  private void leave(SimulatedThread me) {
    threads.remove(me);
    SimulatedThread next = me.heir != null ? me.heir : isOver ? null : pick(me);
    if (next != null) {
      pass(next);
    } else {
      running = null;
      over.countDown();
    }
  }

  /** Starts the run; returns when it is over or, with a failure, when it stands still. */
  void run(SimulatedThread first) throws InterruptedException {
    pass(first);
    Stall stall = new Stall(limits.stallMillis());
    while (!stall.waitFor(over)) {
      SimulatedThread holder = running;
      if (stall.lasts(stepCount)) {
        failure =
            new SimulationFailure(
                seed,
                holder
                    + " reached no step within "
                    + limits.stallMillis()
                    + " ms; does it wait for a lock that"
                    + " another thread holds across a step?\n"
                    + Dump.of(this, holder),
                null);
        return;
      }
    }
  }

  /** A step at which another thread may run. */
  void step(String action) {
    SimulatedThread me = current();
    note(action);
    handOver(me);
  }

  /**
   * Gives the baton away; returns when the thread was picked again. The caller has set what the
   * thread waits for.
   */
  void handOver(SimulatedThread me) {
    SimulatedThread next = pick(me);
    if (next == null) throw death(me);
    if (next != me) {
      pass(next);
      awaitBaton(me);
    }
    if (me.isDoomed) throw death(me);
    me.stopWaiting();
    if (me.interruptSeen) {
      me.interruptSeen = false;
      me.thread.interrupt();
    }
  }

  private void pass(SimulatedThread next) {
    running = next;
    if (next.isStarted) {
      LockSupport.unpark(next.thread);
    } else {
      next.isStarted = true;
      next.thread.start();
    }
  }

  private void awaitBaton(SimulatedThread me) {
    while (running != me) {
      LockSupport.park(this);
      if (me.thread.isInterrupted()) {
        me.interruptSeen = true;
        Thread.interrupted();
      }
    }
  }

  /** The thread to run next, or null if the run has failed. */
  private SimulatedThread pick(SimulatedThread from) {
    long step = stepCount + 1;
    stepCount = step;
    nowNanos += 1 + chance.nextInt(stepNanos);
    if (step > limits.maxSteps() || nowNanos > limits.maxVirtualMillis() * 1_000_000) {
      fail(
          from,
          "not over after " + step + " steps and " + nowNanos / 1_000_000 + " virtual ms",
          null);
      return null;
    }
    if (stickiness > 0 && from.canRun(nowNanos, step) && !from.isDoomed && threads.contains(from)) {
      if (chance.nextInt(16) < stickiness) return from;
    }
    int count = collect(step);
    if (count == 0 && jump()) count = collect(step);
    if (count == 0) {
      fail(from, "no thread can run and nothing is due", null);
      return null;
    }
    SimulatedThread next = count == 1 ? candidates[0] : candidates[chance.nextInt(count)];
    trace.add(nowNanos, next.name, "runs");
    return next;
  }

  private int collect(long step) {
    if (candidates.length < threads.size()) candidates = new SimulatedThread[2 * threads.size()];
    int count = 0;
    for (int i = 0; i < threads.size(); i++) {
      SimulatedThread thread = threads.get(i);
      if (thread.canRun(nowNanos, step)) candidates[count++] = thread;
    }
    return count;
  }

  /** Moves time to the next deadline, or failing that releases who waits for a step. */
  private boolean jump() {
    SimulatedThread first = null;
    SimulatedThread next = null;
    for (SimulatedThread thread : threads) {
      if (thread.process.isPaused()) continue;
      if (first == null || thread.deadlineNanos < first.deadlineNanos) first = thread;
      if (next == null || thread.wakeStep < next.wakeStep) next = thread;
    }
    if (first == null) return false;
    if (first.deadlineNanos != SimulatedThread.NEVER) {
      nowNanos = Math.max(nowNanos, first.deadlineNanos);
      return true;
    }
    if (next.wakeStep == SimulatedThread.NEVER) return false;
    next.isRunnable = true;
    return true;
  }

  /** Ends all of {@code doomed} but the calling thread, one after the other. */
  void unwind(SimulatedThread me, List<SimulatedThread> doomed) {
    for (SimulatedThread thread : doomed) {
      if (thread == me || !threads.contains(thread)) continue;
      thread.isDoomed = true;
      if (!thread.isStarted) {
        threads.remove(thread);
        continue;
      }
      thread.heir = me;
      pass(thread);
      awaitBaton(me);
    }
  }

  /**
   * Ends the run: all other threads now, then, by the caller's return or {@link #death}, this one.
   */
  void finish(SimulatedThread me) {
    unwind(me, threads());
    isOver = true;
  }

  private void fail(SimulatedThread me, String what, Throwable cause) {
    if (failure == null) {
      failure = new SimulationFailure(seed, what + "\n" + Dump.of(this, me), cause);
    }
    me.isDoomed = true;
    finish(me);
  }

  private SimulatedDeath death(SimulatedThread me) {
    if (++me.deathCount > MAX_DEATHS) {
      if (failure == null) {
        failure =
            new SimulationFailure(seed, me + " does not end though its process was killed", null);
      }
      leave(me);
      while (true) LockSupport.park(this);
    }
    return new SimulatedDeath();
  }
}
