package io.brasa.testkit.simulation;

import static java.util.Objects.requireNonNull;

/**
 * How often which fault strikes an operation on files below a folder; rates are between 0 and 1.
 *
 * @param folder only paths that start with it are struck
 * @param fullRate a write fails with {@code STORAGE_FULL}, and its file is gone
 * @param flipRate one bit of the bytes that a reader asked for differs, for this reader only
 * @param lossRate a file that is opened turns out to be missing, for good
 * @param slowRate an operation takes up to five virtual seconds
 */
public record StorageFaults(
    String folder, double fullRate, double flipRate, double lossRate, double slowRate) {
  /** No fault. */
  public static final StorageFaults NONE = new StorageFaults("/", 0, 0, 0, 0);

  public StorageFaults {
    requireNonNull(folder);
    requireRate("fullRate", fullRate);
    requireRate("flipRate", flipRate);
    requireRate("lossRate", lossRate);
    requireRate("slowRate", slowRate);
  }

  private static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " is between 0 and 1, not " + rate);
    }
  }

  /** The same faults, only below a folder. */
  public StorageFaults below(String newFolder) {
    return new StorageFaults(newFolder, fullRate, flipRate, lossRate, slowRate);
  }

  public StorageFaults withFull(double rate) {
    return new StorageFaults(folder, rate, flipRate, lossRate, slowRate);
  }

  public StorageFaults withFlip(double rate) {
    return new StorageFaults(folder, fullRate, rate, lossRate, slowRate);
  }

  public StorageFaults withLoss(double rate) {
    return new StorageFaults(folder, fullRate, flipRate, rate, slowRate);
  }

  public StorageFaults withSlow(double rate) {
    return new StorageFaults(folder, fullRate, flipRate, lossRate, rate);
  }
}
