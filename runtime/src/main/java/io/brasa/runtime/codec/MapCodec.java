package io.brasa.runtime.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Maps: for sorted ones their comparator or null, then their size and keys and values in order of
 * iteration.
 */
final class MapCodec extends ContentCodec<Map<?, ?>> {
  private static final int HASH_MAP = 33;
  private static final int TREE_MAP = 35;
  private static final int IMMUTABLE_MAP = 36;
  private static final int UNMODIFIABLE_MAP = 37;

  private final Codecs codecs;
  private final Part key;
  private final Part value;

  MapCodec(int builtInIndex, Codecs codecs) {
    this(builtInIndex, Part.OPEN, Part.OPEN, codecs);
  }

  private MapCodec(int builtInIndex, Part key, Part value, Codecs codecs) {
    super(rawType(Map.class), builtInIndex);
    this.key = key;
    this.value = value;
    this.codecs = codecs;
  }

  /** Of maps whose declaration says what they hold; the order of iteration is kept. */
  static MapCodec mapOf(Part key, Part value, Codecs codecs) {
    return new MapCodec(UNMODIFIABLE_MAP, key, value, codecs);
  }

  @Override
  public void encode(Map<?, ?> map, Encoder out) {
    out.enter(map.getClass());
    if (builtInIndex() == TREE_MAP) {
      out.writeValue(((SortedMap<?, ?>) map).comparator());
    }
    out.writeCount(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      key.write(entry.getKey(), out);
      value.write(entry.getValue(), out);
    }
    out.leave();
  }

  @Override
  public Map<?, ?> decode(Decoder in) {
    in.enter();
    Map<Object, Object> entries = newMap(in);
    int size = in.readCount(2);
    for (int i = 0; i < size; i++) {
      Object entryKey = key.read(in);
      entries.put(entryKey, value.read(in));
    }
    if (entries.size() != size) {
      throw CodecErrors.corrupt("A map before byte " + in.position() + " holds a key twice");
    }
    in.leave();
    return switch (builtInIndex()) {
      case IMMUTABLE_MAP -> Map.copyOf(entries);
      case UNMODIFIABLE_MAP -> Collections.unmodifiableMap(entries);
      default -> entries;
    };
  }

  @SuppressWarnings("unchecked")
  private Map<Object, Object> newMap(Decoder in) {
    return switch (builtInIndex()) {
      case HASH_MAP -> new HashMap<>();
      case TREE_MAP -> new TreeMap<>((Comparator<Object>) in.readValue());
      default -> new LinkedHashMap<>();
    };
  }

  @Override
  public int hash(Map<?, ?> value) {
    return hash(value, codecs);
  }

  /** Independent of the order of iteration. */
  static int hash(Map<?, ?> value, Codecs codecs) {
    int hash = 0;
    for (Map.Entry<?, ?> entry : value.entrySet()) {
      hash += EntryCodec.hash(entry, codecs);
    }
    return hash;
  }

  @Override
  public boolean equal(Map<?, ?> left, Map<?, ?> right) {
    return equal(left, right, codecs);
  }

  /** Entries are matched by codec, as in {@link SetCodec}. */
  static boolean equal(Map<?, ?> left, Map<?, ?> right, Codecs codecs) {
    if (left.size() != right.size()) {
      return false;
    }
    Map<Integer, List<Map.Entry<?, ?>>> unmatched = new HashMap<>();
    for (Map.Entry<?, ?> entry : right.entrySet()) {
      unmatched
          .computeIfAbsent(EntryCodec.hash(entry, codecs), hash -> new ArrayList<>(1))
          .add(entry);
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      List<Map.Entry<?, ?>> candidates = unmatched.get(EntryCodec.hash(entry, codecs));
      if (candidates == null || !removeEqual(candidates, entry, codecs)) {
        return false;
      }
    }
    return true;
  }

  private static boolean removeEqual(
      List<Map.Entry<?, ?>> candidates, Map.Entry<?, ?> entry, Codecs codecs) {
    for (int i = 0; i < candidates.size(); i++) {
      if (EntryCodec.equal(entry, candidates.get(i), codecs)) {
        candidates.remove(i);
        return true;
      }
    }
    return false;
  }

  @Override
  Immutability immutability() {
    return builtInIndex() == IMMUTABLE_MAP ? Immutability.BY_PARTS : Immutability.NEVER;
  }

  @Override
  public boolean isImmutable(Map<?, ?> value) {
    return builtInIndex() == IMMUTABLE_MAP
        && SequenceCodec.areImmutable(value.keySet(), codecs)
        && SequenceCodec.areImmutable(value.values(), codecs);
  }

  @Override
  KeyProblem keyProblem(Map<?, ?> value) {
    return value == null ? null : codecs.keyProblemOfParts(this, value);
  }

  @Override
  void visitParts(Map<?, ?> map, PartVisitor visitor) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!visitor.visit(".key", key.codec(), entry.getKey())
          || !visitor.visit(".value", value.codec(), entry.getValue())) {
        return;
      }
    }
  }

  @Override
  public long heapBytes(Map<?, ?> value) {
    int size = value.size();
    long withKeys = HeapEstimate.ofElements(64 + 44L * size, size, value.keySet(), codecs);
    return HeapEstimate.ofElements(withKeys, size, value.values(), codecs);
  }
}
