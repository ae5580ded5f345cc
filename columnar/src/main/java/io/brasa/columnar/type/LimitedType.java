package io.brasa.columnar.type;

/**
 * Text of a limited count of characters, as tables declare it: {@code CHAR(5)}, {@code VARCHAR(5)}.
 * Only columns of tables have it; what is read from them is STRING.
 *
 * @param length the most characters
 * @param isFixed whether shorter text is filled up with spaces: {@code CHAR}
 */
public record LimitedType(int length, boolean isFixed) implements DataType {
  public LimitedType {
    if (length < 1) throw new IllegalArgumentException("text of at most " + length + " characters");
  }

  @Override
  public String simpleString() {
    return (isFixed ? "char(" : "varchar(") + length + ")";
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
