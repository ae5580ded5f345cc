package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.ParquetError;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of parts that no file of an engine at hand has, written by the reference library. */
final class TestShreddedVariants {
  private static final String PARTS =
      """
      message m {
        required group v {
          required binary metadata;
          optional binary value;
          optional group typed_value {
            required group a { optional binary value; optional fixed_len_byte_array(16) typed_value (UUID); }
            required group b { optional int64 typed_value (TIME(MICROS,false)); }
            required group c { optional binary value; optional int32 typed_value (INTEGER(8,true)); }
            required group d { optional binary value; optional int32 typed_value (DECIMAL(9,2)); }
            required group e { optional binary value; optional group typed_value (LIST) {
              repeated group list { required group element { optional binary value; optional float typed_value; } } } }
          }
        }
      }
      """;

  private static final String NAMES = "0106000102030405066162636465" + "7a";

  private static Binary bytes(String hex) {
    return Binary.fromConstantByteArray(HexFormat.of().parseHex(hex));
  }

  private static void fill(Group row, int number) {
    Group variant = row.addGroup("v");
    variant.add("metadata", bytes(NAMES));
    if (number == 1) variant.add("value", bytes("020105000104"));
    if (number == 2) variant.add("value", bytes("096869"));
    if (number > 1) return;
    Group parts = variant.addGroup("typed_value");
    Group a = parts.addGroup("a");
    Group b = parts.addGroup("b");
    Group c = parts.addGroup("c");
    Group d = parts.addGroup("d");
    Group e = parts.addGroup("e");
    if (number == 1) return;
    a.add("typed_value", bytes("000102030405060708090a0b0c0d0e0f"));
    b.add("typed_value", 3_600_000_000L);
    c.add("typed_value", -5);
    d.add("typed_value", 1234);
    Group list = e.addGroup("typed_value");
    list.addGroup("list").addGroup("element").add("typed_value", 1.5f);
    list.addGroup("list").addGroup("element").add("value", bytes("00"));
  }

  @Test
  void eachPlaceHasTheValueOfItsColumns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("parts.parquet");
    ReferenceFiles.write(
        file,
        MessageTypeParser.parseMessageType(PARTS),
        4,
        TestShreddedVariants::fill,
        builder -> {});
    TestContext context = new TestContext();
    StructType schema = new StructType().add("v", AtomicType.VARIANT);
    Source source =
        new ParquetSourceProvider()
            .open(
                new SourceOptions(List.of(file.toString()), Map.of(), Optional.of(schema)),
                context.storages());
    List<List<Object>> rows = Rows.read(source, ScanRequest.of(List.of(0)), context);
    String object =
        "0205"
            + "0001020304"
            + "00111a1c222d"
            + "50000102030405060708090a0b0c0d0e0f"
            + "4400a493d600000000"
            + "0cfb"
            + "2002d2040000"
            + "0302000506380000c03f00";
    // An object, one without columns, a text, and nothing at all.
    List<String> expected = List.of(object, "020105000104", "096869", "00");
    for (int i = 0; i < expected.size(); i++)
      assertEquals(
          Rows.comparable(HexFormat.of().parseHex(NAMES + expected.get(i))), rows.get(i).get(0));
  }

  @Test
  void aFieldThatIsNoNameIsDamage(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("damaged.parquet");
    ReferenceFiles.write(
        file,
        MessageTypeParser.parseMessageType(
            """
            message m { required group v { required binary metadata; optional binary value;
              optional group typed_value { required group q { optional int64 typed_value; } } } }
            """),
        1,
        (row, number) -> {
          Group variant = row.addGroup("v");
          variant.add("metadata", bytes(NAMES));
          variant.addGroup("typed_value").addGroup("q").add("typed_value", 1L);
        },
        builder -> {});
    TestContext context = new TestContext();
    StructType schema = new StructType().add("v", AtomicType.VARIANT);
    Source source =
        new ParquetSourceProvider()
            .open(
                new SourceOptions(List.of(file.toString()), Map.of(), Optional.of(schema)),
                context.storages());
    EngineException failure =
        assertThrows(
            EngineException.class, () -> Rows.read(source, ScanRequest.of(List.of(0)), context));
    assertEquals(ParquetError.PARQUET_CORRUPT, failure.code());
  }
}
