package io.brasa.sql.catalog.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.core.commit.Ownership;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.DatabaseInfo;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.Retired;
import io.brasa.sql.catalog.StoredFunction;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.catalog.warehouse.CrashingStorage.SimulatedCrash;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a catalog in a folder keeps, and what it takes away. */
final class TestWarehouseStore {
  private final Storage storage = new LocalStorage();
  @TempDir private Path folder;

  private record Owner(String self) implements Ownership {
    @Override
    public boolean isDead(String owner) {
      return owner.startsWith("dead");
    }
  }

  private WarehouseStore store(Storage on, String owner, long keepMillis) {
    return new WarehouseStore(
        new Located(on, folder.toString()), new Owner(owner), new SystemEnvironment(), keepMillis);
  }

  private static TableColumn column(String name, DataType type, int place) {
    return new TableColumn(
        name, type, true, Optional.empty(), Optional.empty(), name, place, false);
  }

  private static TableState state(DataType... types) {
    List<TableColumn> columns = new ArrayList<>();
    for (DataType type : types) columns.add(column("c" + columns.size(), type, columns.size()));
    return TableState.of(
        new TableDefinition(
            "rows",
            Optional.empty(),
            columns,
            List.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            1));
  }

  private static Names named(Names names, String name, Entry entry) {
    return names.with("default", names.databases().get("default").with(name, entry));
  }

  @Test
  void everythingOfATableIsKept() {
    StructType nested =
        new StructType()
            .add("odd `name: <", new ArrayType(AtomicType.INTEGER, false))
            .add("m", new MapType(AtomicType.STRING, new DecimalType(20, 3), false), false);
    List<TableColumn> columns =
        List.of(
            new TableColumn(
                "A",
                AtomicType.DATE,
                false,
                Optional.of("say \"ü\"\n\\ 😀"),
                Optional.of("current_date()"),
                "a_1",
                3,
                false),
            column("n", nested, 0),
            column("d", new DecimalType(10, 2), 1).dropped(),
            column("p", AtomicType.STRING, 2));
    Map<Integer, ColumnStatistics> known = new HashMap<>();
    known.put(
        1,
        new ColumnStatistics(
            OptionalLong.of(5),
            OptionalLong.empty(),
            Optional.of(new BigDecimal("1.25")),
            Optional.of(new BigDecimal("7.00")),
            OptionalDouble.of(2.5)));
    known.put(
        2,
        new ColumnStatistics(
            OptionalLong.empty(),
            OptionalLong.of(0),
            Optional.of(LocalDate.of(2024, 2, 29)),
            Optional.empty(),
            OptionalDouble.empty()));
    TableState state =
        new TableState(
            new TableDefinition(
                "parquet",
                Optional.of("/x y"),
                columns,
                List.of("p"),
                Optional.of(new Buckets(8, List.of("A"), List.of("n"))),
                Map.of("header", "true"),
                Map.of("k", "v"),
                Optional.of("c"),
                123),
            List.of(
                new DataFile("s~o/p=1/part-1", 10, List.of("1")),
                new DataFile("s~o/p=x/part-1", 11, Arrays.asList((String) null))),
            List.of(List.of("9")),
            List.of(Arrays.asList((String) null)),
            List.of(new Retired("old", 77)),
            Optional.of(new TableStatistics(100, 1_000, known)),
            Map.of(List.of("1"), 7L, Arrays.asList((String) null), 0L),
            4);
    Entry.Table table = store(storage, "a", 0).create("default", "Täble", state);
    assertEquals(Optional.of(state), store(storage, "b", 0).state(table));
  }

  @Test
  void namesAreKept() {
    Entry.View view =
        new Entry.View(
            "SELECT 1", List.of("a"), List.of(""), "default", Optional.of("v"), Map.of("x", "y"));
    Names after =
        store(storage, "a", 0)
            .changeNames(
                "n",
                names ->
                    named(names, "v", view)
                        .with(
                            "shop",
                            new Names.Database(
                                new DatabaseInfo(
                                    Optional.of("c"), Optional.of("/l"), Map.of("a", "b")),
                                Map.of("t", new Entry.Table("shop.db/t")),
                                Map.of("f", new StoredFunction("CREATE …", "shop")))));
    assertEquals(after, store(storage, "b", 0).names());
    assertEquals(Optional.of(view), after.relation(new TableName("DEFAULT", "V")));
  }

