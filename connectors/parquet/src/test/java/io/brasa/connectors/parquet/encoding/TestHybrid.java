package io.brasa.connectors.parquet.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.connectors.parquet.format.Damage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestHybrid {
  private static int[] numbers(Random random, int width) {
    int[] numbers = new int[random.nextInt(600)];
    int last = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (random.nextInt(100) >= 95 || i / 50 % 2 == 0) last = random.nextInt() >>> 32 - width;
      numbers[i] = last;
    }
    return numbers;
  }

  @Test
  void readsWhatWasWrittenInAnySteps() {
    long seed = new Random().nextLong();
    System.out.println("runs with seed " + seed);
    for (int width = 1; width <= 32; width++) {
      for (int round = 0; round < 40; round++) {
        Random random = new Random(seed + 100L * width + round);
        int[] numbers = numbers(random, width);
        Bytes bytes = new Bytes();
        HybridWriter.write(numbers, numbers.length, width, bytes);
        int slack = random.nextInt(12);
        byte[] page = Arrays.copyOf(bytes.array(), bytes.size() + slack);
        String what = "seed " + seed + ", width " + width + ", round " + round;
        HybridReader reader = new HybridReader(page, 0, bytes.size(), width);
        int at = 0;
        while (at < numbers.length) {
          int count = Math.min(numbers.length - at, 1 + random.nextInt(70));
          int step = random.nextInt(3);
          if (step == 0) {
            reader.skip(count);
          } else if (step == 1) {
            int passed = reader.skipWhile(numbers[at], count);
            for (int i = 0; i < passed; i++) assertEquals(numbers[at], numbers[at + i], what);
            count = passed;
          } else {
            int[] out = new int[count + 3];
            reader.read(out, 3, count);
            assertArrayEquals(
                Arrays.copyOfRange(numbers, at, at + count),
                Arrays.copyOfRange(out, 3, count + 3),
                what);
          }
          at += count;
        }
      }
    }
  }

  @Test
  void endsAtTheEndOfItsBytes() {
    int[] out = new int[100];
    byte[] packed = {3, 1, 2, 3};
    assertThrows(Damage.class, () -> new HybridReader(packed, 0, 4, 5).read(out, 0, 9));
    byte[] empty = {0, 0, 0, 0, 0, 0, 0, 0};
    assertThrows(Damage.class, () -> new HybridReader(empty, 0, 8, 1).read(out, 0, 1));
    assertThrows(Damage.class, () -> new HybridReader(empty, 0, 8, 33));
  }
}
