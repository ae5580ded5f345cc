package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.block.StorageLevel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept is read by every query that contains it, however it names it. */
final class TestKeptPlans {
  private static final AtomicInteger COMPUTED = new AtomicInteger();

  private static final StructType SCHEMA =
      new StructType(
          List.of(
              new StructField("k", AtomicType.INTEGER, false),
              new StructField("v", AtomicType.INTEGER, false)));

  private static DataFrame counted(BrasaSession session) {
    COMPUTED.set(0);
    return session.createDataFrame(
        session
            .context()
            .parallelize(List.of(1, 2, 3, 4), 2)
            .map(
                number -> {
                  COMPUTED.incrementAndGet();
                  return Row.of(number % 2, number);
                }),
        SCHEMA);
  }

  @Test
  void viewsSelfJoinsAndSubqueriesReadWhatIsKept() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      DataFrame frame = counted(session).cache();
      frame.createOrReplaceTempView("x");
      assertEquals(4, frame.count());
      assertEquals(4, COMPUTED.get());
      assertEquals(10L, session.sql("SELECT sum(v) FROM x").first().get(0));
      assertEquals(
          8L, session.sql("SELECT count(*) FROM x a JOIN x b ON a.k = b.k").first().get(0));
      assertEquals(
          4L,
          session
              .sql("SELECT count(*) FROM x WHERE v <= (SELECT max(v) FROM x b WHERE b.k = x.k)")
              .first()
              .get(0));
      assertEquals(
          List.of(Row.of(3)),
          session
              .sql("SELECT v FROM x WHERE v IN (SELECT v FROM x WHERE k = 1) AND v > 1")
              .collectAsList());
      assertEquals(4, COMPUTED.get());
    }
  }

  @Test
  void otherPlansAreComputed() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      DataFrame frame = counted(session);
      DataFrame odd = frame.where("k = 1").cache();
      assertEquals(2, odd.count());
      int before = COMPUTED.get();
      assertEquals(2, frame.where("k = 0").count());
      assertEquals(before + 4, COMPUTED.get());
      assertEquals(2, frame.where("k = 1").count());
      assertEquals(before + 4, COMPUTED.get());
      assertEquals(StorageLevel.MEMORY_AND_DISK, odd.storageLevel());
      odd.unpersist();
      assertEquals(StorageLevel.NONE, odd.storageLevel());
      assertEquals(2, odd.count());
      assertEquals(before + 8, COMPUTED.get());
    }
  }
}
