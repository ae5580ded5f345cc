package io.brasa.connectors.json;

import io.brasa.columnar.source.Look;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.files.BadRecords;
import io.brasa.columnar.source.files.Chance;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.Tolerance;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import java.io.Serializable;

/**
 * Finds the schema of the objects in a piece of a file: bigint, then decimal without fraction or
 * double for numbers, string, boolean, arrays and structs, widened until they take all values;
 * string where nothing else does, void where no value is. Fields are in the order of their names.
 */
record JsonLook(JsonOptions options, Tolerance tolerance) implements Look<JsonLook.Found> {
  /**
   * What is there.
   *
   * @param hasBad whether some records are no objects
   */
  record Found(StructType type, boolean hasBad) implements Serializable {}

  @Override
  public Found at(Split split, SourceContext context) {
    FileSplit piece = (FileSplit) split;
    BadRecords bad = new BadRecords(options.mode(), piece.file(), context);
    Chance chance = new Chance(options.samplingRatio());
    long seed = piece.file().path().hashCode();
    JsonText text = new JsonText(options.syntax());
    JsonGuess root = new JsonGuess(options.primitivesAsString());
    boolean hasBad = false;
    try {
      tolerance.requireSound(piece.file(), context);
      try (JsonRecords records = new JsonRecords(options, piece, context)) {
        for (int i = 1; records.next(); i++) {
          if ((i & 0xfff) == 0) context.checkCancelled();
          if (!chance.draws(seed, records.offset())) continue;
          String problem = look(root, records, text);
          if (problem == null) continue;
          bad.report(records.offset(), problem);
          hasBad = true;
        }
      }
    } catch (EngineException e) {
      tolerance.tolerate(e, context);
    }
    return new Found(root.struct(), hasBad);
  }

  /** What is wrong with a record; null, and its types are known, if it is an object. */
  private static String look(JsonGuess root, JsonRecords records, JsonText text) {
    text.reset(records.bytes(), records.from(), records.to());
    try {
      if (text.peek() == '{' && root.isKnown(text) && text.isAtEnd()) return null;
      // A bad record must leave no trace: it is gone over before it is learnt from.
      text.reset(records.bytes(), records.from(), records.to());
      if (text.peek() != '{') throw text.unexpected("an object");
      text.skipValue();
      if (!text.isAtEnd()) throw text.unexpected("the end");
      text.reset(records.bytes(), records.from(), records.to());
      root.learn(text);
      return null;
    } catch (JsonFailure e) {
      return "it is no JSON object: " + e.getMessage();
    }
  }
}
