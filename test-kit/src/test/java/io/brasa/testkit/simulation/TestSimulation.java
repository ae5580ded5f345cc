package io.brasa.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

final class TestSimulation {
  /** Two threads read a counter, let others run, and write it back. */
  private static int incrementTwice(Simulation simulation) {
    Environment environment = simulation.process("worker").environment();
    return simulation.call(
        () -> {
          int[] counter = new int[1];
          int[] ended = new int[1];
          Await done = environment.newAwait();
          for (int i = 0; i < 2; i++) {
            environment.start(
                "increment-" + i,
                ThreadKind.COMPUTE,
                () -> {
                  int seen = counter[0];
                  simulation.step("has read");
                  counter[0] = seen + 1;
                  ended[0]++;
                  done.signal();
                });
          }
          done.until(() -> ended[0] == 2);
          return counter[0];
        });
  }

  @Test
  void replaysASeedStepByStep() {
    Set<Long> hashes = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      Simulation first = new Simulation(seed);
      Simulation second = new Simulation(seed);
      assertEquals(incrementTwice(first), incrementTwice(second), "seed " + seed);
      assertEquals(first.trace(), second.trace(), "seed " + seed);
      assertEquals(first.traceHash(), second.traceHash(), "seed " + seed);
      hashes.add(first.traceHash());
    }
    assertTrue(hashes.size() > 40, "seeds differ, but gave only " + hashes.size() + " traces");
  }

  @Test
  void findsALostUpdate() {
    Set<Integer> answers = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) answers.add(incrementTwice(new Simulation(seed)));
    assertEquals(Set.of(1, 2), answers);
  }

  @Test
  void reportsADeadlockWithEveryThreadAndTheSeed() {
    Simulation simulation = new Simulation(77);
    Environment environment = simulation.process("worker").environment();
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                simulation.run(
                    () -> {
                      environment.start(
                          "stuck", ThreadKind.WAITING, () -> awaitForever(environment));
                      environment.newAwait().until(() -> false);
                    }));
    assertEquals(77, failure.seed());
    assertTrue(failure.getMessage().startsWith("Seed 77: no thread can run"), failure.getMessage());
    assertTrue(failure.getMessage().contains("worker/stuck waits"), failure.getMessage());
    assertTrue(failure.getMessage().contains("awaitForever"), failure.getMessage());
    assertTrue(failure.getMessage().contains("test/main waits"), failure.getMessage());
  }

  private static void awaitForever(Environment environment) {
    try {
      environment.newAwait().until(() -> false);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void reportsAChangeThatNobodySignalled() {
    Simulation simulation = new Simulation(3);
    Environment environment = simulation.test().environment();
    boolean[] isOpen = new boolean[1];
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                simulation.run(
                    () -> {
                      environment.start(
                          "waiter",
                          ThreadKind.WAITING,
                          () -> {
                            awaitQuietly(environment.newAwait(), isOpen);
                          });
                      simulation.sleepMillis(1);
                      isOpen[0] = true;
                      environment.newAwait().until(() -> false);
                    }));
    assertTrue(failure.getMessage().contains("though its condition holds"), failure.getMessage());
  }

  private static void awaitQuietly(Await await, boolean[] isOpen) {
    try {
      await.until(() -> isOpen[0]);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void jumpsToTheNextDeadlineWhenAllWait() {
    Simulation simulation = new Simulation(5);
    Environment environment = simulation.test().environment();
    List<String> order = new ArrayList<>();
    simulation.run(
        () -> {
          long start = environment.nanoTime();
          environment.after(7_200_000, () -> order.add("two hours"));
          environment.after(3_600_000, () -> order.add("one hour"));
          assertFalse(environment.newAwait().until(() -> false, 5_400_000));
          order.add("ninety minutes");
          simulation.sleepMillis(3_600_000);
          long minutes = (environment.nanoTime() - start) / 60_000_000_000L;
          assertEquals(150, minutes);
        });
    assertEquals(List.of("one hour", "ninety minutes", "two hours"), order);
    assertTrue(simulation.stepCount() < 100, "steps: " + simulation.stepCount());
  }

  @Test
  void killsThreadsThroughHandlersAndFinallyBlocks() {
    for (long seed = 0; seed < 20; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedProcess victim = simulation.process("victim");
      Environment environment = victim.environment();
      List<String> effects = new ArrayList<>();
      simulation.run(
          () -> {
            environment.start(
                "worker",
                ThreadKind.COMPUTE,
                () -> {
                  try {
                    awaitForever(environment);
                  } catch (RuntimeException never) {
                    effects.add("handled");
                  } finally {
                    effects.add("unwound");
                    simulation.step("cleans up");
                    effects.add("cleaned");
                  }
                });
            environment.after(50, () -> effects.add("timer"));
            simulation.sleepMillis(10);
            victim.kill();
            assertFalse(victim.isAlive());
            assertEquals(List.of(), simulation.threadNames());
            simulation.sleepMillis(100);
          });
      assertEquals(List.of("unwound"), effects, "seed " + seed);
    }
  }

  @Test
  void aProcessThatKillsItselfGoesNoFurther() {
    Simulation simulation = new Simulation(9);
    SimulatedProcess victim = simulation.process("victim");
    List<String> effects = new ArrayList<>();
    simulation.run(
        () -> {
          victim
              .environment()
              .start(
                  "worker",
                  ThreadKind.COMPUTE,
                  () -> {
                    effects.add("before");
                    victim.kill();
                    effects.add("after");
                  });
          simulation.sleepMillis(1);
        });
    assertEquals(List.of("before"), effects);
  }

  @Test
  void namesAThreadThatRefusesToDie() {
    Simulation simulation = new Simulation(9);
    SimulatedProcess victim = simulation.process("victim");
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                simulation.run(
                    () -> {
                      victim
                          .environment()
                          .start("immortal", ThreadKind.COMPUTE, () -> refuse(simulation));
                      simulation.sleepMillis(5);
                      victim.kill();
                    }));
    assertTrue(failure.getMessage().contains("victim/immortal does not end"), failure.getMessage());
  }

  private static void refuse(Simulation simulation) {
    while (true) {
      try {
        simulation.sleepMillis(1);
      } catch (Throwable ignored) {
        // what this test is about
      }
    }
  }

  @Test
  void aPausedProcessStandsStillWhileTimeGoesOn() {
    for (long seed = 0; seed < 20; seed++) {
      Simulation simulation = new Simulation(seed);
      SimulatedProcess worker = simulation.process("worker");
      int[] beats = new int[1];
      simulation.run(
          () -> {
            worker.environment().start("beat", ThreadKind.WAITING, () -> beat(simulation, beats));
            simulation.sleepMillis(1_000);
            worker.pause();
            int atPause = beats[0];
            assertTrue(atPause > 50, "beats: " + atPause);
            simulation.sleepMillis(1_000);
            assertEquals(atPause, beats[0]);
            worker.resume();
            simulation.sleepMillis(1_000);
            assertTrue(beats[0] > atPause + 50, "beats: " + beats[0]);
          });
    }
  }

  private static void beat(Simulation simulation, int[] beats) {
    try {
      while (true) {
        simulation.sleepMillis(10);
        beats[0]++;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void deliversAnInterruptToAWaitingThread() {
    Simulation simulation = new Simulation(11);
    Environment environment = simulation.test().environment();
    List<String> seen = new ArrayList<>();
    simulation.run(
        () -> {
          Thread[] sleeper = new Thread[1];
          environment.start(
              "sleeper",
              ThreadKind.COMPUTE,
              () -> {
                sleeper[0] = Thread.currentThread();
                try {
                  environment.newAwait().until(() -> false);
                } catch (InterruptedException interrupted) {
                  seen.add("interrupted");
                }
              });
          simulation.sleepMillis(1);
          sleeper[0].interrupt();
          simulation.sleepMillis(1);
        });
    assertEquals(List.of("interrupted"), seen);
  }

  @Test
  void failsWhenAThreadEndsByAnException() {
    Simulation simulation = new Simulation(12);
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                simulation.run(
                    () -> {
                      simulation
                          .process("worker")
                          .environment()
                          .start(
                              "broken",
                              ThreadKind.COMPUTE,
                              () -> {
                                throw new IllegalStateException("oops");
                              });
                      simulation.sleepMillis(10);
                    }));
    assertTrue(failure.getMessage().contains("worker/broken ended by"), failure.getMessage());
    assertEquals("oops", failure.getCause().getMessage());
  }

  @Test
  void endsARunThatTakesTooManySteps() {
    Simulation simulation = new Simulation(13, SimulationLimits.USUAL.withMaxSteps(500));
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                simulation.run(
                    () -> {
                      while (true) simulation.step("again");
                    }));
    assertTrue(failure.getMessage().contains("not over after 501 steps"), failure.getMessage());
  }

  @Test
  void namesTheThreadThatBlocksOnALockHeldAcrossAStep() {
    Simulation simulation = new Simulation(14, new SimulationLimits(1_000_000, 1_000_000, 300));
    ReentrantLock lock = new ReentrantLock();
    Environment environment = simulation.process("worker").environment();
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                simulation.run(
                    () -> {
                      lock.lock();
                      environment.start("blocked", ThreadKind.COMPUTE, lock::lock);
                      simulation.sleepMillis(10);
                      lock.unlock();
                    }));
    assertTrue(
        failure.getMessage().contains("worker/blocked reached no step"), failure.getMessage());
  }

  @Test
  void wakesAtAStepEvenWhenNothingElseCanRun() {
    Simulation simulation = new Simulation(15);
    simulation.run(() -> simulation.awaitStep(1_000));
    assertTrue(simulation.stepCount() < 10);
  }

  @Test
  void refusesThreadsFromOutside() {
    Simulation simulation = new Simulation(16);
    assertThrows(IllegalStateException.class, () -> simulation.sleepMillis(1));
    assertNotEquals(0, simulation.process("late").environment().nanoTime());
  }

  @Test
  void runsAThousandSeedsOfASmallProgramInASecondOrTwo() {
    long start = System.nanoTime();
    long steps = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      Simulation simulation = new Simulation(seed);
      Environment environment = simulation.process("worker").environment();
      simulation.run(
          () -> {
            int[] ended = new int[1];
            Await done = environment.newAwait();
            for (int i = 0; i < 8; i++) {
              environment.start(
                  "task-" + i,
                  ThreadKind.COMPUTE,
                  () -> {
                    for (int k = 0; k < 100; k++) simulation.step("works");
                    ended[0]++;
                    done.signal();
                  });
            }
            done.until(() -> ended[0] == 8);
          });
      steps += simulation.stepCount();
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println(steps + " steps in " + millis + " ms");
    assertTrue(millis < 30_000, steps + " steps took " + millis + " ms");
  }
}
