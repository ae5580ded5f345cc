package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Checks the functions of a context when they are declared, snapshots them when a job is submitted, and opens the snapshots
 * where tasks run. Safe for use by many threads.
 *
 * <p>A function that captures nothing, or only values whose types say that they never change, is accepted by a look at its
 * class. All else is {@linkplain Survey surveyed}.
 */
public final class Closures {
  /** The layout of {@link Envelope#bytes()}, see the package description. */
  static final byte VERSION = 1;

  private final Immutability immutability = new Immutability();

  /** Made when a function needs a closer look. */
  private volatile Workshop workshop;

  /** What takes time to load and a small job does without. */
  private static final class Workshop {
    final ClassFiles files = new ClassFiles(CallSite::isEngine);

    final ClassValue<SerialForm> forms =
        new ClassValue<>() {
          @Override
          protected SerialForm computeValue(Class<?> type) {
            return SerialForm.of(type);
          }
        };

    Survey survey(Object graph) {
      return new Survey(files, forms).of(graph);
    }
  }

  /**
   * Checks that a function can travel to a task. What it captures is looked at now and {@linkplain #seal taken} when a job
   * starts.
   *
   * @return the function to keep
   * @throws EngineException naming what cannot travel and the way to it
   */
  public <F extends Serializable> F declare(F function, CallSite site) {
    if (immutability.ofFunctionClass(function.getClass())) return function;
    Survey survey = workshop().survey(function);
    if (survey.problem() != null) throw Refusal.of(survey.problem(), function, site, null);
    if (survey.isUnsure()) write(function, survey, site, OutputStream.nullOutputStream());
    return function;
  }

  /**
   * Whether nothing that a function uses ever changes, so that one instance may serve all tasks of a process; otherwise each
   * task opens its own.
   */
  public boolean isShareable(Object function) {
    return immutability.ofFunctionClass(function.getClass()) || workshop().survey(function).isImmutable();
  }

  /**
   * The graph as it is now, with outer objects reduced to what byte code reads of them.
   *
   * @param graph an object of the engine that holds functions
   * @param remote whether another process may open it: then the envelope names the user's classes and carries static values
   * @throws EngineException when something that was put into the graph since its functions were declared cannot travel
   */
  public Envelope seal(Object graph, boolean remote) {
    Survey survey = workshop().survey(graph);
    if (survey.problem() != null) throw Refusal.of(survey.problem(), graph, null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION);
    write(graph, survey, null, out);
    return new Envelope(out.toByteArray(), List.of(), List.of());
  }

  /** A copy of the sealed graph with classes from {@code loader}; every call makes another. */
  public Object open(Envelope envelope, ClassLoader loader) {
    return open(envelope, loader, UnaryOperator.identity());
  }

  /**
   * As the shorter form.
   *
   * @param binding gives for each object of the graph the one to use in its place: handles become what they stand for
   */
  public Object open(Envelope envelope, ClassLoader loader, UnaryOperator<Object> binding) {
    Objects.requireNonNull(loader);
    byte[] bytes = envelope.bytes();
    if (bytes.length == 0 || bytes[0] != VERSION) throw corrupt("are of another version", null);
    try (GraphReader reader =
        new GraphReader(new ByteArrayInputStream(bytes, 1, bytes.length - 1), bytes.length, loader, binding)) {
      return reader.readGraph();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new EngineException(
          CoreError.CLOSURE_CLASS_MISSING,
          "A function needs the class " + e.getMessage() + ", which cannot be loaded where its task runs",
          "Add the class to the program's jar, or to the class path of the executors",
          e);
    } catch (IOException e) {
      throw corrupt("cannot be read: " + e.getMessage(), e);
    }
  }

  private static EngineException corrupt(String how, IOException cause) {
    return new EngineException(
        RuntimeError.CODEC_CORRUPT,
        "The bytes of a function " + how,
        "Run the driver and its executors with the same version of the program and the engine",
        cause);
  }

  private static GraphWriter write(Object graph, Survey survey, CallSite site, OutputStream out) {
    try (GraphWriter writer = new GraphWriter(out, survey.reductions())) {
      writer.writeGraph(graph);
      return writer;
    } catch (NotSerializableException e) {
      throw refusal(graph, "something that it holds writes an object of " + e.getMessage(), site, e);
    } catch (IOException | RuntimeException e) {
      throw refusal(graph, String.valueOf(e), site, e);
    } catch (StackOverflowError e) {
      throw refusal(graph, "its objects form a chain that is too long", site, e);
    }
  }

  private static EngineException refusal(Object graph, String why, CallSite site, Throwable cause) {
    Problem problem = new Problem(Problem.Kind.REFUSED, new Step(graph, null, "", true), why);
    return Refusal.of(problem, graph, site, cause);
  }

  private Workshop workshop() {
    Workshop known = workshop;
    if (known == null) {
      // Two of them do no harm: they only hold what can be found again.
      known = new Workshop();
      workshop = known;
    }
    return known;
  }
}
