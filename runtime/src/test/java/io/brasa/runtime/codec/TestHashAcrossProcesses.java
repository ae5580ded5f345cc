package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.brasa.runtime.codec.Samples.Color;
import io.brasa.runtime.codec.Samples.Couple;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Identity hashes differ in each process; those of codecs must not. */
final class TestHashAcrossProcesses {
  private static List<Object> keys() {
    List<Object> keys = new ArrayList<>(Samples.withOwnEquality());
    keys.add(new Couple<>(Color.RED, Map.of(Color.GREEN, List.of(Samples.Shape.ROUND))));
    keys.add(Optional.of(Color.GREEN));
    keys.add(EnumSet.allOf(Color.class));
    keys.add(new EnumMap<>(Map.of(Color.RED, Color.GREEN)));
    keys.add(Set.of("a", "b", "c", "d"));
    keys.addAll(Samples.byContent());
    return keys;
  }

  /** Prints the hash of each key, after taking so many identity hashes as the argument says. */
  public static void main(String[] arguments) {
    int sum = 0;
    for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
      sum += System.identityHashCode(new Object());
    }
    System.err.println("burned " + sum);
    System.out.println(Color.RED.hashCode());
    Codecs codecs = new Codecs(TestHashAcrossProcesses.class.getClassLoader());
    for (Object key : keys()) {
      System.out.println(codecs.hash(key));
    }
  }

  private static List<String> hashesOfAProcess(int burned) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                TestHashAcrossProcesses.class.getName(),
                String.valueOf(burned))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return output.lines().toList();
  }

  @Test
  void isTheSameForKeysThatHoldEnums() throws Exception {
    List<String> here = hashesOfAProcess(0);
    List<String> there = hashesOfAProcess(4321);
    assertNotEquals(here.get(0), there.get(0), "identity hashes were meant to differ");
    assertEquals(keys().size() + 1, here.size());
    List<Object> keys = keys();
    for (int i = 1; i < here.size(); i++) {
      Object key = keys.get(i - 1);
      assertEquals(here.get(i), there.get(i), () -> key.getClass() + " " + key);
    }
  }
}
