package io.brasa.connectors.parquet.read;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.runtime.storage.Storage;
import java.util.Optional;

/** Reads the dictionary of a column chunk alone. */
public final class ChunkDictionary {
  private ChunkDictionary() {}

  /** The dictionary; empty if there is none in front of the first data page. */
  public static Optional<FlatVector> read(
      Storage storage, Place place, ColumnChunk chunk, Shape.Leaf leaf, SourceContext context) {
    Fetch fetch = new Fetch(storage, place, context);
    Pages pages = new Pages(fetch, chunk, leaf.node(), Optional.empty(), place.of(chunk.path()));
    if (!pages.advance() || !pages.hasDictionary()) return Optional.empty();
    return Optional.of(
        Dictionaries.read(pages.openDictionary(), LeafValues.of(leaf), place.of(chunk.path())));
  }
}
