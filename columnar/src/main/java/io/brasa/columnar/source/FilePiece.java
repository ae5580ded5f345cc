package io.brasa.columnar.source;

/** A split that is a piece of one file, or all of it. */
public interface FilePiece extends Split {
  /** The file, as its storage takes it. */
  String path();
}
