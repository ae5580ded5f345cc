package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.HashSet;
import java.util.Set;

/**
 * Records and beans: their fields one after the other, each as its declared type allows. The form
 * that does the work is made when the first value comes along, since many codecs are linked and
 * never used. That write is a plain one of an object with final fields: threads that race there
 * make a form each, and either serves.
 */
final class StructCodec<T> extends ContentCodec<T> {
  private final Struct struct;
  private final Codecs codecs;
  private final Lookup lookup;
  private final int shape;
  private Part[] parts;
  private StructForm form;
  private volatile Immutability immutability;
  private volatile Boolean isAlwaysKey;
  private volatile StructEquality equality;

  @SuppressWarnings("unchecked")
  StructCodec(Struct struct, Linker linker) {
    super((Class<T>) struct.type());
    this.struct = struct;
    this.codecs = linker.codecs();
    this.lookup = Access.to(struct.type(), linker);
    this.shape = struct.shape();
  }

  @Override
  void link(Linker linker) {
    Part[] linked = new Part[struct.members().size()];
    for (int i = 0; i < linked.length; i++) {
      Struct.Member member = struct.members().get(i);
      linked[i] = linker.part(".".concat(member.name()), member.type());
    }
    linkParts(linked);
  }

  void linkParts(Part[] linked) {
    parts = linked;
  }

  Struct struct() {
    return struct;
  }

  Part[] parts() {
    return parts;
  }

  private StructForm form() {
    StructForm made = form;
    if (made == null) {
      made = codecs.formOf(struct, parts, lookup);
      form = made;
    }
    return made;
  }

  /** Makes a value from its fields, slowly. */
  Object make(Object[] values) {
    return StructHandles.of(struct, parts, lookup, codecs).make(values);
  }

  @Override
  int shape() {
    return shape;
  }

  @Override
  public void encode(T value, Encoder out) {
    out.enter(type());
    try {
      form().encode(value, out);
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw CodecErrors.encodeFailed(CodecErrors.nameOf(type()), type(), failure);
    }
    out.leave();
  }

  @Override
  @SuppressWarnings("unchecked")
  public T decode(Decoder in) {
    in.enter();
    try {
      T value = (T) form().decode(in);
      in.leave();
      return value;
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw CodecErrors.corrupt(
          "The bytes before byte " + in.position() + " are not a " + type().getTypeName(), failure);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public T copy(T value, Codecs codecs) {
    if (isImmutable(value)) {
      return value;
    }
    try {
      return (T) form().copy(value);
    } catch (EngineException failure) {
      throw failure;
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    } catch (RuntimeException failure) {
      throw CodecErrors.encodeFailed(CodecErrors.nameOf(type()), type(), failure);
    }
  }

  private StructEquality equality() {
    StructEquality known = equality;
    if (known == null) {
      known = StructEquality.of(struct.type());
      equality = known;
    }
    return known;
  }

  @Override
  public int hash(T value) {
    if (equality() == StructEquality.OWN) {
      return value.hashCode();
    }
    try {
      return form().hash(value);
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
  }

  @Override
  public boolean equal(T left, T right) {
    if (equality() == StructEquality.OWN) {
      return left.equals(right);
    }
    try {
      return form().equal(left, right);
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
  }

  @Override
  Immutability immutability() {
    if (immutability == null) {
      immutability = immutability(new HashSet<>());
    }
    return immutability;
  }

  /**
   * A type that contains itself is as immutable as its other parts: it is left out where it is met
   * again.
   */
  @Override
  Immutability immutability(Set<ContentCodec<?>> visited) {
    if (!struct.isRecord()) {
      return Immutability.NEVER;
    }
    Immutability result = Immutability.ALWAYS;
    if (visited.add(this)) {
      for (Part part : parts) {
        Immutability ofPart = part.immutability(visited);
        result = ofPart.and(result);
      }
    }
    return result;
  }

  @Override
  public boolean isImmutable(T value) {
    if (immutability() != Immutability.BY_PARTS) {
      return immutability() == Immutability.ALWAYS;
    }
    try {
      return form().isImmutable(value);
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
  }

  @Override
  boolean isAlwaysKey() {
    if (isAlwaysKey == null) {
      isAlwaysKey = isAlwaysKey(new HashSet<>());
    }
    return isAlwaysKey;
  }

  @Override
  boolean isAlwaysKey(Set<ContentCodec<?>> visited) {
    if (equality() != StructEquality.BY_FIELDS) {
      return equality() == StructEquality.OWN;
    }
    if (visited.add(this)) {
      for (Part part : parts) {
        if (!part.isAlwaysKey(visited)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  KeyProblem keyProblem(T value) {
    return switch (equality()) {
      case OWN -> null;
      case IDENTITY -> KeyProblem.identity(type());
      case HALF -> KeyProblem.half(type());
      case BY_FIELDS -> value == null ? null : codecs.keyProblemOfParts(this, value);
    };
  }

  @Override
  void visitParts(T value, PartVisitor visitor) {
    Object[] references = form().references(value);
    for (int i = 0; i < parts.length; i++) {
      Part part = parts[i];
      if ((part.form() == Part.Form.OPEN || part.codec() != null)
          && !visitor.visit(
              ".".concat(struct.members().get(i).name()), part.codec(), references[i])) {
        return;
      }
    }
  }

  @Override
  public long heapBytes(T value) {
    long bytes = 16;
    try {
      Object[] references = form().references(value);
      for (int i = 0; i < parts.length; i++) {
        bytes += heapBytesOf(parts[i], references[i]);
      }
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
    return (bytes + 7) & ~7L;
  }

  private long heapBytesOf(Part part, Object reference) {
    return switch (part.form()) {
      case BOOLEAN, BYTE -> 1;
      case SHORT, CHAR -> 2;
      case INT, FLOAT -> 4;
      case LONG, DOUBLE -> 8;
      case STRING, OPEN -> 4 + codecs.heapBytes(reference);
      case KNOWN -> 4 + (reference == null ? 0 : part.codec().ofObject().heapBytes(reference));
    };
  }
}
