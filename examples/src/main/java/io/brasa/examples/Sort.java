package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.SortOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Sorts records of 100 bytes by their first ten, bytes being numbers from 0 to 255: the records of
 * the sort benchmark. Checks the result as the benchmark does, by the order of all neighbours and
 * by a sum over all records that does not depend on their order, and prints it with the first and
 * the last key. Saves the sorted records as objects if a folder is named. Without a file it makes
 * its own records.
 */
public final class Sort {
  private static final int RECORD_BYTES = 100;
  private static final int KEY_BYTES = 10;
  private static final long OWN_RECORDS = 100_000;

  private Sort() {}

  /** What is to be known of some records: how many, of which sum, in order or not. */
  record Check(long count, long sum, boolean isSorted, byte[] firstKey, byte[] lastKey) {
    static final Check NONE = new Check(0, 0, true, new byte[0], new byte[0]);

    /** Of the records of this one and then those of the other one. */
    Check then(Check next) {
      if (next.count == 0) return this;
      if (count == 0) return next;
      boolean fit = Arrays.compareUnsigned(lastKey, next.firstKey) <= 0;
      boolean isBothSorted = isSorted && next.isSorted && fit;
      return new Check(count + next.count, sum + next.sum, isBothSorted, firstKey, next.lastKey);
    }

    static Check of(byte[] record) {
      CRC32 sum = new CRC32();
      sum.update(record);
      byte[] key = Arrays.copyOf(record, KEY_BYTES);
      return new Check(1, sum.getValue(), true, key, key);
    }

    static Check ofAll(RDD<byte[]> records) {
      return records.aggregate(NONE, (check, record) -> check.then(of(record)), Check::then);
    }
  }

  /** {@code Sort [FILE [FOLDER]]}. */
  public static void main(String[] arguments) {
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<byte[]> records =
          arguments.length > 0
              ? brasa.binaryRecords(arguments[0], RECORD_BYTES)
              : brasa.range(0, OWN_RECORDS).map(Sort::record);
      RDD<byte[]> sorted =
          records
              .mapToPair(record -> Pair.of(Arrays.copyOf(record, KEY_BYTES), record))
              .sortByKey(SortOrder.unsignedBytes())
              .values();
      if (arguments.length > 1) sorted.saveAsObjectFile(arguments[1]);
      Check before = Check.ofAll(records);
      Check after = Check.ofAll(sorted);
      System.out.println("records\t" + after.count());
      System.out.println("first\t" + HexFormat.of().formatHex(after.firstKey()));
      System.out.println("last\t" + HexFormat.of().formatHex(after.lastKey()));
      System.out.println("in order\t" + after.isSorted());
      System.out.println(
          "nothing lost\t" + (before.count() == after.count() && before.sum() == after.sum()));
    }
  }

  /** A key by chance, the same for the same number in every process, and a readable rest. */
  static byte[] record(long number) {
    byte[] record = new byte[RECORD_BYTES];
    new Random(number * 0x9E3779B97F4A7C15L).nextBytes(record);
    Arrays.fill(record, KEY_BYTES, RECORD_BYTES, (byte) ('A' + number % 26));
    return record;
  }
}
