package io.brasa.sql.catalog.warehouse;

import io.brasa.columnar.source.TableStatistics;
import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.Retired;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A table in the form of a commit. */
final class StateForm {
  static final CommitForm<TableState> FORM = new CommitForm<>(StateForm::encode, StateForm::decode);

  private StateForm() {}

  private static Object encode(TableState state) {
    Map<String, Object> fields = definition(state.definition());
    List<Object> files = new ArrayList<>();
    for (DataFile file : state.files()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("path", file.path());
      each.put("bytes", file.bytes());
      if (!file.partition().isEmpty()) each.put("partition", file.partition());
      files.add(each);
    }
    fields.put("files", files);
    fields.put("emptyPartitions", state.emptyPartitions());
    fields.put("hiddenPartitions", state.hiddenPartitions());
    List<Object> retired = new ArrayList<>();
    for (Retired each : state.retired())
      retired.add(Map.of("path", each.path(), "since", each.sinceMillis()));
    fields.put("retired", retired);
    state.statistics().ifPresent(found -> fields.put("statistics", StatisticsForm.encode(found)));
    if (!state.partitionRows().isEmpty()) fields.put("partitionRows", counts(state));
    fields.put("dataVersion", state.dataVersion());
    return fields;
  }

  private static List<Object> counts(TableState state) {
    List<Object> counts = new ArrayList<>();
    state
        .partitionRows()
        .forEach(
            (partition, rows) -> {
              Map<String, Object> each = new LinkedHashMap<>();
              each.put("partition", partition);
              each.put("rows", rows);
              counts.add(each);
            });
    return counts;
  }

  private static Map<List<String>, Long> counts(Json.Fields fields) {
    if (!fields.has("partitionRows")) return Map.of();
    Map<List<String>, Long> counts = new HashMap<>();
    for (Json.Fields each : fields.objects("partitionRows"))
      counts.put(each.texts("partition"), each.number("rows"));
    return counts;
  }

  private static Map<String, Object> definition(TableDefinition definition) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("provider", definition.provider());
    definition.location().ifPresent(location -> fields.put("location", location));
    fields.put("columns", definition.columns().stream().map(StateForm::encode).toList());
    fields.put("partitioning", definition.partitioning());
    definition
        .buckets()
        .ifPresent(
            buckets -> {
              Map<String, Object> each = new LinkedHashMap<>();
              each.put("count", buckets.count());
              each.put("columns", buckets.columns());
              each.put("sorting", buckets.sorting());
              fields.put("buckets", each);
            });
    fields.put("options", new TreeMap<>(definition.options()));
    fields.put("properties", new TreeMap<>(definition.properties()));
    definition.comment().ifPresent(comment -> fields.put("comment", comment));
    fields.put("created", definition.createdMillis());
    return fields;
  }

  private static Object encode(TableColumn column) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", column.name());
    fields.put("type", TypeForm.encode(column.declared()));
    fields.put("null", column.isNullable());
    column.comment().ifPresent(comment -> fields.put("comment", comment));
    column.defaultValue().ifPresent(value -> fields.put("default", value));
    fields.put("stored", column.stored());
    fields.put("place", column.place());
    if (column.isDropped()) fields.put("dropped", true);
    return fields;
  }

  private static TableState decode(Json.Fields fields) {
    TableDefinition definition = decodeDefinition(fields);
    List<DataFile> files = new ArrayList<>();
    for (Json.Fields each : fields.objects("files"))
      files.add(new DataFile(each.text("path"), each.number("bytes"), each.texts("partition")));
    List<Retired> retired = new ArrayList<>();
    for (Json.Fields each : fields.objects("retired"))
      retired.add(new Retired(each.text("path"), each.number("since")));
    Optional<TableStatistics> statistics =
        fields.has("statistics")
            ? Optional.of(
                StatisticsForm.decode(fields.fields("statistics"), definition.storedSchema()))
            : Optional.empty();
    return new TableState(
        definition,
        files,
        partitions(fields, "emptyPartitions"),
        partitions(fields, "hiddenPartitions"),
        retired,
        statistics,
        counts(fields),
        fields.number("dataVersion"));
  }

  private static List<List<String>> partitions(Json.Fields fields, String name) {
    List<List<String>> partitions = new ArrayList<>();
    for (Object each : fields.list(name)) {
      List<String> values = new ArrayList<>();
      for (Object value : (List<?>) each) values.add((String) value);
      partitions.add(values);
    }
    return partitions;
  }

  private static TableDefinition decodeDefinition(Json.Fields fields) {
    List<TableColumn> columns = new ArrayList<>();
    for (Json.Fields each : fields.objects("columns")) columns.add(column(each));
    Optional<Buckets> buckets = Optional.empty();
    if (fields.has("buckets")) {
      Json.Fields each = fields.fields("buckets");
      buckets =
          Optional.of(
              new Buckets(
                  Math.toIntExact(each.number("count")),
                  each.texts("columns"),
                  each.texts("sorting")));
    }
    return new TableDefinition(
        fields.text("provider"),
        fields.optional("location"),
        columns,
        fields.texts("partitioning"),
        buckets,
        fields.map("options"),
        fields.map("properties"),
        fields.optional("comment"),
        fields.number("created"));
  }

  private static TableColumn column(Json.Fields fields) {
    return new TableColumn(
        fields.text("name"),
        TypeForm.decode(fields.values().get("type")),
        fields.flag("null"),
        fields.optional("comment"),
        fields.optional("default"),
        fields.text("stored"),
        Math.toIntExact(fields.number("place")),
        fields.flag("dropped"));
  }
}
