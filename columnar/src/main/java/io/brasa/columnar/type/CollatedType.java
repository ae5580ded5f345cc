package io.brasa.columnar.type;

import static java.util.Objects.requireNonNull;

/**
 * Unicode text that is compared by the rules of a collation other than that of the bytes, which
 * {@link AtomicType#STRING} has. Values lie as those of STRING do, as they were written: what
 * compares, hashes or sorts them does so with keys that it makes of them.
 *
 * @param collation its name, in capitals: {@code UTF8_LCASE}
 */
public record CollatedType(String collation) implements DataType {
  public CollatedType {
    requireNonNull(collation);
  }

  @Override
  public String simpleString() {
    return "string collate " + collation;
  }

  @Override
  public String sql() {
    return "STRING COLLATE " + collation;
  }

  @Override
  public Storage storage() {
    return Storage.BYTES;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
