package io.brasa.connectors.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.TextFileWriter;
import io.brasa.columnar.source.files.TextFileWriter.RowText;
import io.brasa.columnar.source.files.TextForm;
import io.brasa.columnar.text.TextOutput;
import io.brasa.columnar.text.TimePatterns;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;

/**
 * Writes one column as lines.
 *
 * @param schemaSize how many columns rows have; batches have these, or the one alone
 * @param column the place of the one
 */
record TextSink(int schemaSize, int column, String separator, TextForm form) implements Sink {
  @Override
  public String fileSuffix() {
    return form.suffix(".txt");
  }

  @Override
  public FileWriter create(String path, SourceContext context) {
    TextOutput text = new TextOutput(context.zone(), TimePatterns.USUAL);
    return new TextFileWriter(
        path, form, new Lines(this, separator.getBytes(UTF_8)), text, context);
  }

  private static final class Lines implements RowText {
    private final TextSink sink;
    private final byte[] separator;

    Lines(TextSink sink, byte[] separator) {
      this.sink = sink;
      this.separator = separator;
    }

    @Override
    public void begin(TextOutput out) {}

    @Override
    public void append(Batch batch, int row, TextOutput out) {
      Vector vector = batch.column(batch.columns().size() == sink.schemaSize() ? sink.column() : 0);
      if (!vector.isNullAt(row)) {
        switch (vector) {
          case ConstantVector constant -> add(constant.value(), 0, out);
          case DictionaryVector dictionary ->
              add(dictionary.dictionary(), dictionary.ids()[row], out);
          case FlatVector flat -> add(flat, row, out);
        }
      }
      out.add(separator, 0, separator.length);
    }

    private static void add(FlatVector vector, int row, TextOutput out) {
      BytesVector bytes = (BytesVector) vector;
      out.add(bytes.bytes(), bytes.offsets()[row], bytes.offsets()[row + 1]);
    }
  }
}
