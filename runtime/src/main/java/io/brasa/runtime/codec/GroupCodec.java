package io.brasa.runtime.codec;

import java.util.List;

/**
 * Groups: a form, then their values, or the place of a group that is attached to the stream. What
 * is attached is not copied through the stream, so it can be larger than memory.
 */
final class GroupCodec extends ContentCodec<List<?>> {
  static final int INDEX = 59;
  private static final int VALUES = 0;
  private static final int INTS = 1;
  private static final int LONGS = 2;
  private static final int DOUBLES = 3;
  private static final int ATTACHED = 4;

  /** Only in streams that nobody reads. */
  private static final int APART = 5;

  private final Codecs codecs;

  GroupCodec(Codecs codecs) {
    super(rawType(Group.class), INDEX);
    this.codecs = codecs;
  }

  @Override
  public void encode(List<?> value, Encoder out) {
    Group<?> group = (Group<?>) value;
    if (out.setsGroupsApart()) {
      out.writeByte(APART);
      out.setApart(group);
      return;
    }
    switch (group) {
      case PackedGroup.Ints ints -> {
        begin(INTS, ints, out);
        for (int i = ints.from; i < ints.to; i++) out.writeVarInt(ints.values[i]);
      }
      case PackedGroup.Longs longs -> {
        begin(LONGS, longs, out);
        for (int i = longs.from; i < longs.to; i++) out.writeVarLong(longs.values[i]);
      }
      case PackedGroup.Doubles doubles -> {
        begin(DOUBLES, doubles, out);
        for (int i = doubles.from; i < doubles.to; i++) out.writeDouble(doubles.values[i]);
      }
      case PackedGroup.References references -> encodeValues(references, out);
      case StoredGroup<?> stored -> {
        int place = out.attach(stored);
        if (place < 0) {
          stored.requireLoadable();
          encodeValues(stored, out);
        } else {
          out.writeByte(ATTACHED);
          out.writeCount(place);
        }
      }
    }
  }

  private static void begin(int form, Group<?> value, Encoder out) {
    out.writeByte(form);
    out.writeCount(value.size());
  }

  private static void encodeValues(Group<?> value, Encoder out) {
    out.enter(value.getClass());
    begin(VALUES, value, out);
    for (Object item : value) out.writeValue(item);
    out.leave();
  }

  @Override
  public List<?> decode(Decoder in) {
    int form = in.readByte();
    if (form == ATTACHED) return in.attachment(in.readCount());
    int count = in.readCount(form == DOUBLES ? 8 : 1);
    ValueColumn values = new ValueColumn();
    switch (form) {
      case VALUES -> {
        in.enter();
        for (int i = 0; i < count; i++) values.add(in.readValue());
        in.leave();
      }
      case INTS -> {
        for (int i = 0; i < count; i++) values.add(in.readVarInt());
      }
      case LONGS -> {
        for (int i = 0; i < count; i++) values.add(in.readVarLong());
      }
      case DOUBLES -> {
        for (int i = 0; i < count; i++) values.add(in.readDouble());
      }
      default ->
          throw CodecErrors.corrupt("A group before byte " + in.position() + " has form " + form);
    }
    return values.group();
  }

  @Override
  public int hash(List<?> value) {
    return SequenceCodec.hash(value, codecs);
  }

  /** Of two lists: what codecs take for equal need not be groups both. */
  @Override
  public boolean equal(List<?> left, List<?> right) {
    return SequenceCodec.equal(left, right, codecs);
  }

  @Override
  Immutability immutability() {
    return Immutability.BY_PARTS;
  }

  /** A stored group does not change, but whoever has it depends on who stores it. */
  @Override
  public boolean isImmutable(List<?> value) {
    return switch ((Group<?>) value) {
      case PackedGroup.References references -> references.isImmutable(codecs);
      case PackedGroup<?> numbers -> true;
      case StoredGroup<?> stored -> false;
    };
  }

  @Override
  KeyProblem keyProblem(List<?> value) {
    return value == null ? null : codecs.keyProblemOfParts(this, value);
  }

  @Override
  void visitParts(List<?> value, PartVisitor visitor) {
    for (Object item : value) {
      if (!visitor.visit("[]", null, item)) return;
    }
  }

  @Override
  public long heapBytes(List<?> value) {
    return switch ((Group<?>) value) {
      case PackedGroup.References references ->
          HeapEstimate.ofElements(
              48 + 4 * references.count(), references.size(), references, codecs);
      case PackedGroup<?> numbers -> 48 + numbers.count() * numbers.bytesEach();
      case StoredGroup<?> stored -> 256;
    };
  }
}
