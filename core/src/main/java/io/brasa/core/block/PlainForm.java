package io.brasa.core.block;

/** Values that are held as words and without objects. */
public enum PlainForm {
  INTEGER(1),
  LONG(1),
  /** As its bits, every pattern of which stays what it is. */
  DOUBLE(1),
  /** See {@link ShortText}; the low word first. */
  SHORT_TEXT(2);

  private final int words;

  PlainForm(int words) {
    this.words = words;
  }

  /** How many words a value takes. */
  public int words() {
    return words;
  }

  /** The value that begins at an index. */
  public Object read(long[] words, int at) {
    return switch (this) {
      case INTEGER -> (int) words[at];
      case LONG -> words[at];
      case DOUBLE -> Double.longBitsToDouble(words[at]);
      case SHORT_TEXT -> ShortText.text(words[at], words[at + 1]);
    };
  }
}
