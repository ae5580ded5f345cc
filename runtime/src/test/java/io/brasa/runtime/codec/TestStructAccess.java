package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestStructAccess {
  record All(
      boolean truth,
      byte tiny,
      short small,
      char letter,
      int number,
      long large,
      float rough,
      double exact,
      String text,
      List<Integer> list,
      int[] array) {}

  private record Secret(String text) {
    Secret {
      if (text.isEmpty()) throw new IllegalArgumentException("no text");
    }
  }

  public static final class Bean {
    private long large;
    private String text;

    public long getLarge() {
      return large;
    }

    public Bean setLarge(long value) {
      large = value;
      return this;
    }

    public String getText() {
      return text;
    }

    public void setText(String value) {
      text = value;
    }
  }

  /** Keeps what it gets, and gives it again. */
  private static final class Kept extends PartSink {
    private final List<Object> values = new ArrayList<>();

    private void put(int place, Object value) {
      assertEquals(values.size(), place, "each once, in order");
      values.add(value);
    }

    @Override
    public void putBoolean(int place, boolean value) {
      put(place, value);
    }

    @Override
    public void putByte(int place, byte value) {
      put(place, value);
    }

    @Override
    public void putShort(int place, short value) {
      put(place, value);
    }

    @Override
    public void putChar(int place, char value) {
      put(place, value);
    }

    @Override
    public void putInt(int place, int value) {
      put(place, value);
    }

    @Override
    public void putLong(int place, long value) {
      put(place, value);
    }

    @Override
    public void putFloat(int place, float value) {
      put(place, value);
    }

    @Override
    public void putDouble(int place, double value) {
      put(place, value);
    }

    @Override
    public void putObject(int place, Object value) {
      put(place, value);
    }

    PartSource source() {
      return new PartSource() {
        @Override
        public boolean booleanAt(int place) {
          return (boolean) values.get(place);
        }

        @Override
        public byte byteAt(int place) {
          return (byte) values.get(place);
        }

        @Override
        public short shortAt(int place) {
          return (short) values.get(place);
        }

        @Override
        public char charAt(int place) {
          return (char) values.get(place);
        }

        @Override
        public int intAt(int place) {
          return (int) values.get(place);
        }

        @Override
        public long longAt(int place) {
          return (long) values.get(place);
        }

        @Override
        public float floatAt(int place) {
          return (float) values.get(place);
        }

        @Override
        public double doubleAt(int place) {
          return (double) values.get(place);
        }

        @Override
        public Object objectAt(int place) {
          return values.get(place);
        }
      };
    }
  }

  private static Object again(Object value) {
    StructAccess access = StructAccess.of(value.getClass()).orElseThrow();
    Kept kept = new Kept();
    access.take(value, kept);
    return access.make(kept.source());
  }

  @Test
  void takesRecordsApartAndMakesThem() {
    All all =
        new All(true, (byte) 1, (short) 2, 'x', 3, 4L, 5f, 6.0, "seven", List.of(8), new int[] {9});
    assertEquals(all, again(all));
    All nothing = new All(false, (byte) 0, (short) 0, '0', 0, 0, 0, 0, null, null, null);
    assertEquals(nothing, again(nothing));
  }

  @Test
  void reachesPrivateRecordsAndTheirChecks() {
    assertEquals(new Secret("a"), again(new Secret("a")));
    StructAccess access = StructAccess.of(Secret.class).orElseThrow();
    Kept kept = new Kept();
    kept.putObject(0, "");
    assertThrows(IllegalArgumentException.class, () -> access.make(kept.source()));
  }

  @Test
  void takesBeansApartAndMakesThem() {
    Bean bean = new Bean().setLarge(7);
    bean.setText("text");
    Bean made = (Bean) again(bean);
    assertEquals(7, made.getLarge());
    assertEquals("text", made.getText());
  }

  @Test
  void tellsTypesWithTheirArguments() {
    List<StructAccess.Part> parts = StructAccess.parts(All.class).orElseThrow();
    assertEquals("list", parts.get(9).name());
    assertEquals("java.util.List<java.lang.Integer>", parts.get(9).genericType().getTypeName());
  }

  @Test
  void isMadeOnceForAClass() {
    assertSame(StructAccess.of(All.class).orElseThrow(), StructAccess.of(All.class).orElseThrow());
    assertEquals(Optional.empty(), StructAccess.of(Runnable.class));
    assertTrue(StructAccess.parts(String.class).isEmpty());
  }
}
