package io.brasa.core.closure;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Checks the functions of a context when they are declared, snapshots them when a job is submitted, and opens the snapshots
 * where tasks run. Safe for use by many threads.
 */
public final class Closures {
  /** The layout of {@link Envelope#bytes()}, see the package description. */
  static final byte VERSION = 1;

  private final Immutability immutability = new Immutability();

  /**
   * Checks that a function can travel to a task.
   *
   * @return the function to keep
   * @throws EngineException naming what cannot travel and the way to it
   */
  public <F extends Serializable> F declare(F function, CallSite site) {
    if (immutability.ofFunctionClass(function.getClass())) return function;
    seal(function, false);
    return function;
  }

  /** Whether the captured graph of a function never changes, so that one instance may serve all tasks of a process. */
  public boolean isShareable(Object function) {
    return immutability.ofFunctionClass(function.getClass());
  }

  /**
   * The graph as it is now.
   *
   * @param remote whether another process may open it: then the envelope names the user's classes and carries static values
   */
  public Envelope seal(Object graph, boolean remote) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION);
    try (GraphWriter writer = new GraphWriter(out)) {
      writer.writeObject(graph);
    } catch (NotSerializableException e) {
      throw new EngineException(
          CoreError.CLOSURE_NOT_SERIALIZABLE,
          "A function of the job holds a " + e.getMessage() + ", which is not serialisable",
          "Make the class serialisable",
          e);
    } catch (IOException e) {
      throw new EngineException(
          CoreError.CLOSURE_NOT_SERIALIZABLE, "A function of the job cannot be written", "See the cause", e);
    }
    return new Envelope(out.toByteArray(), List.of(), List.of());
  }

  /** A copy of the sealed graph, with classes from {@code loader}. */
  public Object open(Envelope envelope, ClassLoader loader) {
    Objects.requireNonNull(loader);
    byte[] bytes = envelope.bytes();
    try (GraphReader reader =
        new GraphReader(new ByteArrayInputStream(bytes, 1, bytes.length - 1), bytes.length, loader)) {
      return reader.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new EngineException(
          CoreError.CLOSURE_CLASS_MISSING, "A function of the job cannot be opened", "See the cause", e);
    }
  }
}
