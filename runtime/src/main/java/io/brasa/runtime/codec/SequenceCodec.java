package io.brasa.runtime.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/** Lists, deques and other ordered collections: their size, then their elements. */
final class SequenceCodec extends ContentCodec<Collection<?>> {
  private static final int LINKED_LIST = 24;
  private static final int ARRAY_DEQUE = 25;
  private static final int IMMUTABLE_LIST = 26;
  private static final int UNMODIFIABLE_LIST = 27;

  private final Codecs codecs;
  private final Part element;

  SequenceCodec(int builtInIndex, Codecs codecs) {
    this(builtInIndex, Part.OPEN, codecs);
  }

  private SequenceCodec(int builtInIndex, Part element, Codecs codecs) {
    super(rawType(Collection.class), builtInIndex);
    this.element = element;
    this.codecs = codecs;
  }

  /** Of lists whose declaration says what they hold. */
  static SequenceCodec listOf(Part element, Codecs codecs) {
    return new SequenceCodec(IMMUTABLE_LIST, element, codecs);
  }

  @Override
  public void encode(Collection<?> value, Encoder out) {
    out.enter(value.getClass());
    out.writeCount(value.size());
    for (Object item : value) {
      element.write(item, out);
    }
    out.leave();
  }

  @Override
  public Collection<?> decode(Decoder in) {
    in.enter();
    int size = in.readCount(1);
    Collection<Object> elements = newCollection(Decoder.believed(size));
    for (int i = 0; i < size; i++) {
      elements.add(element.read(in));
    }
    in.leave();
    return finished(elements);
  }

  @Override
  public Collection<?> copy(Collection<?> value, Codecs codecs) {
    if (isImmutable(value)) {
      return value;
    }
    Collection<Object> elements = newCollection(value.size());
    try {
      for (Object item : value) {
        elements.add(codecs.copy(item));
      }
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(value.getClass(), failure);
    }
    return finished(elements);
  }

  private Collection<?> finished(Collection<Object> elements) {
    return switch (builtInIndex()) {
      case IMMUTABLE_LIST -> immutable(elements);
      case UNMODIFIABLE_LIST -> Collections.unmodifiableList((List<?>) elements);
      default -> elements;
    };
  }

  private Collection<Object> newCollection(int room) {
    return switch (builtInIndex()) {
      case LINKED_LIST -> new LinkedList<>();
      case ARRAY_DEQUE -> new ArrayDeque<>(room);
      default -> new ArrayList<>(room);
    };
  }

  /** The JDK has immutable lists with and without nulls, which only look alike. */
  private static List<?> immutable(Collection<Object> elements) {
    for (Object element : elements) {
      if (element == null) {
        return Arrays.stream(elements.toArray()).toList();
      }
    }
    return List.of(elements.toArray());
  }

  @Override
  public int hash(Collection<?> value) {
    return hash(value, codecs);
  }

  static int hash(Collection<?> value, Codecs codecs) {
    int hash = 1;
    for (Object element : value) {
      hash = 31 * hash + codecs.hash(element);
    }
    return hash;
  }

  @Override
  public boolean equal(Collection<?> left, Collection<?> right) {
    return equal(left, right, codecs);
  }

  static boolean equal(Collection<?> left, Collection<?> right, Codecs codecs) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object element : left) {
      if (!others.hasNext() || !codecs.equal(element, others.next())) {
        return false;
      }
    }
    return true;
  }

  @Override
  Immutability immutability() {
    return builtInIndex() == IMMUTABLE_LIST ? Immutability.BY_PARTS : Immutability.NEVER;
  }

  @Override
  public boolean isImmutable(Collection<?> value) {
    return builtInIndex() == IMMUTABLE_LIST && areImmutable(value, codecs);
  }

  static boolean areImmutable(Collection<?> elements, Codecs codecs) {
    for (Object element : elements) {
      if (!codecs.isImmutable(element)) {
        return false;
      }
    }
    return true;
  }

  @Override
  KeyProblem keyProblem(Collection<?> value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof List)) {
      return KeyProblem.identity(value.getClass());
    }
    return codecs.keyProblemOfParts(this, value);
  }

  @Override
  void visitParts(Collection<?> value, PartVisitor visitor) {
    for (Object item : value) {
      if (!visitor.visit("[]", element.codec(), item)) {
        return;
      }
    }
  }

  @Override
  public long heapBytes(Collection<?> value) {
    int perElement = builtInIndex() == LINKED_LIST ? 24 : 5;
    return HeapEstimate.ofElements(
        48 + (long) perElement * value.size(), value.size(), value, codecs);
  }
}
