package io.brasa.columnar.source.files;

/**
 * Draws records of files: the same ones each time, whatever the pieces that a file is read in.
 * Source: Steele and others, "Fast Splittable PRNGs", 2014.
 *
 * @param ratio of records that are drawn; all if it is 1
 */
public record Chance(double ratio) implements java.io.Serializable {
  /**
   * Whether the record is drawn that begins at a place of a file.
   *
   * @param seed of the file
   */
  public boolean draws(long seed, long offset) {
    if (ratio >= 1) return true;
    long mixed = (offset + 1 + seed * 0xd1342543de82ef95L) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53 < ratio;
  }
}
