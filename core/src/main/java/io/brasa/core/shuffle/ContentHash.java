package io.brasa.core.shuffle;

import io.brasa.core.block.ShortText;
import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.ContentHashed;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.Group;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A 64-bit hash of a value's content, the same in every process, for checksums and sketches. It is
 * apart from {@link Codec#hash}, which has 32 bits and, being allowed to follow a class's own
 * {@code hashCode}, may be constant: {@code -1L} and {@code 0L} share theirs, so a checksum made of
 * it would take one for the other.
 *
 * <p>Common types are hashed where they are (about a nanosecond for numbers, one per character for
 * strings); lists, sets, maps and pairs by their elements, those of sets and maps in no order;
 * anything else through the bytes of its codec. Different values collide with odds of 2^-64 as far
 * as the mixing is random; it is no defence against values made to collide. Known limit: a record
 * or bean that holds a hash map or set is hashed in the order of that collection, so copies that
 * iterate in another order differ, which costs a recomputation and never an answer. Not
 * thread-safe.
 */
final class ContentHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Odd, and about as many ones as zeros, so that bytes of text do not come near them. */
  private static final long FIRST = 0x9D6C62D95AB3A4E3L;

  private static final long SECOND = 0xB2E1D34C96CB5A69L;

  private final CodecCache codecs;
  private final Encoder scratch;

  ContentHash(Codecs codecs) {
    this.codecs = new CodecCache(codecs);
    this.scratch = new Encoder(codecs);
  }

  long of(Object value) {
    if (value == null) return 0;
    if (value instanceof String text) return ofString(text);
    if (value instanceof Long number) return ofLong(number);
    if (value instanceof Integer number) return ofInteger(number);
    if (value instanceof Double number) return ofDouble(number);
    return ofOther(value);
  }

  static long ofLong(long number) {
    return Mix.mix(1, number);
  }

  /**
   * @param number in the range of an integer
   */
  static long ofInteger(long number) {
    return Mix.mix(2, number);
  }

  static long ofDouble(double number) {
    return Mix.mix(3, Double.doubleToLongBits(number));
  }

  /** Of the text that the words stand for. */
  static long ofShortText(long low, long high) {
    return Mix.mix(Mix.mix(9, low), high);
  }

  private long ofOther(Object value) {
    if (value instanceof Pair<?, ?> pair) return Mix.mix(Mix.mix(4, of(pair._1())), of(pair._2()));
    if (value instanceof ContentHashed hashed) return Mix.mix(10, hashed.contentHash());
    if (value instanceof byte[] bytes) return ofBytes(9, bytes, bytes.length);
    if (value instanceof List<?> list) return ofElements(list);
    if (value instanceof Set<?> set) return ofSet(set);
    if (value instanceof Map<?, ?> map) return ofMap(map);
    if (value instanceof Enum<?> constant) {
      return Mix.mix(ofString(constant.getDeclaringClass().getName()), ofString(constant.name()));
    }
    return ofEncoded(value);
  }

  static long ofString(String text) {
    long low = ShortText.low(text);
    long high = ShortText.high(text, low);
    return high != 0 ? ofShortText(low, high) : ofLongText(text);
  }

  private static long ofLongText(String text) {
    int length = text.length();
    long even = length;
    long odd = 5;
    int at = 0;
    // Two chains, since each multiplication waits for the one before.
    for (; at + 1 < length; at += 2) {
      even = even * 0xD6E8FEB86659FD93L + text.charAt(at);
      odd = odd * 0xA0761D6478BD642FL + text.charAt(at + 1);
    }
    if (at < length) even = even * 0xD6E8FEB86659FD93L + text.charAt(at);
    return Mix.mix(Mix.mix(odd), even);
  }

  private long ofElements(List<?> list) {
    long hash = 6;
    for (Object element : list) hash = Mix.mix(hash, of(element));
    return hash;
  }

  private long ofSet(Set<?> set) {
    long sum = 0;
    for (Object element : set) sum += Mix.mix(7, of(element));
    return Mix.mix(7, sum);
  }

  private long ofMap(Map<?, ?> map) {
    long sum = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum += Mix.mix(Mix.mix(8, of(entry.getKey())), of(entry.getValue()));
    }
    return Mix.mix(8, sum);
  }

  private long ofEncoded(Object value) {
    List<Group<?>> apart = new ArrayList<>(0);
    scratch.reset();
    scratch.setGroupsApart(apart);
    codecs.of(value).encode(value, scratch);
    long hash = ofBytes(ofString(value.getClass().getName()), scratch.buffer(), scratch.size());
    // Groups have the same hash wherever they lie, and a large one is not to be in memory.
    for (Group<?> group : apart) hash = Mix.mix(hash, ofElements(group));
    return hash;
  }

  /**
   * Sixteen bytes a step, folded by one multiplication (the idea of Yi Wang's wyhash, 2019). What
   * is left over ends in a word that may hold bytes of the one before again, which is no ambiguity
   * since the length is in.
   */
  private static long ofBytes(long start, byte[] bytes, int length) {
    long hash = Mix.mix(start, length);
    int at = 0;
    for (; at + 16 <= length; at += 16)
      hash = fold((long) LONGS.get(bytes, at) ^ FIRST, (long) LONGS.get(bytes, at + 8) ^ hash);
    if (at == length) return Mix.mix(hash);
    long last = length >= 8 ? (long) LONGS.get(bytes, length - 8) : fewBytes(bytes, length);
    long before = length - at > 8 ? (long) LONGS.get(bytes, at) : 0;
    return Mix.mix(fold(before ^ SECOND, last ^ hash));
  }

  private static long fewBytes(byte[] bytes, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) word = (word << 8) | (bytes[i] & 0xFF);
    return word;
  }

  /** Both halves of the product. */
  private static long fold(long left, long right) {
    return Math.multiplyHigh(left, right) ^ left * right;
  }
}
