package io.brasa.core.input;

import static java.util.Objects.requireNonNull;

import io.brasa.core.compression.Compression;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * How files are read. Start from {@link #DEFAULT} and change what matters:
 *
 * <pre>{@code
 * brasa.textFile("logs/*.gz", ReadOptions.DEFAULT.onDamage(OnDamage.SKIP))
 * }</pre>
 *
 * @param charset the name of the charset of texts
 * @param malformed what happens to bytes that are no characters of the charset
 * @param onDamage what happens to files and records that cannot be read
 * @param lineBytesMax a longer line is damage
 * @param packing the name of how all files are packed; empty to tell it from name and first bytes
 */
public record ReadOptions(
    String charset, Malformed malformed, OnDamage onDamage, int lineBytesMax, String packing)
    implements Serializable {

  /** What happens to bytes of a text that are no characters. */
  public enum Malformed {
    /** Each becomes U+FFFD and is counted as damage, as in Spark. */
    REPLACE,
    /** The line that has them is damage. */
    DAMAGE
  }

  /** What happens to damage. */
  public enum OnDamage {
    /** The job fails, with the name of the file and the offset in it. */
    FAIL,
    /**
     * What cannot be read is left out: of a torn file all behind the tear, of a damaged chunk its
     * values, a line that is too long or malformed, a file that is missing or forbidden. Each is
     * counted in the task's metrics, which events and the summary show, and told to the log.
     */
    SKIP
  }

  /** The longest array that virtual machines make. */
  public static final int LINE_BYTES_MAX = Integer.MAX_VALUE - 8;

  /** UTF-8, malformed bytes replaced and counted, damage fails. */
  public static final ReadOptions DEFAULT =
      new ReadOptions("UTF-8", Malformed.REPLACE, OnDamage.FAIL, LINE_BYTES_MAX, "");

  public ReadOptions {
    Charset.forName(charset);
    requireNonNull(malformed);
    requireNonNull(onDamage);
    if (!packing.isEmpty()) Compression.valueOf(packing);
    if (lineBytesMax < 1) throw new IllegalArgumentException("line bytes " + lineBytesMax);
  }

  public ReadOptions charset(Charset wanted) {
    return new ReadOptions(wanted.name(), malformed, onDamage, lineBytesMax, packing);
  }

  public ReadOptions onMalformed(Malformed wanted) {
    return new ReadOptions(charset, wanted, onDamage, lineBytesMax, packing);
  }

  public ReadOptions onDamage(OnDamage wanted) {
    return new ReadOptions(charset, malformed, wanted, lineBytesMax, packing);
  }

  public ReadOptions lineBytesMax(int wanted) {
    return new ReadOptions(charset, malformed, onDamage, wanted, packing);
  }

  /** All files are packed so, whatever their names. */
  public ReadOptions compression(Compression wanted) {
    return new ReadOptions(charset, malformed, onDamage, lineBytesMax, wanted.name());
  }

  /** How all files are packed; empty to tell it of each from its name and first bytes. */
  public Optional<Compression> compression() {
    return packing.isEmpty() ? Optional.empty() : Optional.of(Compression.valueOf(packing));
  }

  /** Whether damage is left out and counted. */
  public boolean skipsDamage() {
    return onDamage == OnDamage.SKIP;
  }
}
