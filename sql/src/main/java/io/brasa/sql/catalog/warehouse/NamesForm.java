package io.brasa.sql.catalog.warehouse;

import io.brasa.sql.catalog.DatabaseInfo;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.StoredFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** All names of a catalog in the form of a commit. */
final class NamesForm {
  static final CommitForm<Names> FORM = new CommitForm<>(NamesForm::encode, NamesForm::decode);

  private NamesForm() {}

  private static Object encode(Names names) {
    Map<String, Object> databases = new LinkedHashMap<>();
    names
        .databases()
        .forEach(
            (name, database) -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              DatabaseInfo info = database.info();
              info.comment().ifPresent(comment -> fields.put("comment", comment));
              info.location().ifPresent(location -> fields.put("location", location));
              fields.put("properties", new TreeMap<>(info.properties()));
              Map<String, Object> relations = new LinkedHashMap<>();
              database.relations().forEach((key, entry) -> relations.put(key, encode(entry)));
              fields.put("relations", relations);
              Map<String, Object> functions = new LinkedHashMap<>();
              database
                  .functions()
                  .forEach(
                      (key, function) ->
                          functions.put(
                              key,
                              Map.of("text", function.text(), "database", function.database())));
              fields.put("functions", functions);
              databases.put(name, fields);
            });
    return Map.of("databases", databases);
  }

  private static Object encode(Entry entry) {
    return switch (entry) {
      case Entry.Table table -> Map.of("table", table.folder());
      case Entry.View view -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("view", view.text());
        fields.put("columns", view.columns());
        fields.put("comments", view.comments());
        fields.put("database", view.database());
        view.comment().ifPresent(comment -> fields.put("comment", comment));
        fields.put("properties", new TreeMap<>(view.properties()));
        yield fields;
      }
    };
  }

  private static Names decode(Json.Fields fields) {
    TreeMap<String, Names.Database> databases = new TreeMap<>();
    Json.Fields all = fields.fields("databases");
    for (String name : all.values().keySet()) databases.put(name, database(all.fields(name)));
    return new Names(databases);
  }

  private static Names.Database database(Json.Fields fields) {
    Map<String, Entry> relations = new TreeMap<>();
    Json.Fields entries = fields.fields("relations");
    for (String name : entries.values().keySet()) relations.put(name, entry(entries.fields(name)));
    Map<String, StoredFunction> functions = new TreeMap<>();
    Json.Fields stored = fields.fields("functions");
    for (String name : stored.values().keySet()) {
      Json.Fields function = stored.fields(name);
      functions.put(name, new StoredFunction(function.text("text"), function.text("database")));
    }
    DatabaseInfo info =
        new DatabaseInfo(
            fields.optional("comment"), fields.optional("location"), fields.map("properties"));
    return new Names.Database(info, relations, functions);
  }

  private static Entry entry(Json.Fields fields) {
    if (fields.has("table")) return new Entry.Table(fields.text("table"));
    return new Entry.View(
        fields.text("view"),
        fields.texts("columns"),
        fields.texts("comments"),
        fields.text("database"),
        fields.optional("comment"),
        fields.map("properties"));
  }
}
