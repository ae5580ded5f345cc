package io.brasa.columnar.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestDataTypes {
  private static final StructType PERSON =
      new StructType()
          .add("name", AtomicType.STRING, false)
          .add("scores", new ArrayType(new DecimalType(10, 2), false))
          .add(
              "places",
              new MapType(AtomicType.STRING, new StructType().add("x", AtomicType.INTEGER)));

  @Test
  void typesAreShownAsSparkShowsThem() {
    assertEquals(
        "struct<name:string,scores:array<decimal(10,2)>,places:map<string,struct<x:int>>>",
        PERSON.simpleString());
    assertEquals("ARRAY<DECIMAL(10,2)>", PERSON.field(1).dataType().sql());
    assertEquals("interval day to second", DayTimeIntervalType.DAY_TO_SECOND.simpleString());
    assertEquals("bigint", AtomicType.LONG.simpleString());
  }

  @Test
  void schemasArePrintedAsTrees() {
    assertEquals(
        """
        root
         |-- name: string (nullable = false)
         |-- scores: array (nullable = true)
         |    |-- element: decimal(10,2) (containsNull = false)
         |-- places: map (nullable = true)
         |    |-- key: string
         |    |-- value: struct (valueContainsNull = true)
         |    |    |-- x: integer (nullable = true)
        """,
        PERSON.treeString());
  }

  @Test
  void fieldsAreFoundByName() {
    assertEquals(Optional.of(1), PERSON.indexOf("scores"));
    assertEquals(Optional.empty(), PERSON.indexOf("Scores"));
    assertEquals(List.of("places", "name"), PERSON.select(List.of(2, 0)).fieldNames());
  }

  @Test
  void impossibleTypesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DecimalType(39, 0));
    assertThrows(IllegalArgumentException.class, () -> new DecimalType(5, 6));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DayTimeIntervalType(
                DayTimeIntervalType.Field.SECOND, DayTimeIntervalType.Field.DAY));
  }

  @Test
  void storageFollowsThePrecision() {
    assertEquals(Storage.LONG, new DecimalType(18, 2).storage());
    assertEquals(Storage.WIDE, new DecimalType(19, 2).storage());
  }
}
