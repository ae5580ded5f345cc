package io.brasa.core.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.core.lineage.UserFunctionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestOpened {
  private final List<Integer> closed = new ArrayList<>();
  private final Opened opened = new Opened();

  private void push(int number, Throwable thrown) {
    opened.push(
        () -> {
          closed.add(number);
          if (thrown instanceof Error error) throw error;
          if (thrown instanceof Exception exception) throw exception;
        });
  }

  @Test
  void closesTheLatestFirstAndOnce() {
    for (int i = 0; i < 3; i++) push(i, null);
    opened.close();
    opened.close();
    assertEquals(List.of(2, 1, 0), closed);
  }

  @Test
  void closesAllWhateverTheyThrowAndTellsTheFirst() {
    IllegalStateException first = new IllegalStateException("first");
    AssertionError second = new AssertionError("second");
    push(0, null);
    push(1, second);
    push(2, first);
    push(3, null);
    assertSame(first, assertThrows(IllegalStateException.class, opened::close));
    assertEquals(List.of(3, 2, 1, 0), closed);
    assertArrayEquals(new Throwable[] {second}, first.getSuppressed());
  }

  @Test
  void theSameThrownTwiceIsToldOnce() {
    IllegalStateException same = new IllegalStateException("same");
    push(0, same);
    push(1, same);
    assertSame(same, assertThrows(IllegalStateException.class, opened::close));
    assertEquals(0, same.getSuppressed().length);
  }

  @Test
  void errorsAndCheckedExceptionsPassToo() {
    AssertionError error = new AssertionError("error");
    push(0, error);
    assertSame(error, assertThrows(AssertionError.class, opened::close));
    IOException checked = new IOException("checked");
    push(1, checked);
    assertSame(checked, assertThrows(UserFunctionException.class, opened::close).getCause());
  }

  @Test
  void afterAFailureItStaysTheOneToTell() {
    IllegalStateException failure = new IllegalStateException("failure");
    IllegalStateException other = new IllegalStateException("other");
    push(0, other);
    push(1, null);
    opened.closeAfter(failure);
    assertEquals(List.of(1, 0), closed);
    assertArrayEquals(new Throwable[] {other}, failure.getSuppressed());
    push(2, failure);
    opened.closeAfter(failure);
    assertEquals(1, failure.getSuppressed().length);
  }
}
