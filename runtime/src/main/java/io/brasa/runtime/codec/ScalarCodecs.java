package io.brasa.runtime.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.Date;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Boxed primitives, strings, big numbers, and small values of java.util. */
final class ScalarCodecs {
  private ScalarCodecs() {}

  // Factories return the interface, statement by statement, since the verifier would load each
  // class that it has to
  // see as a subclass of another.

  static Codec<?> codecAt(int index) {
    switch (index) {
      case 1 -> {
        return new OfBoolean();
      }
      case 2 -> {
        return new OfByte();
      }
      case 3 -> {
        return new OfShort();
      }
      case 4 -> {
        return new OfCharacter();
      }
      case 5 -> {
        return new OfInteger();
      }
      case 6 -> {
        return new OfLong();
      }
      case 7 -> {
        return new OfFloat();
      }
      case 8 -> {
        return new OfDouble();
      }
      case BuiltIn.STRING -> {
        return new OfString();
      }
      case 10 -> {
        return new OfBigInteger();
      }
      case 11 -> {
        return new OfBigDecimal();
      }
      case 12 -> {
        return new OfUuid();
      }
      default -> {
        return null;
      }
    }
  }

  static Codec<?> utilityAt(int index) {
    switch (index) {
      case 40 -> {
        return new OfOptionalInt();
      }
      case 41 -> {
        return new OfOptionalLong();
      }
      case 42 -> {
        return new OfOptionalDouble();
      }
      case 43 -> {
        return new OfBitSet();
      }
      default -> {
        return new OfDate();
      }
    }
  }

  private static final class OfBoolean extends ScalarCodec<Boolean> {
    OfBoolean() {
      super(Boolean.class, 1, 16);
    }

    @Override
    public void encode(Boolean value, Encoder out) {
      out.writeBoolean(value);
    }

    @Override
    public Boolean decode(Decoder in) {
      return in.readBoolean();
    }
  }

  private static final class OfByte extends ScalarCodec<Byte> {
    OfByte() {
      super(Byte.class, 2, 16);
    }

    @Override
    public void encode(Byte value, Encoder out) {
      out.writeByte(value);
    }

    @Override
    public Byte decode(Decoder in) {
      return in.readByte();
    }
  }

  private static final class OfShort extends ScalarCodec<Short> {
    OfShort() {
      super(Short.class, 3, 16);
    }

    @Override
    public void encode(Short value, Encoder out) {
      out.writeShort(value);
    }

    @Override
    public Short decode(Decoder in) {
      return in.readShort();
    }
  }

  private static final class OfCharacter extends ScalarCodec<Character> {
    OfCharacter() {
      super(Character.class, 4, 16);
    }

    @Override
    public void encode(Character value, Encoder out) {
      out.writeChar(value);
    }

    @Override
    public Character decode(Decoder in) {
      return in.readChar();
    }
  }

  private static final class OfInteger extends ScalarCodec<Integer> {
    OfInteger() {
      super(Integer.class, 5, 16);
    }

    @Override
    public void encode(Integer value, Encoder out) {
      out.writeVarInt(value);
    }

    @Override
    public Integer decode(Decoder in) {
      return in.readVarInt();
    }
  }

  private static final class OfLong extends ScalarCodec<Long> {
    OfLong() {
      super(Long.class, 6, 24);
    }

    @Override
    public void encode(Long value, Encoder out) {
      out.writeVarLong(value);
    }

    @Override
    public Long decode(Decoder in) {
      return in.readVarLong();
    }
  }

  private static final class OfFloat extends ScalarCodec<Float> {
    OfFloat() {
      super(Float.class, 7, 16);
    }

    @Override
    public void encode(Float value, Encoder out) {
      out.writeFloat(value);
    }

    @Override
    public Float decode(Decoder in) {
      return in.readFloat();
    }
  }

  private static final class OfDouble extends ScalarCodec<Double> {
    OfDouble() {
      super(Double.class, 8, 24);
    }

    @Override
    public void encode(Double value, Encoder out) {
      out.writeDouble(value);
    }

    @Override
    public Double decode(Decoder in) {
      return in.readDouble();
    }
  }

  private static final class OfString extends ScalarCodec<String> {
    OfString() {
      super(String.class, BuiltIn.STRING, 48);
    }

    @Override
    public void encode(String value, Encoder out) {
      out.writeString(value);
    }

