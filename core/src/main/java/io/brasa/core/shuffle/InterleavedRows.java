package io.brasa.core.shuffle;

/**
 * Two cursors with different keys, each in the order of hash and content, as one in that order: as
 * if one table had held both.
 */
final class InterleavedRows extends Rows {
  private final Rows left;
  private final Rows right;
  private final ContentHash contentHash;
  private boolean isStarted;
  private boolean hasLeft;
  private boolean hasRight;

  /** Which one the current record came from. */
  private boolean isLeft;

  InterleavedRows(Rows left, Rows right, ContentHash contentHash) {
    this.left = left;
    this.right = right;
    this.contentHash = contentHash;
  }

  @Override
  boolean advance() {
    if (!isStarted) {
      isStarted = true;
      hasLeft = left.advance();
      hasRight = right.advance();
    } else if (isLeft) {
      hasLeft = hasLeft && left.advance();
    } else {
      hasRight = hasRight && right.advance();
    }
    if (!hasLeft && !hasRight) return false;
    isLeft = hasLeft && (!hasRight || leftIsFirst());
    Rows from = isLeft ? left : right;
    key = from.key;
    value = from.value;
    hash = from.hash;
    return true;
  }

  private boolean leftIsFirst() {
    if (left.hash != right.hash) return left.hash < right.hash;
    return contentHash.of(left.key) < contentHash.of(right.key);
  }

  @Override
  public void close() {
    isStarted = true;
    hasLeft = false;
    hasRight = false;
    left.close();
    right.close();
  }
}
