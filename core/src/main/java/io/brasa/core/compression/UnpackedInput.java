package io.brasa.core.compression;

import java.io.InputStream;

/** Unpacked bytes that know where the range of stored bytes ends that was asked for. */
public abstract class UnpackedInput extends InputStream {
  /**
   * How many unpacked bytes the range has, or {@code Long.MAX_VALUE} while that is not known. It is
   * known at the latest when a read has given a byte from beyond the range, or the end.
   */
  public long rangeBytes() {
    return Long.MAX_VALUE;
  }
}
