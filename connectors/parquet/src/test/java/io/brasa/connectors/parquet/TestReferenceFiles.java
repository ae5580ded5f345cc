package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestReferenceFiles {
  private static final String FLAT =
      """
      message m {
        required int32 i; optional int64 l; required boolean b; optional boolean ob; optional float f;
        required double d; optional binary s (STRING); required binary raw; required fixed_len_byte_array(5) fixed;
        optional int96 moment; optional int32 day (DATE); optional int64 millis (TIMESTAMP(MILLIS,true));
        optional fixed_len_byte_array(2) half (FLOAT16); optional binary money (DECIMAL(20,2));
      }
      """;

  private static void fill(Group group, int i) {
    group.add("i", i * 31 % 1_000_003);
    if (i % 5 != 0) group.add("l", (long) i * i * i - 7);
    group.add("b", i % 3 == 0);
    if (i % 7 != 0) group.add("ob", i / 100 % 2 == 0);
    if (i % 2 == 0) group.add("f", i / 3f);
    group.add("d", i / 7.0);
    if (i % 4 != 0) group.add("s", "prefix-" + i / 100 + "-suffix-" + i);
    group.add("raw", Binary.fromConstantByteArray(new byte[i % 9]));
    group.add("fixed", Binary.fromConstantByteArray(("f" + 1000 + i).substring(0, 5).getBytes()));
    byte[] moment = new byte[12];
    moment[8] = (byte) 0x8c;
    moment[9] = 0x3d;
    moment[10] = 0x25;
    moment[2] = (byte) i;
    group.add("moment", Binary.fromConstantByteArray(moment));
    group.add("day", i % 40 - 20);
    group.add("millis", 1_700_000_000_000L + i);
    group.add("half", Binary.fromConstantByteArray(new byte[] {0, 0x3c}));
    group.add(
        "money",
        Binary.fromConstantByteArray(java.math.BigInteger.valueOf(i * -12_345_678L).toByteArray()));
  }

  @Test
  void areReadInAllEncodings(@TempDir Path folder) throws Exception {
    for (WriterVersion version : WriterVersion.values()) {
      for (boolean hasDictionary : List.of(true, false)) {
        for (boolean isSplit : List.of(true, false)) {
          Path file = folder.resolve(version + "-" + hasDictionary + isSplit + ".parquet");
          ReferenceFiles.write(
              file,
              MessageTypeParser.parseMessageType(FLAT),
              3_000,
              TestReferenceFiles::fill,
              builder -> {
                ReferenceFiles.version(version, hasDictionary).accept(builder);
                builder.withByteStreamSplitEncoding(isSplit).withPageSize(8_000);
              });
          check(file);
        }
      }
    }
  }

  private static void check(Path file) throws Exception {
    List<Group> expected = ReferenceFiles.read(file);
    List<List<Object>> rows = Rows.all(file);
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Group group = expected.get(i);
      List<Object> row = rows.get(i);
      String what = file.getFileName() + " row " + i;
      assertEquals(group.getInteger("i", 0), row.get(0), what);
      assertEquals(
          group.getFieldRepetitionCount("l") == 0 ? null : group.getLong("l", 0), row.get(1), what);
      assertEquals(group.getBoolean("b", 0), row.get(2), what);
      assertEquals(
          group.getFieldRepetitionCount("ob") == 0 ? null : group.getBoolean("ob", 0),
          row.get(3),
          what);
      assertEquals(
          group.getFieldRepetitionCount("f") == 0 ? null : group.getFloat("f", 0),
          row.get(4),
          what);
      assertEquals(group.getDouble("d", 0), row.get(5), what);
      assertEquals(
          group.getFieldRepetitionCount("s") == 0 ? null : group.getString("s", 0),
          row.get(6),
          what);
      assertEquals(Rows.comparable(group.getBinary("raw", 0).getBytes()), row.get(7), what);
      assertEquals(Rows.comparable(group.getBinary("fixed", 0).getBytes()), row.get(8), what);
      assertEquals(
          java.time.Instant.EPOCH
              .plusNanos((i & 0xffL) << 16)
              .truncatedTo(java.time.temporal.ChronoUnit.MICROS),
          row.get(9),
          what);
      assertEquals(java.time.LocalDate.ofEpochDay(i % 40 - 20), row.get(10), what);
      assertEquals(java.time.Instant.ofEpochMilli(1_700_000_000_000L + i), row.get(11), what);
      assertEquals(1f, row.get(12), what);
      assertEquals(java.math.BigDecimal.valueOf(i * -12_345_678L, 2), row.get(13), what);
    }
  }

  @Test
  void areReadWithListsOfTwoLevelsAndRepeatedFields(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("old.parquet");
    ReferenceFiles.write(
        file,
        MessageTypeParser.parseMessageType(
            """
            message m {
              optional group ints (LIST) { repeated int32 array; }
              optional group pairs (LIST) { repeated group pairs_tuple { required int32 a; optional binary b (STRING); } }
              optional group one (LIST) { repeated group array { required int32 x; } }
              repeated int64 bare;
              repeated group items { required int32 id; repeated binary names (STRING); }
              optional group old (MAP_KEY_VALUE) { repeated group map { required binary key (STRING); optional int32 value; } }
            }
            """),
        300,
        (group, i) -> {
          if (i % 3 != 0) {
            Group ints = group.addGroup("ints");
            for (int k = 0; k < i % 4; k++) ints.add("array", i + k);
          }
          if (i % 2 == 0) {
            Group pair = group.addGroup("pairs").addGroup("pairs_tuple");
            pair.add("a", i);
            if (i % 4 == 0) pair.add("b", "b" + i);
          }
          group.addGroup("one").addGroup("array").add("x", i);
          for (int k = 0; k < i % 3; k++) group.add("bare", (long) k);
          for (int k = 0; k < i % 2; k++) {
            Group item = group.addGroup("items");
            item.add("id", i);
            item.add("names", "n1");
            item.add("names", "n2");
          }
          Group entry = group.addGroup("old").addGroup("map");
          entry.add("key", "k" + i);
          if (i % 5 != 0) entry.add("value", i);
        },
        builder -> {});
    List<List<Object>> rows = Rows.all(file);
    assertEquals(
        "struct<ints:array<int>,pairs:array<struct<a:int,b:string>>,one:array<struct<x:int>>,"
            + "bare:array<bigint>,items:array<struct<id:int,names:array<string>>>,old:map<string,int>>",
        Rows.open(file, new TestContext()).schema().simpleString());
    for (int i = 0; i < 300; i++) {
      List<Object> ints = new ArrayList<>();
      for (int k = 0; k < i % 4; k++) ints.add(i + k);
      List<Object> bare = new ArrayList<>();
      for (int k = 0; k < i % 3; k++) bare.add((long) k);
      List<Object> items = i % 2 == 0 ? List.of() : List.of(List.of(i, List.of("n1", "n2")));
      Map<String, Object> old = new java.util.HashMap<>();
      old.put("k" + i, i % 5 == 0 ? null : i);
      assertEquals(
          Arrays.asList(
              i % 3 == 0 ? null : ints,
              i % 2 == 0 ? List.of(Arrays.asList(i, i % 4 == 0 ? "b" + i : null)) : null,
              List.of(List.of(i)),
              bare,
              items,
              old),
          rows.get(i),
          "row " + i);
    }
  }

  @Test
  void areMadeByUsAsTheReferenceReadsThem(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("files for parquet-java with seed " + seed);
    for (int round = 0; round < 12; round++) {
      Random random = new Random(seed + round);
      RandomTables tables = new RandomTables(random, false);
      StructType schema = tables.schema();
      Batch batch = tables.batch(schema, 900);
      Map<String, String> options = TestRoundTrips.options(random);
      Path file = folder.resolve(round + ".parquet");
      TestRoundTrips.write(file, schema, List.of(batch, batch), options);
      List<List<Object>> expected = new ArrayList<>();
      Rows.add(batch, expected);
      Rows.add(batch, expected);
      List<Group> groups = ReferenceFiles.read(file);
      assertEquals(expected.size(), groups.size());
      for (int i = 0; i < groups.size(); i++)
        assertEquals(
            shape(expected.get(i)),
            shape(groups.get(i)),
            "row " + i + ", seed " + (seed + round) + ", " + schema + ", " + options);
    }
  }

  /** Only what is there and how it nests: values are compared with DuckDB. */
  private static String shape(Object value) {
    return switch (value) {
      case null -> "-";
      case List<?> list -> {
        StringBuilder text = new StringBuilder("(");
        for (Object element : list) text.append(shape(element));
        yield text.append(")").toString();
      }
      case Map<?, ?> map -> {
        StringBuilder text = new StringBuilder("(");
        map.forEach(
            (key, entry) -> text.append("(").append(shape(key)).append(shape(entry)).append(")"));
        yield text.append(")").toString();
      }
      case String text when !text.startsWith("x") -> "'" + text + "'";
      case Integer number -> number.toString();
      case Long number -> number.toString();
      default -> "?";
    };
  }

  private static String shape(Group group) {
    StringBuilder text = new StringBuilder("(");
    GroupType type = group.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      text.append(group.getFieldRepetitionCount(i) == 0 ? "-" : shape(group, i, type.getType(i)));
    }
    return text.append(")").toString();
  }

  private static String shape(Group group, int field, Type type) {
    if (!type.isPrimitive()) {
      Group inner = group.getGroup(field, 0);
      String annotation = String.valueOf(type.getLogicalTypeAnnotation());
      if (!annotation.equals("LIST") && !annotation.equals("MAP")) return shape(inner);
      StringBuilder text = new StringBuilder("(");
      for (int i = 0; i < inner.getFieldRepetitionCount(0); i++) {
        String element = shape(inner.getGroup(0, i));
        text.append(
            annotation.equals("LIST") ? element.substring(1, element.length() - 1) : element);
      }
      return text.append(")").toString();
    }
    String annotation = String.valueOf(type.getLogicalTypeAnnotation());
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY ->
          annotation.equals("STRING") && !group.getString(field, 0).startsWith("x")
              ? "'" + group.getString(field, 0) + "'"
              : "?";
      case INT32 -> annotation.equals("null") ? "" + group.getInteger(field, 0) : "?";
      case INT64 -> annotation.equals("null") ? "" + group.getLong(field, 0) : "?";
      default -> "?";
    };
  }
}
