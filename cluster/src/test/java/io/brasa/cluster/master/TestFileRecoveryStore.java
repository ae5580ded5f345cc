package io.brasa.cluster.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestFileRecoveryStore {
  @TempDir private Path root;

  private Path folder() {
    return root.resolve("recovery");
  }

  private FileRecoveryStore open() {
    return new FileRecoveryStore(new LocalStorage(), folder().toString());
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().toList();
    }
  }

  @Test
  void givesASuccessorTheLastValueOfEachKey() throws Exception {
    FileRecoveryStore store = open();
    assertEquals(Set.of(), store.list().keySet());
    store.put("a", new byte[] {1});
    store.put("b.with-dots_1", new byte[0]);
    store.put("a", new byte[] {2, 3});
    store.put("gone", new byte[] {4});
    store.remove("gone");
    store.remove("never there");
    FileRecoveryStore successor = open();
    assertEquals(Set.of("a", "b.with-dots_1"), successor.list().keySet());
    assertArrayEquals(new byte[] {2, 3}, successor.list().get("a"));
    successor.put("a", new byte[] {5});
    assertArrayEquals(new byte[] {5}, open().list().get("a"));
    assertEquals(2, files().size(), "earlier values are deleted");
  }

  @Test
  void takesTheLaterOfTwoValuesThatAKilledMasterLeft() throws Exception {
    FileRecoveryStore store = open();
    store.put("a", new byte[] {1});
    Path earlier = files().getFirst();
    byte[] bytes = Files.readAllBytes(earlier);
    store.put("a", new byte[] {2});
    Files.write(earlier, bytes);
    Files.write(folder().resolve("draft-77"), new byte[] {1, 2});
    assertArrayEquals(new byte[] {2}, open().list().get("a"));
    assertEquals(1, files().size());
  }

  @Test
  void namesADamagedFile() throws Exception {
    open().put("a", new byte[] {1, 2, 3});
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      requireDamaged(file);
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      requireDamaged(file);
    }
  }

  private void requireDamaged(Path file) {
    FileRecoveryStore store = open();
    EngineException failure = assertThrows(EngineException.class, store::list);
    assertEquals(ClusterError.RECOVERY_DAMAGED, failure.code());
    assertEquals(true, failure.what().contains(file.toString()), failure.what());
  }

  @Test
  void refusesKeysThatAreNoNames() {
    FileRecoveryStore store = open();
    for (String key : List.of("", "a/b", "draft-1", "ä", "a b"))
      assertThrows(IllegalArgumentException.class, () -> store.put(key, new byte[0]), key);
  }

  @Test
  void countsEpochs() {
    long[] epochs = new long[3];
    for (int i = 0; i < 3; i++) {
      int at = i;
      new SoleLeader(open())
          .stand(
              new LeaderElection.Candidate() {
                @Override
                public byte[] ask(Address master, byte[] question, long timeoutMillis) {
                  throw new AssertionError("there is no other master");
                }

                @Override
                public void lead(long epoch) {
                  epochs[at] = epoch;
                }

                @Override
                public void resign(String reason) {}
              });
    }
    assertArrayEquals(new long[] {1, 2, 3}, epochs);
  }
}
