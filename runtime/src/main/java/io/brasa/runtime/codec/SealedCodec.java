package io.brasa.runtime.codec;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of a closed family: its place in the order of the permits clauses, those of nested families
 * in place, then its parts.
 */
final class SealedCodec<T> extends ContentCodec<T> {
  private final Map<Class<?>, Integer> tags = new HashMap<>();
  private final List<ContentCodec<?>> cases = new ArrayList<>();

  SealedCodec(Class<T> type) {
    super(type);
  }

  void linkCases(MessageTypes types) {
    addPermitted(type(), types);
  }

  private void addPermitted(Class<?> family, MessageTypes types) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      boolean isFamily = member.isInterface() || Modifier.isAbstract(member.getModifiers());
      if (member.isSealed() && !member.isEnum() && isFamily) {
        addPermitted(member, types);
      } else if (member.isEnum() || Modifier.isFinal(member.getModifiers())) {
        add(member, types);
      } else {
        throw CodecErrors.notSealed(type(), member);
      }
    }
  }

  private void add(Class<?> member, MessageTypes types) {
    if (tags.putIfAbsent(member, cases.size()) == null) {
      cases.add(null);
      cases.set(tags.get(member), types.codecOf(member));
    }
  }

  private int tagOf(T value) {
    Class<?> member =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return tags.get(member);
  }

  private ContentCodec<Object> caseOf(T value) {
    return cases.get(tagOf(value)).ofObject();
  }

  @Override
  public void encode(T value, Encoder out) {
    int tag = tagOf(value);
    out.writeCount(tag);
    cases.get(tag).ofObject().encode(value, out);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T decode(Decoder in) {
    int tag = in.readCount();
    if (tag >= cases.size()) {
      throw CodecErrors.corrupt(
          "A "
              + type().getTypeName()
              + " before byte "
              + in.position()
              + " is of kind "
              + tag
              + " of "
              + cases.size());
    }
    return (T) cases.get(tag).decode(in);
  }

  @Override
  public int hash(T value) {
    return caseOf(value).hash(value);
  }

  @Override
  public boolean equal(T left, T right) {
    return left.getClass() == right.getClass() && caseOf(left).equal(left, right);
  }

  @Override
  Immutability immutability() {
    return Immutability.BY_PARTS;
  }

  @Override
  public boolean isImmutable(T value) {
    return caseOf(value).isImmutable(value);
  }

  @Override
  KeyProblem keyProblem(T value) {
    return value == null ? null : caseOf(value).keyProblem(value);
  }

  @Override
  void visitParts(T value, PartVisitor visitor) {
    caseOf(value).visitParts(value, visitor);
  }

  @Override
  public long heapBytes(T value) {
    return caseOf(value).heapBytes(value);
  }
}
