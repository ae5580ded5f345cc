package io.brasa.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.codec.Samples.Couple;
import io.brasa.runtime.codec.Samples.Node;
import io.brasa.runtime.codec.Samples.Point;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be written is refused by name, with the way to it and what to do. */
final class TestFailures {
  static final class Plain {
    final int value = 1;
  }

  record HasPlain(String name, Plain plain) {}

  record HasPlains(HasPlain[] all) {}

  static final class Holder implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    final Object held;

    Holder(Object held) {
      this.held = held;
    }
  }

  record Order(String id, List<Object> lines) {}

  record Grumpy(int value) {
    @Override
    public int value() {
      throw new IllegalStateException("not today");
    }
  }

  record Reshaped(int a) {}

  private final Codecs codecs = new Codecs(TestFailures.class.getClassLoader());

  private EngineException failure(RuntimeError code, Object value) {
    EngineException failure =
        assertThrows(EngineException.class, () -> new Encoder(codecs).writeValue(value));
    assertEquals(code, failure.code(), failure.getMessage());
    return failure;
  }

  @Test
  void refusesAClassThatOffersNothing() {
    EngineException failure = failure(RuntimeError.CODEC_UNSUPPORTED, new Plain());
    assertEquals(
        "TestFailures.Plain is a io.brasa.runtime.codec.TestFailures$Plain, which cannot be"
            + " written",
        failure.what());
    assertEquals(
        "Make it a record, a bean with a public constructor without arguments and a getter and"
            + " setter for each field, or let it implement java.io.Serializable",
        failure.remedy());
  }

  @Test
  void namesTheModuleThatKeepsARecordClosed() throws ClassNotFoundException {
    Class<?> closed = Class.forName("jdk.internal.foreign.abi.VMStorage");
    EngineException failure = assertThrows(EngineException.class, () -> codecs.of(closed));
    assertEquals(RuntimeError.CODEC_UNSUPPORTED, failure.code());
    assertTrue(failure.what().contains("module java.base"), failure.what());
    assertEquals(
        "Add \"opens jdk.internal.foreign.abi to io.brasa.runtime\" to its module-info",
        failure.remedy());
  }

  @Test
  void namesThePathToAFieldOfSuchAClass() {
    EngineException failure = assertThrows(EngineException.class, () -> codecs.of(HasPlains.class));
    assertEquals(RuntimeError.CODEC_UNSUPPORTED, failure.code());
    assertEquals(
        "TestFailures.HasPlains.all[].plain is a io.brasa.runtime.codec.TestFailures$Plain, which"
            + " cannot be written",
        failure.what());
    failure(RuntimeError.CODEC_UNSUPPORTED, new HasPlain("a", null));
  }

  @Test
  void namesThePathToAValueThatIsOnlyKnownWhenItIsWritten() {
    Order order = new Order("o", List.of(1, new Couple<>("k", new Plain())));
    EngineException failure = failure(RuntimeError.CODEC_UNSUPPORTED, order);
    assertTrue(
        failure
            .what()
            .startsWith(
                "TestFailures.Order.lines[].second could not be written: TestFailures.Plain is a "),
        failure.what());
  }

  @Test
  void namesWhatJavaSerialisationChokesOn() {
    Order order = new Order("o", List.of(new Holder(new Plain())));
    EngineException failure = failure(RuntimeError.CODEC_ENCODE_FAILED, order);
    assertEquals(
        "TestFailures.Order.lines[] could not be written: TestFailures.Holder"
            + " (io.brasa.runtime.codec.TestFailures$Holder) could not be written: it holds a"
            + " io.brasa.runtime.codec.TestFailures$Plain, which is not serializable",
        failure.what());
    assertEquals(
        "Make that field transient, or its type a record or java.io.Serializable",
        failure.remedy());
  }

  @Test
  void namesAnAccessorThatThrows() {
    EngineException failure = failure(RuntimeError.CODEC_ENCODE_FAILED, new Grumpy(1));
    assertTrue(failure.what().contains("TestFailures.Grumpy"), failure.what());
    assertTrue(failure.what().contains("not today"), failure.what());
  }

  @Test
  void refusesCollectionsThatContainThemselves() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertTrue(
        failure(RuntimeError.CODEC_ENCODE_FAILED, list)
            .getMessage()
            .contains("may contain itself"));
    Map<Object, Object> map = new HashMap<>();
    map.put("me", map);
    failure(RuntimeError.CODEC_ENCODE_FAILED, map);
    Object[] array = new Object[1];
    array[0] = array;
    failure(RuntimeError.CODEC_ENCODE_FAILED, array);
    List<Object> inRecord = new ArrayList<>();
    inRecord.add(new Couple<>(inRecord, 1));
    failure(RuntimeError.CODEC_ENCODE_FAILED, inRecord);
  }

  @Test
  void refusesChainsThatAreTooLongForTheStack() {
    Node node = null;
    for (int i = 0; i < 100_000; i++) {
      node = new Node(i, node);
    }
    Node chain = node;
    EngineException failure = failure(RuntimeError.CODEC_ENCODE_FAILED, chain);
    assertTrue(failure.remedy().contains("List"), failure.remedy());
    assertTrue(codecs.isImmutable(chain));
    for (RuntimeException thrown :
        List.of(
            assertThrows(EngineException.class, () -> codecs.hash(chain)),
            assertThrows(EngineException.class, () -> codecs.heapBytes(chain)))) {
      assertTrue(thrown.getMessage().startsWith("CODEC_ENCODE_FAILED"), thrown.getMessage());
    }
  }

  @Test
  void acceptsNestingUpToTheBoundOnASmallStack() throws InterruptedException {
    Node node = null;
    for (int i = 0; i < Encoder.MAX_DEPTH; i++) {
      node = new Node(i, node);
    }
    Object chain = node;
    List<Throwable> failures = new ArrayList<>();
    Runnable work =
        () -> {
          Encoder out = new Encoder(codecs);
          out.writeValue(chain);
          codecs.equal(chain, new Decoder(codecs, out.toByteArray()).readValue());
        };
    Thread thread = new Thread(null, work, "small stack", 512 * 1024);
    thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
    thread.start();
    thread.join();
    assertEquals(List.of(), failures);
  }

  @Test
  void letsSelfReferenceThroughWhereJavaSerialisationCarriesIt() {
    List<Object> list = new ArrayList<>();
    Holder holder = new Holder(list);
    list.add(holder);
    Encoder out = new Encoder(codecs);
    out.writeValue(holder);
    Holder back = (Holder) new Decoder(codecs, out.toByteArray()).readValue();
    assertEquals(back, ((List<?>) back.held).get(0));
  }

  @Test
  void namesAClassThatIsMissingHere() {
    Encoder out = new Encoder(codecs);
    out.writeValue(new Point(1, 2));
    Decoder in = new Decoder(new Codecs(null), out.toByteArray());
    EngineException failure = assertThrows(EngineException.class, in::readValue);
    assertEquals(RuntimeError.CODEC_CLASS_MISSING, failure.code());
    assertTrue(failure.what().contains("io.brasa.runtime.codec.Samples$Point"), failure.what());
  }

  @Test
  void refusesAClassWhoseFieldsHaveChanged() {
    Encoder out = new Encoder(codecs);
    out.writeValue(new Reshaped(1));
    byte[] bytes = out.toByteArray();
    bytes[bytes.length - 3] ^= 1; // the shape stands before the class's index and the value
    EngineException failure =
        assertThrows(EngineException.class, () -> new Decoder(codecs, bytes).readValue());
    assertEquals(RuntimeError.CODEC_CORRUPT, failure.code());
    assertTrue(failure.what().contains("Reshaped"), failure.what());
  }

  @Test
  void refusesAnEnumConstantThatIsGone() {
    Encoder out = new Encoder(codecs);
    out.writeValue(Samples.Color.RED);
    byte[] bytes = out.toByteArray();
    bytes[bytes.length - 1] = 'X';
    EngineException failure =
        assertThrows(EngineException.class, () -> new Decoder(codecs, bytes).readValue());
    assertTrue(failure.what().contains("has no constant REX"), failure.what());
  }

  @Test
  void leavesNothingHalfMadeBehind() {
    for (int i = 0; i < 2; i++) {
      assertThrows(EngineException.class, () -> codecs.of(HasPlain.class));
    }
    assertEquals(null, codecs.known(HasPlain.class));
  }
}
