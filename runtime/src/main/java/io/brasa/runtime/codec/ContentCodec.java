package io.brasa.runtime.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What all codecs of this package share: the class they serve, its place in the class table, and
 * what is asked of a value part by part. Hash and equality are by content in every codec, legal key
 * or not, because checksums of content need them for arrays too; {@link #keyProblem} alone decides
 * what may be a key.
 */
abstract non-sealed class ContentCodec<T> implements Codec<T> {
  private final Class<T> type;
  private final int builtInIndex;

  ContentCodec(Class<T> type) {
    this(type, 0);
  }

  /**
   * @param builtInIndex the fixed index of the class in every stream's table, 0 for classes written
   *     by name
   */
  ContentCodec(Class<T> type, int builtInIndex) {
    this.type = type;
    this.builtInIndex = builtInIndex;
  }

  /** Receives the parts of a value; see {@link #visitParts}. */
  @FunctionalInterface
  interface PartVisitor {
    /**
     * @param step how the part is reached, as {@code .name} or {@code []}
     * @param known the codec that the part's declared type fixes, or null when the value's class
     *     decides
     * @param part the value, may be null
     * @return whether to go on with the next part
     */
    boolean visit(String step, ContentCodec<?> known, Object part);
  }

  final Class<T> type() {
    return type;
  }

  final int builtInIndex() {
    return builtInIndex;
  }

  /**
   * Finds the codecs of the parts that the class fixes. Called once, before the codec is published.
   */
  void link(Linker linker) {}

  /** A digest of names and types of what is written, 0 where the class's name says it all. */
  int shape() {
    return 0;
  }

  /** What the class alone says about changes of its values. */
  abstract Immutability immutability();

  /** As {@link #immutability()}, for types that may contain those visited already. */
  Immutability immutability(Set<ContentCodec<?>> visited) {
    return immutability();
  }

  /**
   * Why values of this class, or this value, cannot be keys; null when they can. The value may be
   * null.
   */
  abstract KeyProblem keyProblem(T value);

  /** Whether no value of this class can ever be refused as key. */
  boolean isAlwaysKey() {
    return false;
  }

  /** As {@link #isAlwaysKey()}, for types that may contain those visited already. */
  boolean isAlwaysKey(Set<ContentCodec<?>> visited) {
    return isAlwaysKey();
  }

  /** Shows the parts of a value that have codecs of their own. */
  void visitParts(T value, PartVisitor visitor) {}

  /** Through bytes; codecs that can do it part by part are several times faster. */
  @Override
  public T copy(T value, Codecs codecs) {
    if (isImmutable(value)) {
      return value;
    }
    Encoder out = new Encoder(codecs);
    List<StoredGroup<?>> stored = new ArrayList<>(0);
    out.attachTo(stored);
    encode(value, out);
    Decoder in = new Decoder(codecs, out.buffer(), 0, out.size());
    in.attachmentsFrom(stored::get);
    return decode(in);
  }

  @Override
  public boolean isImmutable(T value) {
    return immutability() == Immutability.ALWAYS;
  }

  @Override
  public final void requireKey(T value) {
    if (isAlwaysKey()) {
      return;
    }
    KeyProblem problem = keyProblem(value);
    if (problem != null) {
      throw problem.toException(type);
    }
  }

  /** The class of a generic type, with whatever arguments the codec is declared for. */
  @SuppressWarnings("unchecked")
  static <T> Class<T> rawType(Class<?> type) {
    return (Class<T>) type;
  }

  /** For callers that hold the value as an object of the right class. */
  @SuppressWarnings("unchecked")
  final ContentCodec<Object> ofObject() {
    return (ContentCodec<Object>) this;
  }
}
