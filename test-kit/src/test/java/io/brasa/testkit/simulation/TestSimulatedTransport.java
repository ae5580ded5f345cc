package io.brasa.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Channel;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.error.EngineException;
import io.brasa.testkit.contract.RecordingHandler;
import io.brasa.testkit.contract.TransportContract;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;

final class TestSimulatedTransport extends TransportContract {
  private static final int SEEDS = 8;

  @Override
  protected void withPair(ThrowingConsumer<Pair> test) {
    for (long seed = 0; seed < SEEDS; seed++) {
      withWires(
          seed,
          wires ->
              test.accept(
                  new Pair(wires.simulation.test().environment(), wires.left, wires.right)));
    }
  }

  /** Two processes on a network, and a channel from the right one to the left one. */
  private static final class Wires {
    final Simulation simulation;
    final SimulatedNetwork network;
    final SimulatedProcess leftProcess;
    final SimulatedProcess rightProcess;
    final Transport left;
    final Transport right;
    final RecordingHandler served;
    final RecordingHandler connected;

    Wires(long seed) {
      simulation = new Simulation(seed);
      network = new SimulatedNetwork(simulation);
      leftProcess = simulation.process("left");
      rightProcess = simulation.process("right");
      left = network.transport(leftProcess);
      right = network.transport(rightProcess);
      served = new RecordingHandler(simulation.test().environment());
      connected = new RecordingHandler(simulation.test().environment());
    }

    Channel connect() {
      return right.connect(left.serve(served), Purpose.CONTROL, connected);
    }
  }

  private static void withWires(long seed, ThrowingConsumer<Wires> test) {
    Wires wires = new Wires(seed);
    wires.simulation.run(
        () -> {
          try {
            test.accept(wires);
          } catch (Exception | Error thrown) {
            throw thrown;
          } catch (Throwable thrown) {
            throw new AssertionError(thrown);
          }
        });
  }

  @Test
  void aKilledPeerIsHeardOfAndMayTakeFramesWithIt() {
    Set<Integer> counts = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      withWires(
          seed,
          wires -> {
            Channel channel = wires.connect();
            for (int i = 0; i < 50; i++) channel.send(new byte[] {(byte) i});
            wires.rightProcess.kill();
            assertEquals("connection reset", wires.served.awaitClosed());
            int count = wires.served.frames().size();
            for (int i = 0; i < count; i++) assertEquals(i, wires.served.frames().get(i)[0]);
            counts.add(count);
          });
    }
    assertTrue(counts.size() > 5, "received: " + counts);
  }

  @Test
  void aPartitionIsSilentAndHealingDeliversInOrder() {
    for (long seed = 0; seed < SEEDS; seed++) {
      withWires(
          seed,
          wires -> {
            Channel channel = wires.connect();
            wires.served.awaitOpened();
            wires.network.partition("left", "right");
            for (int i = 0; i < 10; i++) channel.send(new byte[] {(byte) i});
            wires.simulation.sleepMillis(60_000);
            assertEquals(0, wires.served.frames().size());
            assertEquals(0, wires.served.closedCount() + wires.connected.closedCount());
            assertThrows(EngineException.class, wires::connect);
            wires.network.heal("left", "right");
            for (int i = 0; i < 10; i++) assertEquals(i, wires.served.awaitFrames(10).get(i)[0]);
          });
    }
  }

  @Test
  void aDeathBehindAPartitionStaysUnheard() {
    withWires(
        3,
        wires -> {
          wires.connect();
          wires.network.partition("left", "right");
          wires.rightProcess.kill();
          wires.simulation.sleepMillis(60_000);
          assertEquals(0, wires.served.closedCount());
          wires.network.heal("right", "left");
          assertEquals("connection reset", wires.served.awaitClosed());
        });
  }

  @Test
  void aCutEndsBothSidesAndLeavesOthersAlone() {
    withWires(
        3,
        wires -> {
          wires.connect();
          wires.network.cut("left", "nobody");
          wires.simulation.sleepMillis(1_000);
          assertEquals(0, wires.served.closedCount());
          wires.network.cut("left", "right");
          assertEquals("connection reset", wires.served.awaitClosed());
          assertEquals("connection reset", wires.connected.awaitClosed());
          assertFalse(wires.connect().peer().isEmpty());
        });
  }

  @Test
  void aPausedPeerHoldsItsSendersUp() {
    withWires(
        3,
        wires -> {
          Channel channel = wires.connect();
          wires.leftProcess.pause();
          int[] sent = new int[1];
          wires
              .rightProcess
              .environment()
              .start(
                  "sender",
                  io.brasa.runtime.environment.ThreadKind.WAITING,
                  () -> {
                    for (; sent[0] < 100; sent[0]++) channel.send(new byte[100_000]);
                  });
          wires.simulation.sleepMillis(60_000);
          assertTrue(sent[0] > 5 && sent[0] < 20, "sent " + sent[0]);
          wires.leftProcess.resume();
          assertEquals(100, wires.served.awaitFrames(100).size());
        });
  }

  @Test
  void nobodyAnswersForADeadProcess() {
    withWires(
        3,
        wires -> {
          Transport.Address address = wires.left.serve(wires.served);
          wires.leftProcess.kill();
          assertThrows(
              EngineException.class,
              () -> wires.right.connect(address, Purpose.CONTROL, wires.connected));
        });
  }

  @Test
  void findsASenderThatChangesASentFrame() {
    SimulationFailure failure =
        assertThrows(
            SimulationFailure.class,
            () ->
                withWires(
                    3,
                    wires -> {
                      byte[] frame = new byte[10];
                      Channel channel = wires.connect();
                      channel.send(frame);
                      frame[3] = 1;
                      wires.simulation.sleepMillis(1_000);
                    }));
    assertTrue(failure.getMessage().contains("nobody changes a frame"), failure.getMessage());
  }
}
