package io.brasa.connectors.parquet;

import io.brasa.columnar.source.AppliesRowFilters;
import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.PartitionedSource;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.source.files.FileOrigin;
import io.brasa.columnar.source.files.FileTable;
import io.brasa.columnar.source.files.PartitionPruning;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.source.files.Tolerance;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.format.SchemaNode;
import io.brasa.connectors.parquet.prune.GroupPruning;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.connectors.parquet.schema.Shaping;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Files as a table: the columns of {@code data}, then those of folders. Of a file whose folders say
 * that no row matches not even the footer is read.
 *
 * @param description for plans and errors
 * @param table the files in the order in which they are read
 * @param data the columns that files hold
 */
public record ParquetSource(
    String description, FileTable table, StructType data, FooterCache footers)
    implements Source, HasStatistics, PartitionedSource, HasHiddenColumns, AppliesRowFilters {
  @Override
  public StructType schema() {
    List<StructField> fields = new ArrayList<>(data.fields());
    fields.addAll(table.partitions().fields());
    return new StructType(fields);
  }

  @Override
  public List<Integer> partitionColumns() {
    return IntStream.range(data.size(), data.size() + table.partitions().size()).boxed().toList();
  }

  /** Those of any file, and the place of the row in it. */
  @Override
  public StructType hiddenColumns() {
    List<StructField> columns = new ArrayList<>(FileOrigin.COLUMNS.fields());
    columns.add(new StructField("row_index", AtomicType.LONG, false));
    return new StructType(columns);
  }

  @Override
  public List<ParquetSplit> splits(ScanRequest request, SourceContext context) {
    List<ColumnFilter> filters =
        request.filters().stream().filter(filter -> filter.column() < data.size()).toList();
    List<ParquetSplit> splits = new ArrayList<>();
    for (TableFile file : table.files()) {
      context.checkCancelled();
      if (!PartitionPruning.mayMatch(request.filters(), data.size(), file)) continue;
      Optional<Footer> read = footers.footer(file, table.tolerance(), context);
      if (read.isEmpty()) continue;
      Footer footer = read.get();
      List<Shape> shapes = shapes(file, footer.root());
      List<Shape.Leaf> wanted = wanted(request, shapes);
      Piece piece = Piece.NONE;
      for (RowGroup group : footer.rowGroups()) {
        piece = piece.next(footer.rowGroups(), group.ordinal(), file.sizeBytes());
        if (group.rowCount() == 0 || !GroupPruning.mayMatch(filters, shapes, group)) continue;
        long bytes = 0;
        for (Shape.Leaf leaf : wanted)
          bytes += group.columns().get(leaf.node().leaf()).compressedBytes();
        splits.add(new ParquetSplit(file, footer.root(), group, piece, bytes));
      }
    }
    return splits;
  }

  /** How each column of the schema is put together from a file. */
  List<Shape> shapes(TableFile file, SchemaNode root) {
    List<Shape> shapes = new ArrayList<>(Shaping.shapes(data, root, Place.footer(file.path())));
    for (int i = 0; i < table.partitions().size(); i++)
      shapes.add(new Shape.Folder(table.partitions().field(i).dataType(), file.partition().get(i)));
    return shapes;
  }

  /** As {@link #shapes(TableFile, SchemaNode)}, with those of hidden columns. */
  List<Shape> shapes(ParquetSplit split) {
    List<Shape> shapes = shapes(split.file(), split.root());
    for (int i = 0; i < FileOrigin.COLUMNS.size(); i++)
      shapes.add(
          new Shape.Folder(
              FileOrigin.COLUMNS.field(i).dataType(),
              FileOrigin.of(i, split.file(), split.piece().start(), split.piece().length())));
    shapes.add(new Shape.RowNumber(split.piece().firstRow()));
    return shapes;
  }

  private static List<Shape.Leaf> wanted(ScanRequest request, List<Shape> shapes) {
    TreeSet<Integer> columns = new TreeSet<>(request.columns());
    for (RowFilter filter : request.rowFilters()) columns.addAll(filter.columns());
    List<Shape.Leaf> leaves = new ArrayList<>();
    for (int column : columns) if (column < shapes.size()) shapes.get(column).collect(leaves);
    return leaves;
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    ParquetSplit group = (ParquetSplit) split;
    return table
        .tolerance()
        .reading(group.file(), context, () -> new ParquetBatches(group, this, request, context));
  }

  @Override
  public Optional<TableStatistics> statistics(SourceContext context) {
    try {
      return Optional.of(footers.statistics(this, () -> FooterStatistics.of(this, context)));
    } catch (EngineException e) {
      // Estimates do not decide whether a query runs: its scan fails, if it comes to such a file.
      if (new Tolerance(true, true).takes(e)) return Optional.empty();
      throw e;
    }
  }
}