  private void file(Entry.Table table, String path) throws IOException {
    Path file = folder.resolve(table.folder()).resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  private boolean isThere(Entry.Table table, String path) {
    return Files.exists(folder.resolve(table.folder()).resolve(path));
  }

  @Test
  void filesStayAsLongAsAnybodyMayWantThem() throws IOException {
    WarehouseStore store = store(storage, "alive", 0);
    Entry.Table table = store.create("default", "t", state(AtomicType.STRING));
    store.changeNames("n", names -> named(names, "t", table));
    for (String each : List.of("one~alive/f", "two~alive/f", "lost~dead/f", "busy~alive2/f"))
      file(table, each);
    DataFile one = new DataFile("one~alive/f", 1, List.of());
    DataFile two = new DataFile("two~alive/f", 1, List.of());
    store.change(table, "c1", before -> before.replacing(Set.of(), List.of(one), 1));
    assertFalse(isThere(table, "lost~dead"), "its writer died before the commit");
    assertTrue(isThere(table, "busy~alive2/f"), "its writer may commit it yet");
    long later = System.currentTimeMillis() + 1_000_000;
    store.change(table, "c2", before -> before.replacing(Set.of(one.path()), List.of(two), later));
    assertTrue(isThere(table, one.path()), "readers of what was before may want it");
    store.change(
        table,
        "c3",
        before ->
            before.replacing(Set.of(), List.of(), 0).retiring(List.of(new Retired(one.path(), 0))));
    assertFalse(isThere(table, "one~alive"), "nobody may want it any more");
    assertTrue(isThere(table, two.path()));
    assertEquals(List.of(), store.state(table).orElseThrow().retired());
  }

  @Test
  void whatTheDeadCommittedStays() throws IOException {
    Entry.Table table = store(storage, "alive", 0).create("default", "t", state(AtomicType.STRING));
    file(table, "one~dead/f");
    DataFile one = new DataFile("one~dead/f", 1, List.of());
    store(storage, "dead", 0)
        .change(table, "c1", before -> before.replacing(Set.of(), List.of(one), 1));
    store(storage, "alive", 0)
        .change(table, "c2", before -> before.replacing(Set.of(), List.of(), 1));
    assertTrue(isThere(table, one.path()));
  }

  @Test
  void tablesOfTheDeadWithoutANameGo() throws IOException {
    store(storage, "dead1", 0).create("default", "lost", state(AtomicType.STRING));
    WarehouseStore dead = store(storage, "dead2", 0);
    Entry.Table kept = dead.create("default", "kept", state(AtomicType.STRING));
    dead.changeNames("n", names -> named(names, "kept", kept));
    store(storage, "alive3", 0).create("default", "busy", state(AtomicType.STRING));
    store(storage, "alive", 0).create("default", "new", state(AtomicType.STRING));
    try (Stream<Path> tables = Files.list(folder.resolve("default.db"))) {
      assertEquals(
          List.of("busy", "kept", "new"),
          tables.map(each -> each.getFileName().toString().split("-")[0]).sorted().toList());
    }
  }

  @Test
  void whatIsDroppedStaysForReadersAndGoesLater() throws IOException {
    WarehouseStore store = store(storage, "alive", 3_600_000);
    Entry.Table table = store.create("default", "t", state(AtomicType.STRING));
    String file = store.folder(table) + "/s~alive/f";
    storage.create(file).close();
    WarehouseStore other = store(storage, "alive2", 3_600_000);
    assertTrue(other.state(table).isPresent());
    store.drop(table);
    assertTrue(storage.status(file).isPresent());
    assertEquals(Optional.empty(), store.state(table));
    assertEquals(Optional.empty(), other.state(table));
    EngineException gone =
        assertThrows(EngineException.class, () -> other.change(table, "late", state -> state));
    assertEquals(SqlError.TABLE_NOT_FOUND, gone.code());
    other.create("default", "u", state(AtomicType.STRING));
    assertTrue(storage.status(file).isPresent());
    store(storage, "alive3", 0).create("default", "v", state(AtomicType.STRING));
    assertTrue(storage.status(store.folder(table)).isEmpty());
    Entry.Table dead = store(storage, "dead1", 0).create("default", "d", state(AtomicType.STRING));
    store.drop(dead);
    store.create("default", "w", state(AtomicType.STRING));
    assertTrue(storage.status(store.folder(dead)).isPresent(), "though who made it is gone");
    store.delete(dead);
    assertTrue(storage.status(store.folder(dead)).isEmpty());
  }

  /** Makes a table, names it, gives it rows, replaces these, gives it another name, drops it. */
  private void story(Storage on, String owner) {
    WarehouseStore store = store(on, owner, 1);
    Entry.Table table = store.create("default", "t", state(AtomicType.STRING));
    store.changeNames("n1" + owner, names -> named(names, "t" + owner, table));
    DataFile one = new DataFile("one~" + owner + "/f", 1, List.of());
    DataFile two = new DataFile("two~" + owner + "/f", 1, List.of());
    store.change(table, "c1", before -> before.replacing(Set.of(), List.of(one), 1));
    store.change(table, "c2", before -> before.replacing(Set.of(one.path()), List.of(two), 1));
    store.changeNames(
        "n2" + owner,
        names -> names.with("default", names.databases().get("default").without("t" + owner)));
    store.drop(table);
  }

  @Test
  @Tag("crash")
  void whoeverDiesAnywhereLeavesACatalogThatWorks() throws IOException {
    CrashingStorage whole = new CrashingStorage(storage, Long.MAX_VALUE);
    story(whole, "deadfirst");
    long moments = whole.moments();
    assertTrue(moments > 60, () -> moments + " moments");
    for (long at = 0; at < moments; at++) {
      String owner = "dead" + at;
      long moment = at;
      try {
        story(new CrashingStorage(storage, at), owner);
      } catch (SimulatedCrash e) {
        // What others see is asked below.
      }
      WarehouseStore store = store(storage, "alive", 0);
      Optional<Entry> entry = store.names().relation(new TableName("default", "t" + owner));
      if (entry.isPresent()) {
        Entry.Table table = (Entry.Table) entry.get();
        TableState state = store.state(table).orElseThrow();
        assertTrue(state.files().size() <= 1, () -> "at " + moment + ": " + state);
        store.change(table, "n" + at, before -> before.replacing(Set.of(), List.of(), 1));
        store.changeNames(
            "n3" + owner,
            names -> names.with("default", names.databases().get("default").without("t" + owner)));
        store.delete(table);
      }
    }
    store(storage, "alive", 0).create("default", "last", state(AtomicType.STRING));
    try (Stream<Path> tables = Files.list(folder.resolve("default.db"))) {
      assertEquals(1, tables.count(), "what the dead left has gone");
    }
    assertEquals(
        Map.of(), store(storage, "alive", 0).names().databases().get("default").relations());
  }
}