    @Override
    public String decode(Decoder in) {
      return in.readString();
    }

    @Override
    public long heapBytes(String value) {
      return 48 + value.length();
    }
  }

  private static final class OfBigInteger extends ScalarCodec<BigInteger> {
    OfBigInteger() {
      super(BigInteger.class, 10, 80);
    }

    @Override
    public void encode(BigInteger value, Encoder out) {
      out.writeByteArray(value.toByteArray());
    }

    @Override
    public BigInteger decode(Decoder in) {
      return new BigInteger(in.readByteArray());
    }

    @Override
    public long heapBytes(BigInteger value) {
      return 64 + value.bitLength() / 8;
    }
  }

  /** Numbers of different scale, as 1.0 and 1.00, are different: so says BigDecimal itself. */
  private static final class OfBigDecimal extends ScalarCodec<BigDecimal> {
    OfBigDecimal() {
      super(BigDecimal.class, 11, 40);
    }

    @Override
    public void encode(BigDecimal value, Encoder out) {
      out.writeVarInt(value.scale());
      out.writeByteArray(value.unscaledValue().toByteArray());
    }

    @Override
    public BigDecimal decode(Decoder in) {
      int scale = in.readVarInt();
      return new BigDecimal(new BigInteger(in.readByteArray()), scale);
    }
  }

  private static final class OfUuid extends ScalarCodec<UUID> {
    OfUuid() {
      super(UUID.class, 12, 32);
    }

    @Override
    public void encode(UUID value, Encoder out) {
      out.writeLong(value.getMostSignificantBits());
      out.writeLong(value.getLeastSignificantBits());
    }

    @Override
    public UUID decode(Decoder in) {
      return new UUID(in.readLong(), in.readLong());
    }
  }

  private static final class OfOptionalInt extends ScalarCodec<OptionalInt> {
    OfOptionalInt() {
      super(OptionalInt.class, 40, 24);
    }

    @Override
    public void encode(OptionalInt value, Encoder out) {
      out.writeBoolean(value.isPresent());
      if (value.isPresent()) {
        out.writeVarInt(value.getAsInt());
      }
    }

    @Override
    public OptionalInt decode(Decoder in) {
      return in.readBoolean() ? OptionalInt.of(in.readVarInt()) : OptionalInt.empty();
    }
  }

  private static final class OfOptionalLong extends ScalarCodec<OptionalLong> {
    OfOptionalLong() {
      super(OptionalLong.class, 41, 24);
    }

    @Override
    public void encode(OptionalLong value, Encoder out) {
      out.writeBoolean(value.isPresent());
      if (value.isPresent()) {
        out.writeVarLong(value.getAsLong());
      }
    }

    @Override
    public OptionalLong decode(Decoder in) {
      return in.readBoolean() ? OptionalLong.of(in.readVarLong()) : OptionalLong.empty();
    }
  }

  private static final class OfOptionalDouble extends ScalarCodec<OptionalDouble> {
    OfOptionalDouble() {
      super(OptionalDouble.class, 42, 24);
    }

    @Override
    public void encode(OptionalDouble value, Encoder out) {
      out.writeBoolean(value.isPresent());
      if (value.isPresent()) {
        out.writeDouble(value.getAsDouble());
      }
    }

    @Override
    public OptionalDouble decode(Decoder in) {
      return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
    }
  }

  private static final class OfBitSet extends ScalarCodec<BitSet> {
    OfBitSet() {
      super(BitSet.class, 43, 64);
    }

    @Override
    public void encode(BitSet value, Encoder out) {
      out.writeByteArray(value.toByteArray());
    }

    @Override
    public BitSet decode(Decoder in) {
      return BitSet.valueOf(in.readByteArray());
    }

    @Override
    Immutability immutability() {
      return Immutability.NEVER;
    }

    @Override
    public long heapBytes(BitSet value) {
      return 48 + value.size() / 8;
    }
  }

  private static final class OfDate extends ScalarCodec<Date> {
    OfDate() {
      super(Date.class, 44, 24);
    }

    @Override
    public void encode(Date value, Encoder out) {
      out.writeLong(value.getTime());
    }

    @Override
    public Date decode(Decoder in) {
      return new Date(in.readLong());
    }

    @Override
    Immutability immutability() {
      return Immutability.NEVER;
    }
  }
}
