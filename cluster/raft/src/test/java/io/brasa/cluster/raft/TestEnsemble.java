package io.brasa.cluster.raft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.master.LeaderElection;
import io.brasa.cluster.master.RecoverySetup;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three members in this process, whose questions are calls, unless they are cut off. */
@Timeout(120)
final class TestEnsemble {
  private static final List<Address> MASTERS =
      List.of(new Address("a", 1), new Address("b", 2), new Address("c", 3));

  @TempDir private Path folder;
  private final Map<Address, Member> members = new ConcurrentHashMap<>();
  private final Set<Address> cutOff = ConcurrentHashMap.newKeySet();

  private final class Member implements LeaderElection.Candidate {
    final Address own;
    final Ensemble ensemble;
    volatile long epoch;

    Member(Address own) {
      this.own = own;
      RecoverySetup setup =
          new RecoverySetup("", new SystemEnvironment(), own, folder + "/" + own.host(), "", false);
      this.ensemble = new Ensemble(setup, MASTERS, 40);
    }

    @Override
    public void lead(long newEpoch) {
      epoch = newEpoch;
    }

    @Override
    public void resign(String reason) {
      epoch = 0;
    }

    @Override
    public byte[] ask(Address master, byte[] question, long timeoutMillis) {
      Member other = members.get(master);
      if (other == null || cutOff.contains(own) || cutOff.contains(master))
        throw new EngineException(CoreError.PEER_LOST, master + " is not there", "");
      // A member that is being closed may never answer, as a process that is killed.
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> {
            try {
              answer.complete(other.ensemble.answer(question));
            } catch (RuntimeException failure) {
              answer.completeExceptionally(failure);
            }
          });
      try {
        return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException | InterruptedException failure) {
        throw new EngineException(CoreError.PEER_LOST, master + " does not answer", "", failure);
      }
    }
  }

  private Member start(Address address) {
    Member member = new Member(address);
    members.put(address, member);
    member.ensemble.stand(member);
    return member;
  }

  private void startAll() {
    MASTERS.forEach(this::start);
  }

  /** Ratis tells of every vote. */
  private static final Logger RATIS = Logger.getLogger("org.apache.ratis");

  @BeforeAll
  static void beQuiet() {
    RATIS.setLevel(Level.OFF);
  }

  @AfterAll
  static void beAsBefore() {
    RATIS.setLevel(null);
  }

  @AfterEach
  void end() {
    members.values().forEach(member -> member.ensemble.close());
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int round = 0; !condition.getAsBoolean(); round++) {
      assertTrue(round < 3_000, () -> "in vain: " + what);
      Thread.sleep(10);
    }
  }

  private Member leader() throws InterruptedException {
    await("a leader", () -> members.values().stream().anyMatch(this::leads));
    return members.values().stream().filter(this::leads).findFirst().orElseThrow();
  }

  private boolean leads(Member member) {
    return member.epoch != 0 && !cutOff.contains(member.own);
  }

  @Test
  void aSuccessorHasAllThatWasKeptAndALaterEpoch() throws Exception {
    startAll();
    Member first = leader();
    first.ensemble.store().put("worker-1", new byte[] {1});
    first.ensemble.store().put("worker-2", new byte[] {2});
    first.ensemble.store().put("worker-2", new byte[900_000]);
    first.ensemble.store().remove("worker-1");
    long epoch = first.epoch;
    members.remove(first.own);
    first.ensemble.close();
    Member second = leader();
    assertTrue(second.epoch > epoch, second.epoch + " after " + epoch);
    Map<String, byte[]> kept = second.ensemble.store().list();
    assertEquals(Set.of("worker-2"), kept.keySet());
    assertEquals(900_000, kept.get("worker-2").length);
  }

  @Test
  void aLeaderThatIsCutOffKeepsNothingAndStepsDown() throws Exception {
    startAll();
    Member first = leader();
    first.ensemble.store().put("one", new byte[] {1});
    long epoch = first.epoch;
    cutOff.add(first.own);
    Member second = leader();
    assertTrue(second.epoch > epoch, second.epoch + " after " + epoch);
    second.ensemble.store().put("one", new byte[] {2});
    EngineException lost =
        assertThrows(
            EngineException.class, () -> first.ensemble.store().put("one", new byte[] {9}));
    assertEquals(ClusterError.LEADERSHIP_LOST, lost.code());
    cutOff.clear();
    await("its step down", () -> first.epoch == 0);
    assertArrayEquals(new byte[] {2}, second.ensemble.store().list().get("one"));
    second.ensemble.store().put("two", new byte[] {2});
  }

  @Test
  void whoMissedMoreThanTheLogHoldsLearnsFromASnapshot() throws Exception {
    start(MASTERS.get(0));
    start(MASTERS.get(1));
    Member first = leader();
    for (int i = 0; i < 150; i++) first.ensemble.store().put("key-" + i % 7, new byte[] {(byte) i});
    Member late = start(MASTERS.get(2));
    await("the snapshot", () -> late.ensemble.store().list().size() == 7);
    Map<String, byte[]> expected = first.ensemble.store().list();
    await(
        "the rest", () -> late.ensemble.store().list().get("key-2")[0] == expected.get("key-2")[0]);
    members.values().forEach(member -> member.ensemble.close());
    members.clear();
    start(MASTERS.get(0));
    start(MASTERS.get(2));
    Map<String, byte[]> kept = leader().ensemble.store().list();
    for (int i = 143; i < 150; i++)
      assertArrayEquals(new byte[] {(byte) i}, kept.get("key-" + i % 7), "key-" + i % 7);
  }

  @Test
  void garbageIsRefused() {
    Member member = start(MASTERS.get(0));
    for (byte[] garbage : List.of(new byte[0], new byte[] {9}, new byte[] {1, 77, 77, 77})) {
      EngineException refused =
          assertThrows(EngineException.class, () -> member.ensemble.answer(garbage));
      assertEquals(CoreError.MESSAGE_MALFORMED, refused.code());
    }
  }
}
