package io.brasa.runtime.codec;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A record within a message: the number of its components, then these. Fewer than there are today
 * mean an older writer.
 */
final class MessageCodec<T> extends ContentCodec<T> {
  /** Records within records, of which old bytes know nothing at all. */
  private static final int MAX_MISSING_DEPTH = 8;

  private final StructCodec<T> struct;

  MessageCodec(StructCodec<T> struct) {
    super(struct.type());
    this.struct = struct;
  }

  void linkParts(Part[] parts) {
    struct.linkParts(parts);
  }

  @Override
  public void encode(T value, Encoder out) {
    out.writeCount(struct.parts().length);
    struct.encode(value, out);
  }

  @Override
  public T decode(Decoder in) {
    int written = in.readCount();
    int known = struct.parts().length;
    if (written > known) {
      throw CodecErrors.corrupt(
          "A "
              + type().getTypeName()
              + " before byte "
              + in.position()
              + " has "
              + written
              + " components, but this version knows "
              + known);
    }
    return written == known ? struct.decode(in) : decodeOlder(written, in);
  }

  @SuppressWarnings("unchecked")
  private T decodeOlder(int written, Decoder in) {
    in.enter();
    Object[] values = new Object[struct.parts().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < written ? struct.parts()[i].read(in) : missing(i, 0);
    }
    in.leave();
    try {
      return (T) struct.make(values);
    } catch (RuntimeException refused) {
      throw CodecErrors.corrupt(
          "The bytes before byte " + in.position() + " are not a " + type().getTypeName(), refused);
    }
  }

  private Object missing(int index, int depth) {
    Part part = struct.parts()[index];
    return switch (part.form()) {
      case BOOLEAN -> false;
      case BYTE -> (byte) 0;
      case SHORT -> (short) 0;
      case CHAR -> '\0';
      case INT -> 0;
      case LONG -> 0L;
      case FLOAT -> 0f;
      case DOUBLE -> 0d;
      case STRING -> "";
      case OPEN -> null;
      case KNOWN -> missing(part.codec(), struct.struct().members().get(index).type(), depth);
    };
  }

  private static Object missing(ContentCodec<?> codec, Class<?> type, int depth) {
    if (codec instanceof MessageCodec<?> record) {
      return depth == MAX_MISSING_DEPTH ? null : record.missingRecord(depth + 1);
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    return switch (type.getName()) {
      case "java.util.List", "java.util.Collection" -> List.of();
      case "java.util.Set" -> Set.of();
      case "java.util.Map" -> Map.of();
      case "java.util.Optional" -> Optional.empty();
      default -> null;
    };
  }

  private Object missingRecord(int depth) {
    Object[] values = new Object[struct.parts().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = missing(i, depth);
    }
    return struct.make(values);
  }

  @Override
  public int hash(T value) {
    return struct.hash(value);
  }

  @Override
  public boolean equal(T left, T right) {
    return struct.equal(left, right);
  }

  @Override
  Immutability immutability() {
    return struct.immutability();
  }

  @Override
  public boolean isImmutable(T value) {
    return struct.isImmutable(value);
  }

  @Override
  KeyProblem keyProblem(T value) {
    return struct.keyProblem(value);
  }

  @Override
  void visitParts(T value, PartVisitor visitor) {
    struct.visitParts(value, visitor);
  }

  @Override
  public long heapBytes(T value) {
    return struct.heapBytes(value);
  }
}
