package io.brasa.connectors.parquet.write;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.connectors.parquet.format.CompactWriter;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.ThriftStruct;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes one file. Used by one thread. */
public final class FileWriting implements FileWriter {
  private static final String CREATED_BY = "brasa";
  private static final int BYTES_PER_LEAF = 64 << 10;

  private final String path;
  private final SourceContext context;
  private final WriteOptions options;
  private final List<Integer> columns;
  private final int schemaSize;
  private final FieldNode.Maker maker = new FieldNode.Maker();
  private final List<FieldNode> fields;
  private final List<LeafWriter> leaves = new ArrayList<>();
  private final OutputStream out;
  private long position;
  private long rowCount;
  private long groupRows;
  private long reserved;
  private final List<Object> groups = new ArrayList<>();
  private final List<Behind> behind = new ArrayList<>();

  /** What of a chunk is written behind all row groups. */
  private record Behind(
      ThriftStruct chunk, ThriftStruct meta, ChunkPages.Written written, long dataStart) {}

  /**
   * @param schema of the batches
   * @param columns places in the schema of the columns that the file has
   */
  public FileWriting(
      String path,
      StructType schema,
      List<Integer> columns,
      WriteOptions options,
      SourceContext context) {
    this.path = path;
    this.context = context;
    this.options = options;
    this.columns = List.copyOf(columns);
    this.schemaSize = schema.size();
    this.fields = maker.fields(schema.select(columns));
    for (FieldNode leaf : maker.leaves) leaves.add(LeafWriter.of(leaf, options));
    this.out = context.storages().resolve(path).storage().create(path);
    write(Footer.MAGIC, Footer.MAGIC.length);
  }

  /** Fails with {@code PARQUET_UNSUPPORTED} if a file cannot hold a type. */
  public static void check(StructType schema) {
    new FieldNode.Maker().fields(schema);
  }

  @Override
  public void write(Batch batch) {
    Batch dense = batch.dense();
    if (dense.length() == 0) return;
    // whoever writes folders by column may have taken those columns out already
    boolean isWhole = dense.columns().size() == schemaSize;
    for (int i = 0; i < fields.size(); i++) {
      Vector column = dense.column(isWhole ? columns.get(i) : i);
      Slots.shred(fields.get(i), column, leaves);
    }
    groupRows += dense.length();
    long held = heldBytes();
    boolean isGranted = held <= reserved || context.memory().grow(held - reserved);
    if (isGranted) reserved = Math.max(reserved, held);
    if (held - (long) leaves.size() * BYTES_PER_LEAF >= options.rowGroupBytes() || !isGranted)
      endGroup();
  }

  private long heldBytes() {
    long bytes = (long) leaves.size() * BYTES_PER_LEAF;
    for (LeafWriter leaf : leaves) bytes += leaf.chunk.sizeBytes() + leaf.pageBytes();
    return bytes;
  }

  @Override
  public long sizeBytes() {
    return position + heldBytes() - (long) leaves.size() * BYTES_PER_LEAF;
  }

  private void endGroup() {
    if (groupRows == 0) return;
    List<Object> chunks = new ArrayList<>();
    long start = position;
    long unpacked = 0;
    for (LeafWriter leaf : leaves) {
      ChunkPages.Written written = leaf.finish();
      ThriftStruct meta = written.meta();
      if (written.head().length > 0) meta.set(11, position);
      write(written.head(), written.head().length);
      long dataStart = position;
      meta.set(9, dataStart);
      write(written.body(), written.bodyBytes());
      unpacked += meta.number(6);
      ThriftStruct chunk = new ThriftStruct().set(2, 0L).set(3, meta);
      chunks.add(chunk);
      behind.add(
          new Behind(
              chunk,
              meta,
              new ChunkPages.Written(
                  new byte[0],
                  new byte[0],
                  0,
                  meta,
                  written.offsetIndex(),
                  written.columnIndex(),
                  written.bloom()),
              dataStart));
    }
    groups.add(
        new ThriftStruct()
            .set(1, chunks)
            .set(2, unpacked)
            .set(3, groupRows)
            .set(5, start)
            .set(6, position - start)
            .set(7, (short) groups.size()));
    rowCount += groupRows;
    groupRows = 0;
    context.memory().shrink(reserved);
    reserved = 0;
  }

  @Override
  public void finish() {
    endGroup();
    for (Behind chunk : behind) {
      byte[] bloom = chunk.written.bloom();
      if (bloom.length == 0) continue;
      chunk.meta.set(14, position).set(15, bloom.length);
      write(bloom, bloom.length);
    }
    for (Behind chunk : behind) {
      byte[] index = chunk.written.columnIndex();
      if (index.length == 0) continue;
      chunk.chunk.set(6, position).set(7, index.length);
      write(index, index.length);
    }
    for (Behind chunk : behind) {
      byte[] index = chunk.written.offsetIndex().apply(chunk.dataStart);
      chunk.chunk.set(4, position).set(5, index.length);
      write(index, index.length);
    }
    byte[] footer = CompactWriter.bytes(footer());
    write(footer, footer.length);
    byte[] length = new byte[4];
    for (int i = 0; i < 4; i++) length[i] = (byte) (footer.length >>> 8 * i);
    write(length, 4);
    write(Footer.MAGIC, Footer.MAGIC.length);
    close();
  }

  private ThriftStruct footer() {
    List<Object> orders = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++)
      orders.add(new ThriftStruct().set(1, new ThriftStruct()));
    ThriftStruct footer =
        new ThriftStruct()
            .set(1, options.isSecondVersion() ? 2 : 1)
            .set(2, maker.elements)
            .set(3, rowCount)
            .set(4, groups)
            .set(6, CREATED_BY)
            .set(7, orders);
    if (maker.keyValues.isEmpty()) return footer;
    List<Object> pairs = new ArrayList<>();
    for (Map.Entry<String, String> pair : maker.keyValues.entrySet())
      pairs.add(new ThriftStruct().set(1, pair.getKey()).set(2, pair.getValue()));
    return footer.set(5, pairs);
  }

  private void write(byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw failed(e);
    }
    position += length;
  }

  private EngineException failed(IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Could not write " + path,
        "Look at the system's log of the device",
        cause);
  }

  @Override
  public void close() {
    context.memory().shrink(reserved);
    reserved = 0;
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
