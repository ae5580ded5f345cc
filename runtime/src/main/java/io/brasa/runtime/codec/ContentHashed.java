package io.brasa.runtime.codec;

/**
 * A value that hashes its content faster than its bytes could be. Checksums of what goes between
 * tasks ask for it.
 */
public interface ContentHashed {
  /** 64 bits that depend on the content alone, the same in every process; mixed well. */
  long contentHash();
}
