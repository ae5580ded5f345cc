package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.HashSet;
import java.util.Set;

/**
 * Records and beans: their fields one after the other, each as its declared type allows. A codec starts with method handles
 * and is given generated code once it has worked on enough values; both write the same bytes. The switch is a plain write
 * of an immutable object: a thread that sees it late works on with the handles, which does no harm.
 */
final class StructCodec<T> extends ContentCodec<T> {
  private final Struct struct;
  private final Codecs codecs;
  private final Lookup lookup;
  private final int shape;
  private Part[] parts;
  private StructHandles handles;
  private StructForm form;
  private int valuesUntilGenerated;
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
    this.valuesUntilGenerated = codecs.valuesBeforeGeneration();
  }

  @Override
  void link(Linker linker) {
    Part[] linked = new Part[struct.members().size()];
    for (int i = 0; i < linked.length; i++) {
      Struct.Member member = struct.members().get(i);
      linked[i] = linker.part("." + member.name(), member.type());
    }
    linkParts(linked, linker);
  }

  void linkParts(Part[] linked, Linker linker) {
    parts = linked;
    try {
      handles = new StructHandles(struct, linked, lookup, codecs);
    } catch (IllegalAccessException closed) {
      throw CodecErrors.closedModule(linker.path(), type(), closed);
    }
    form = handles.form();
  }

  Struct struct() {
    return struct;
  }

  Part[] parts() {
    return parts;
  }

  StructHandles handles() {
    return handles;
  }

  @Override
  int shape() {
    return shape;
  }

  private void countUse() {
    int left = valuesUntilGenerated;
    if (left > 0) {
      valuesUntilGenerated = left - 1;
      if (left == 1) {
        generate();
      }
    }
  }

  /** Switches to generated code now, if it can be had; whether it was. */
  boolean generate() {
    StructForm generated = StructGenerator.generate(struct, parts, lookup, codecs);
    codecs.countGenerated(generated != null);
    if (generated != null) {
      form = generated;
    }
    return generated != null;
  }

  @Override
  public void encode(T value, Encoder out) {
    countUse();
    out.enter(type());
    try {
      form.encode().accept(value, out);
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
    countUse();
    in.enter();
    try {
      T value = (T) form.decode().apply(in);
      in.leave();
      return value;
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw CodecErrors.corrupt(
          "The bytes before byte " + in.position() + " are not a " + type().getTypeName(), failure);
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
    countUse();
    try {
      return form.hash().applyAsInt(value);
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
      return form.equal().test(left, right);
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

  /** A type that contains itself is as immutable as its other parts: it is left out where it is met again. */
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
      return arePartsImmutable(value);
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
  }

  private boolean arePartsImmutable(T value) {
    for (int i = 0; i < parts.length; i++) {
      Part part = parts[i];
      if (part.form() == Part.Form.OPEN || part.codec() != null) {
        Object item = handles.get(value, i);
        if (item != null && !(part.codec() == null
            ? codecs.isImmutable(item)
            : part.codec().ofObject().isImmutable(item))) {
          return false;
        }
      }
    }
    return true;
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
    for (int i = 0; i < parts.length; i++) {
      Part part = parts[i];
      if (part.form() == Part.Form.OPEN || part.codec() != null) {
        if (!visitor.visit("." + struct.members().get(i).name(), part.codec(), handles.get(value, i))) {
          return;
        }
      }
    }
  }

  @Override
  public long heapBytes(T value) {
    long bytes = 16;
    try {
      for (int i = 0; i < parts.length; i++) {
        bytes += heapBytesOf(value, i);
      }
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(type(), failure);
    }
    return (bytes + 7) & ~7L;
  }

  private long heapBytesOf(T value, int index) {
    Part part = parts[index];
    return switch (part.form()) {
      case BOOLEAN, BYTE -> 1;
      case SHORT, CHAR -> 2;
      case INT, FLOAT -> 4;
      case LONG, DOUBLE -> 8;
      case STRING, OPEN -> 4 + codecs.heapBytes(handles.get(value, index));
      case KNOWN -> {
        Object item = handles.get(value, index);
        yield 4 + (item == null ? 0 : part.codec().ofObject().heapBytes(item));
      }
    };
  }
}
