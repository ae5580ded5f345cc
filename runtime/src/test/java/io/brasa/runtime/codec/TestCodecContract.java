package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.runtime.error.EngineException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Holds all codecs, in both forms, to the contract of the family, also with values and bytes drawn
 * by chance.
 */
final class TestCodecContract {
  private static final ClassLoader LOADER = TestCodecContract.class.getClassLoader();
  private final List<Codecs> forms = List.of(new Codecs(LOADER, false), new Codecs(LOADER, true));
  private final long seed = new Random().nextLong();

  @Test
  void holdsForOneValueOfEachKind() {
    for (Codecs codecs : forms) {
      for (Object value : Samples.all()) {
        try {
          CodecContract.check(codecs, value);
        } catch (AssertionError failure) {
          throw new AssertionError(value.getClass() + " " + value, failure);
        }
      }
    }
  }

  @Test
  void tellsAllSamplesApart() {
    List<Object> first = Samples.all();
    List<Object> second = Samples.all();
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        if (i != j && !first.get(i).equals(second.get(j))) {
          CodecContract.checkDifferent(forms.get(0), first.get(i), second.get(j));
        }
      }
    }
  }

  @Test
  void holdsForNestedValuesDrawnByChance() {
    for (int round = 0; round < 300; round++) {
      Object value = new RandomValues(seed + round).next(4);
      for (Codecs codecs : forms) {
        try {
          CodecContract.check(codecs, value);
        } catch (AssertionError | RuntimeException failure) {
          throw new AssertionError("seed " + (seed + round) + ": " + value, failure);
        }
      }
    }
  }

  @Test
  void nothingButOurErrorsComesOutOfMutatedBytes() {
    int failed = 0;
    for (int round = 0; round < 4_000; round++) {
      Random random = new Random(seed + round);
      Codecs codecs = forms.get(round & 1);
      Encoder out = new Encoder(codecs);
      out.writeValue(new RandomValues(seed + round).next(4));
      byte[] bytes = out.toByteArray();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      failed += isRefused(codecs, bytes, "seed " + (seed + round)) ? 1 : 0;
    }
    assertEquals(true, failed > 400, "only " + failed + " of 4,000 mutations were noticed");
  }

  @Test
  void nothingButOurErrorsComesOutOfNoise() {
    for (int round = 0; round < 4_000; round++) {
      Random random = new Random(seed + round);
      byte[] bytes = new byte[random.nextInt(60)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(60);
      }
      isRefused(forms.get(0), bytes, "seed " + (seed + round));
    }
  }

  private static boolean isRefused(Codecs codecs, byte[] bytes, String what) {
    try {
      new Decoder(codecs, bytes).readValue();
      return false;
    } catch (EngineException expected) {
      return true;
    } catch (Throwable unexpected) {
      throw new AssertionError(what, unexpected);
    }
  }
}
