package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * The codecs of one application: finds or makes the codec of a class. Thread-safe; holds classes
 * weakly enough that a class loader can be collected when this object is.
 */
public final class Codecs {
  /** The version of the bytes that codecs write: to be put ahead of whatever is kept or sent. */
  public static final int FORMAT = 1;

  private final ClassLoader loader;
  private final boolean isGenerating;
  private final ConcurrentHashMap<Class<?>, ContentCodec<?>> known = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Class<?>, ContentCodec<?>> messages = new ConcurrentHashMap<>();
  private final ContentCodec<?>[] builtIns = new ContentCodec<?>[BuiltIn.FIRST_NAMED];
  private final AtomicInteger generatedCount = new AtomicInteger();
  private final AtomicInteger ungeneratedCount = new AtomicInteger();

  /**
   * @param loader resolves the class names that encoded bytes contain
   */
  public Codecs(ClassLoader loader) {
    this(loader, true);
  }

  /**
   * @param isGenerating false to work by method handles alone
   */
  Codecs(ClassLoader loader, boolean isGenerating) {
    this.loader = loader;
    this.isGenerating = isGenerating;
  }

  public ClassLoader loader() {
    return loader;
  }

  /** For how many classes code was generated. */
  public int generatedCount() {
    return generatedCount.get();
  }

  /** How many classes did not let generated code in; they work, slower. */
  public int ungeneratedCount() {
    return ungeneratedCount.get();
  }

  /** What works on the fields of a struct: generated code if it may, handles if not. */
  StructForm formOf(Struct struct, Part[] parts, Lookup lookup) {
    StructForm generated =
        isGenerating ? StructGenerator.generate(struct, parts, lookup, this) : null;
    (generated == null ? ungeneratedCount : generatedCount).incrementAndGet();
    return generated == null ? StructHandles.of(struct, parts, lookup, this) : generated;
  }

  /**
   * The codec of a class. Fails with {@code CODEC_UNSUPPORTED}, naming class, field path and
   * remedy, if there can be none.
   */
  public <T> Codec<T> of(Class<T> type) {
    return find(type);
  }

  /** The codec of a value's class. */
  public Codec<Object> of(Object value) {
    return find(value.getClass()).ofObject();
  }

  /**
   * A codec of a closed family of messages: the place of the value's record among those permitted,
   * then its components by their declared generic types, so that no class is named where the
   * declaration leaves no choice. Records may gain components at their end and the family members
   * at its end; what old bytes lack is zero, empty or null.
   */
  @SuppressWarnings("unchecked")
  public <T> Codec<T> sealed(Class<T> root) {
    ContentCodec<?> codec = messages.get(root);
    if (codec == null) {
      codec = new MessageTypes(this, root).codecOf(root);
      messages.putIfAbsent(root, codec);
    }
    return (Codec<T>) codec;
  }

  @SuppressWarnings("unchecked")
  <T> ContentCodec<T> find(Class<T> type) {
    ContentCodec<?> codec = known.get(type);
    return (ContentCodec<T>) (codec == null ? make(type) : codec);
  }

  /** The codec of a class if it is made already, else null. */
  ContentCodec<?> known(Class<?> type) {
    return known.get(type);
  }

  private ContentCodec<?> make(Class<?> type) {
    Linker linker = new Linker(this, type);
    linker.codec(type);
    for (Map.Entry<Class<?>, ContentCodec<?>> made : linker.made().entrySet()) {
      known.putIfAbsent(made.getKey(), made.getValue());
    }
    return known.get(type);
  }

  /** The codec at a fixed place of the class table; racing threads may make it twice. */
  ContentCodec<?> builtIn(int index) {
    ContentCodec<?> codec = builtIns[index];
    if (codec == null) {
      codec = (ContentCodec<?>) BuiltIn.codecAt(index, this);
      if (codec == null) {
        throw CodecErrors.corrupt("Class " + index + " is not one that this version knows");
      }
      codec.link(new Linker(this, codec.type()));
      builtIns[index] = codec;
    }
    return codec;
  }

