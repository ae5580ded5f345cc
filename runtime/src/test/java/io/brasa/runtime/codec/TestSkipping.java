package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Passing over encoded values without making them. */
final class TestSkipping {
  private final Codecs codecs = new Codecs(TestSkipping.class.getClassLoader());

  private record Named(int number) {}

  @Test
  void aByteArrayLiesBeforeThePositionAndNothingElseIsSkipped() {
    Encoder encoder = new Encoder(codecs);
    byte[] content = new byte[300];
    Arrays.fill(content, (byte) 7);
    encoder.writeValue(content);
    encoder.writeValue("text");
    encoder.writeValue(null);
    byte[] bytes = encoder.toByteArray();
    Decoder decoder = new Decoder(codecs, bytes);
    assertEquals(300, decoder.skipByteArray());
    int end = (int) decoder.position();
    assertTrue(Arrays.equals(content, Arrays.copyOfRange(bytes, end - 300, end)));
    assertEquals(-1, decoder.skipByteArray());
    assertEquals("text", decoder.readValue());
    assertEquals(-1, decoder.skipByteArray());
    assertEquals(null, decoder.readValue());
    assertEquals(-1, decoder.skipByteArray());
  }

  @Test
  void anArrayThatEndsEarlyIsNamedAndAStreamRefused() {
    Encoder encoder = new Encoder(codecs);
    encoder.writeValue(new byte[20]);
    byte[] torn = Arrays.copyOf(encoder.toByteArray(), 12);
    assertThrows(EngineException.class, () -> new Decoder(codecs, torn).skipByteArray());
    Decoder stream = new Decoder(codecs, new ByteArrayInputStream(torn));
    assertThrows(IllegalStateException.class, stream::skipByteArray);
  }

  @Test
  void anEncoderKnowsWhetherItHasNamedClasses() {
    Encoder encoder = new Encoder(codecs);
    encoder.writeValue(new byte[3]);
    encoder.writeValue(5);
    assertFalse(encoder.namesClasses());
    encoder.writeValue(new Named(1));
    assertTrue(encoder.namesClasses());
    encoder.takeBuffer(10);
    assertFalse(encoder.namesClasses());
  }
}
