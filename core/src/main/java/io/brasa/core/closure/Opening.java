package io.brasa.core.closure;

import io.brasa.core.closure.Envelope.StaticValue;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.function.UnaryOperator;

/** Makes objects of an envelope's bytes, and puts static values in their places. */
final class Opening {
  private final ClassLoader loader;
  private final UnaryOperator<Object> binding;

  Opening(ClassLoader loader, UnaryOperator<Object> binding) {
    this.loader = loader;
    this.binding = binding;
  }

  Object open(Envelope envelope) {
    byte[] bytes = envelope.bytes();
    if (bytes.length == 0 || bytes[0] != Closures.VERSION)
      throw corrupt("are of another version", null);
    return read(new ByteArrayInputStream(bytes, 1, bytes.length - 1), bytes.length);
  }

  /** The loader is that of the turn. */
  void assign(StaticValue value, StaticTurn.Held turn) {
    String name = value.className() + "." + value.field();
    try {
      Field field = Class.forName(value.className(), true, loader).getDeclaredField(value.field());
      field.setAccessible(true);
      byte[] bytes = value.value();
      turn.assign(value, field, read(new ByteArrayInputStream(bytes), bytes.length));
    } catch (ClassNotFoundException | LinkageError e) {
      throw missing(e);
    } catch (ReflectiveOperationException | RuntimeException e) {
      if (e instanceof EngineException known) throw known;
      throw corrupt("name the static field " + name + ", which cannot be set", e);
    }
  }

  private Object read(InputStream in, int sizeBytes) {
    try (GraphReader reader = new GraphReader(in, sizeBytes, loader, binding)) {
      return reader.readGraph();
    } catch (ClassNotFoundException | LinkageError e) {
      throw missing(e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof EngineException known) throw known;
      throw corrupt("cannot be read: " + e.getMessage(), e);
    }
  }

  private static EngineException missing(Throwable cause) {
    String name = String.valueOf(cause.getMessage()).replace('/', '.');
    return new EngineException(
        CoreError.CLOSURE_CLASS_MISSING,
        "A function needs the class "
            + name
            + ", which neither the driver nor this process can load",
        "Add it to the program's jar or to the class path of the executors",
        cause);
  }

  private static EngineException corrupt(String how, Throwable cause) {
    return new EngineException(
        RuntimeError.CODEC_CORRUPT,
        "The bytes of a function " + how,
        "Run the driver and its executors with the same version of the program and the engine",
        cause);
  }
}