  /** A class named by encoded bytes; it is not initialised yet. */
  Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException missing) {
      throw CodecErrors.classMissing(name, missing);
    } catch (LinkageError unusable) {
      throw CodecErrors.classUnusable(name, unusable);
    }
  }

  /** Hash by content of a value or null; see {@link Codec#hash}. */
  public int hash(Object value) {
    if (value instanceof String || value instanceof Integer || value instanceof Long) {
      return value.hashCode();
    }
    return value == null ? 0 : find(value.getClass()).ofObject().hash(value);
  }

  /** Hash of a value or null by the codec of its class. */
  @SuppressWarnings("unchecked")
  public int hash(Codec<?> codec, Object value) {
    return value == null ? 0 : ((Codec<Object>) codec).hash(value);
  }

  /** Equality of two values or nulls by the codec of their class. */
  @SuppressWarnings("unchecked")
  public boolean equal(Codec<?> codec, Object left, Object right) {
    return left == right
        || left != null && right != null && ((Codec<Object>) codec).equal(left, right);
  }

  /** Whether a value or null may be shared between tasks, by the codec of its class. */
  @SuppressWarnings("unchecked")
  public boolean isImmutable(Codec<?> codec, Object value) {
    return value == null || ((Codec<Object>) codec).isImmutable(value);
  }

  /**
   * Equality by content of two values or nulls; values of different classes are equal only if their
   * own equals says so.
   */
  public boolean equal(Object left, Object right) {
    if (left == right) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof String || left instanceof Integer || left instanceof Long) {
      return left.equals(right);
    }
    return left.getClass() == right.getClass() || areCollectionsOfOneKind(left, right)
        ? find(left.getClass()).ofObject().equal(left, right)
        : left.equals(right);
  }

  private static boolean areCollectionsOfOneKind(Object left, Object right) {
    return left instanceof List && right instanceof List
        || left instanceof Set && right instanceof Set
        || left instanceof Map && right instanceof Map;
  }

  /**
   * Spreads the bits of a hash, so that sums of hashes depend on all of them. The finalizer of
   * MurmurHash3.
   */
  static int spread(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85EB_CA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2_AE35;
    return mixed ^ mixed >>> 16;
  }

  /** Whether a value or null may be shared between tasks. */
  public boolean isImmutable(Object value) {
    return value == null || find(value.getClass()).ofObject().isImmutable(value);
  }

  /** Roughly the heap bytes that a value or null holds. */
  public long heapBytes(Object value) {
    return value == null ? 0 : find(value.getClass()).ofObject().heapBytes(value);
  }

  /**
   * Fails with {@code KEY_WITHOUT_VALUE_EQUALITY} unless the value, or null, can be a key; see
   * {@link Codec#requireKey}.
   */
  public void requireKey(Object value) {
    if (value != null) {
      find(value.getClass()).ofObject().requireKey(value);
    }
  }

  /** The first problem among the parts of a value. */
  KeyProblem keyProblemOfParts(ContentCodec<?> codec, Object value) {
    KeyProblem[] found = new KeyProblem[1];
    try {
      codec
          .ofObject()
          .visitParts(
              value,
              (step, declared, part) -> {
                ContentCodec<?> partCodec =
                    declared == null && part != null ? find(part.getClass()) : declared;
                if (partCodec != null && !partCodec.isAlwaysKey()) {
                  KeyProblem problem = partCodec.ofObject().keyProblem(part);
                  found[0] = problem == null ? null : problem.below(step);
                }
                return found[0] == null;
              });
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(codec.type(), failure);
    }
    return found[0];
  }

  /**
   * A copy that shares nothing mutable with the value: the value itself when it is immutable.
   * {@linkplain StoredGroup Stored groups} in it stay where they are.
   */
  public <T> T copy(T value) {
    return value == null ? null : (T) find(value.getClass()).ofObject().copy(value, this);
  }

  /** A copy of a value or null by the codec of its class. */
  @SuppressWarnings("unchecked")
  public Object copy(Codec<?> codec, Object value) {
    return value == null ? null : ((Codec<Object>) codec).copy(value, this);
  }

  /**
   * As {@link #copy(Object)}, but of stored groups in it the values are copied too, so that the
   * copy depends on nobody.
   *
   * @param beforeLoading told the bytes of the encoded values of stored groups, if there are any;
   *     may fail
   */
  @SuppressWarnings("unchecked")
  public <T> T wholeCopy(T value, LongConsumer beforeLoading) {
    if (isImmutable(value)) {
      return value;
    }
    if (!holdsStoredGroup(value)) {
      return copy(value);
    }
    List<StoredGroup<?>> stored = new ArrayList<>(0);
    Encoder out = new Encoder(this);
    out.attachTo(stored);
    out.writeValue(value);
    long bytes = 0;
    for (StoredGroup<?> group : stored) {
      bytes += group.storedBytes();
    }
    beforeLoading.accept(bytes);
    out = new Encoder(this);
    out.writeValue(value);
    return (T) new Decoder(this, out.buffer(), 0, out.size()).readValue();
  }

  /** Whether a value or null is, or reaches, a group whose values lie elsewhere. */
  public boolean holdsStoredGroup(Object value) {
    if (value == null || value instanceof String) {
      return false;
    }
    if (value instanceof StoredGroup) {
      return true;
    }
    ContentCodec<Object> codec = find(value.getClass()).ofObject();
    if (codec.immutability() == Immutability.ALWAYS) {
      return false;
    }
    boolean[] found = new boolean[1];
    try {
      codec.visitParts(
          value,
          (step, declared, part) -> {
            found[0] = holdsStoredGroup(part);
            return !found[0];
          });
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(codec.type(), failure);
    }
    return found[0];
  }
}
