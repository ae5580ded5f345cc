package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;

/** What every codec promises, whatever it is of. */
final class CodecContract {
  private CodecContract() {}

  /** Checks one value against the contract. */
  static void check(Codecs codecs, Object value) {
    Codec<Object> codec = codecs.of(value);
    Encoder out = new Encoder(codecs);
    codec.encode(value, out);
    byte[] bytes = out.toByteArray();
    Decoder in = new Decoder(codecs, bytes);
    Object back = codec.decode(in);
    assertTrue(in.isAtEnd(), "reads all that it wrote");
    Object streamed = codec.decode(new Decoder(codecs, new ByteArrayInputStream(bytes)));
    assertEqualToEachOther(codecs, value, back);
    assertEqualToEachOther(codecs, back, streamed);
    assertEqualToEachOther(codecs, value, codecs.copy(value));
    assertEquals(codec.hash(value), codec.hash(value), "hashes twice alike");
    assertTrue(codec.heapBytes(value) >= 0);
    assertFailsOnFewerBytes(codecs, codec, bytes);
    if (codec.isImmutable(value)) {
      assertTrue(value == codecs.copy(value), "shares what is immutable");
    } else if (!(codec instanceof FallbackCodec)) { // Java serialisation may find the same object
      Object copy = codecs.copy(value);
      assertTrue(value != copy, "copies what can change");
      assertEquals(back.getClass(), copy.getClass(), "copies to the class that it reads");
    }
  }

  private static void assertEqualToEachOther(Codecs codecs, Object one, Object other) {
    assertTrue(codecs.equal(one, other), "is equal to its copy");
    assertTrue(codecs.equal(other, one), "is equal both ways");
    assertEquals(codecs.hash(one), codecs.hash(other), "has the hash of its copy");
    assertFalse(codecs.equal(one, null));
  }

  private static void assertFailsOnFewerBytes(Codecs codecs, Codec<Object> codec, byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      try {
        codec.decode(new Decoder(codecs, Arrays.copyOf(bytes, length)));
        throw new AssertionError("reads " + bytes.length + " bytes out of " + length);
      } catch (EngineException expected) {
        assertFalse(expected.what().isEmpty());
      }
    }
  }

  /** Checks that a set of different values is told apart. */
  static void checkDifferent(Codecs codecs, Object one, Object other) {
    assertFalse(codecs.equal(one, other), () -> one + " equals " + other);
    assertFalse(codecs.equal(other, one), () -> other + " equals " + one);
  }
}
