package io.brasa.core.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestBroadcast {
  private final List<String> told = new ArrayList<>();
  private final Broadcast.Owner owner =
      new Broadcast.Owner() {
        @Override
        public void unpersist(long id) {
          told.add("unpersist " + id);
        }

        @Override
        public void destroy(long id) {
          told.add("destroy " + id);
        }
      };
  private int fetches;

  private Object fetch(long id) {
    fetches++;
    return "value " + id;
  }

  @Test
  void theDriverHoldsTheValue() {
    Object value = new Object();
    Broadcast<Object> broadcast = Broadcast.holding(3, value, owner);
    assertSame(value, broadcast.value());
    assertEquals(3, broadcast.id());
    assertFalse(broadcast.isFetched());
    broadcast.forget();
    assertSame(value, broadcast.value());
    assertEquals("Broadcast(3)", broadcast.toString());
    assertNull(Broadcast.holding(4, null, owner).value());
  }

  @Test
  void aProcessFetchesOnceUntilItForgets() {
    Broadcast<?> broadcast = Broadcast.fetching(5, this::fetch);
    assertTrue(broadcast.isFetched());
    assertEquals("value 5", broadcast.value());
    assertEquals("value 5", broadcast.value());
    assertEquals(1, fetches);
    broadcast.forget();
    assertEquals("value 5", broadcast.value());
    assertEquals(2, fetches);
  }

  @Test
  void nothingIsAValueToo() {
    Broadcast<?> broadcast =
        Broadcast.fetching(
            6,
            id -> {
              fetches++;
              return null;
            });
    assertNull(broadcast.value());
    assertNull(broadcast.value());
    assertEquals(1, fetches);
  }

  @Test
  void whatCannotBeFetchedIsToldAndTriedAgain() {
    Broadcast<?> broadcast =
        Broadcast.fetching(
            7,
            id -> {
              if (fetches++ == 0) throw new IllegalStateException("not there");
              return "there";
            });
    assertThrows(IllegalStateException.class, broadcast::value);
    assertEquals("there", broadcast.value());
  }

  @Test
  void theOwnerIsToldToLetGo() {
    Broadcast<String> broadcast = Broadcast.holding(8, "x", owner);
    broadcast.unpersist();
    assertEquals("x", broadcast.value());
    broadcast.destroy();
    assertEquals(List.of("unpersist 8", "destroy 8"), told);
    EngineException failure = assertThrows(EngineException.class, broadcast::value);
    assertEquals(CoreError.BROADCAST_DESTROYED, failure.code());
    assertTrue(failure.what().contains("8"));
  }

  @Test
  void onlyTheDriverLetsGo() {
    Broadcast<?> broadcast = Broadcast.fetching(9, this::fetch);
    assertThrows(IllegalStateException.class, broadcast::destroy);
    assertThrows(IllegalStateException.class, broadcast::unpersist);
    assertEquals("value 9", broadcast.value());
  }
}
