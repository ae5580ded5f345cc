/** Columns of values, and how tables outside reach the engine: what authors of connectors see. */
module io.brasa.columnar {
  requires transitive io.brasa.runtime;

  exports io.brasa.columnar.collation;
  exports io.brasa.columnar.packed;
  exports io.brasa.columnar.source;
  exports io.brasa.columnar.source.files;
  exports io.brasa.columnar.text;
  exports io.brasa.columnar.type;
  exports io.brasa.columnar.vector;
}
