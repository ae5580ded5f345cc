package io.brasa.runtime.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sets: for sorted ones their comparator or null, then their size and their elements in order of
 * iteration.
 */
final class SetCodec extends ContentCodec<Set<?>> {
  private static final int HASH_SET = 28;
  private static final int TREE_SET = 30;
  private static final int IMMUTABLE_SET = 31;
  private static final int UNMODIFIABLE_SET = 32;

  private final Codecs codecs;
  private final Part element;

  SetCodec(int builtInIndex, Codecs codecs) {
    this(builtInIndex, Part.OPEN, codecs);
  }

  private SetCodec(int builtInIndex, Part element, Codecs codecs) {
    super(rawType(Set.class), builtInIndex);
    this.element = element;
    this.codecs = codecs;
  }

  /** Of sets whose declaration says what they hold; the order of iteration is kept. */
  static SetCodec setOf(Part element, Codecs codecs) {
    return new SetCodec(UNMODIFIABLE_SET, element, codecs);
  }

  @Override
  public void encode(Set<?> value, Encoder out) {
    out.enter(value.getClass());
    if (builtInIndex() == TREE_SET) {
      out.writeValue(((SortedSet<?>) value).comparator());
    }
    out.writeCount(value.size());
    for (Object item : value) {
      element.write(item, out);
    }
    out.leave();
  }

  @Override
  public Set<?> decode(Decoder in) {
    in.enter();
    Set<Object> elements = newSet(in);
    int size = in.readCount(1);
    for (int i = 0; i < size; i++) {
      elements.add(element.read(in));
    }
    if (elements.size() != size) {
      throw CodecErrors.corrupt("A set before byte " + in.position() + " holds an element twice");
    }
    in.leave();
    return switch (builtInIndex()) {
      case IMMUTABLE_SET -> Set.copyOf(elements);
      case UNMODIFIABLE_SET -> Collections.unmodifiableSet(elements);
      default -> elements;
    };
  }

  @SuppressWarnings("unchecked")
  private Set<Object> newSet(Decoder in) {
    return switch (builtInIndex()) {
      case HASH_SET -> new HashSet<>();
      case TREE_SET -> new TreeSet<>((Comparator<Object>) in.readValue());
      default -> new LinkedHashSet<>();
    };
  }

  @Override
  public int hash(Set<?> value) {
    return hash(value, codecs);
  }

  /** Independent of the order of iteration, which differs from one JVM to the next. */
  static int hash(Set<?> value, Codecs codecs) {
    int hash = 0;
    for (Object element : value) {
      hash += Codecs.spread(codecs.hash(element));
    }
    return hash;
  }

  @Override
  public boolean equal(Set<?> left, Set<?> right) {
    return equal(left, right, codecs);
  }

  /**
   * Elements are matched by codec, since those of a set that is no key may have identity equality
   * themselves.
   */
  static boolean equal(Set<?> left, Set<?> right, Codecs codecs) {
    if (left.size() != right.size()) {
      return false;
    }
    Map<Integer, List<Object>> unmatched = new HashMap<>();
    for (Object element : right) {
      unmatched.computeIfAbsent(codecs.hash(element), hash -> new ArrayList<>(1)).add(element);
    }
    for (Object element : left) {
      List<Object> candidates = unmatched.get(codecs.hash(element));
      if (candidates == null || !removeEqual(candidates, element, codecs)) {
        return false;
      }
    }
    return true;
  }

  private static boolean removeEqual(List<Object> candidates, Object element, Codecs codecs) {
    for (int i = 0; i < candidates.size(); i++) {
      if (codecs.equal(element, candidates.get(i))) {
        candidates.remove(i);
        return true;
      }
    }
    return false;
  }

  @Override
  Immutability immutability() {
    return builtInIndex() == IMMUTABLE_SET ? Immutability.BY_PARTS : Immutability.NEVER;
  }

  @Override
  public boolean isImmutable(Set<?> value) {
    return builtInIndex() == IMMUTABLE_SET && SequenceCodec.areImmutable(value, codecs);
  }

  @Override
  KeyProblem keyProblem(Set<?> value) {
    return value == null ? null : codecs.keyProblemOfParts(this, value);
  }

  @Override
  void visitParts(Set<?> value, PartVisitor visitor) {
    for (Object item : value) {
      if (!visitor.visit("[]", element.codec(), item)) {
        return;
      }
    }
  }

  @Override
  public long heapBytes(Set<?> value) {
    return HeapEstimate.ofElements(64 + 44L * value.size(), value.size(), value, codecs);
  }
}
