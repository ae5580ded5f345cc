package io.brasa.cli.bench;

/** A checksum of word counts that no order of words changes. */
final class WordSum {
  private long words;
  private long total;
  private long mix;

  void add(String word, long count) {
    words++;
    total += count;
    mix += word.hashCode() * count;
  }

  /** {@code distinct words/all words/mixed hash codes}. */
  @Override
  public String toString() {
    return words + "/" + total + "/" + Long.toHexString(mix);
  }
}
