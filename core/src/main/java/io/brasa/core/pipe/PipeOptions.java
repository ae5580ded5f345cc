package io.brasa.core.pipe;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A command that records are piped through, and how.
 *
 * @param command a program and its arguments
 * @param env variables added to the environment of this process
 * @param contextPrinter writes lines before the first record
 * @param elementPrinter writes the lines of a record; by default its {@code toString}
 * @param separateWorkingDir whether each process works in an empty folder of its own
 * @param bufferSize how many bytes wait to be read by the command before records do
 * @param encoding the charset of what the command reads and prints
 */
public record PipeOptions<T>(
    List<String> command,
    Map<String, String> env,
    ContextPrinter contextPrinter,
    ElementPrinter<T> elementPrinter,
    boolean separateWorkingDir,
    int bufferSize,
    String encoding)
    implements Serializable {

  /** Writes lines before the first record. */
  @FunctionalInterface
  public interface ContextPrinter extends Serializable {
    void print(Consumer<String> line) throws Exception;
  }

  /** Writes the lines of one record. */
  @FunctionalInterface
  public interface ElementPrinter<T> extends Serializable {
    void print(T element, Consumer<String> line) throws Exception;
  }

  /** What is printed if nobody says otherwise. */
  private enum Plain implements ContextPrinter, ElementPrinter<Object> {
    INSTANCE;

    @Override
    public void print(Consumer<String> line) {
      // Nothing comes before the records.
    }

    @Override
    public void print(Object element, Consumer<String> line) {
      line.accept(String.valueOf(element));
    }
  }

  public PipeOptions {
    // Not List.copyOf: their serialised forms resolve without a proxy of the JDK's.
    command = Collections.unmodifiableList(new ArrayList<>(command));
    env = Collections.unmodifiableMap(new TreeMap<>(env));
    requireNonNull(contextPrinter);
    requireNonNull(elementPrinter);
    Charset.forName(encoding);
    if (command.isEmpty()) throw new IllegalArgumentException("the command of a pipe is empty");
    if (bufferSize < 1) throw new IllegalArgumentException("buffer size " + bufferSize);
  }

  /** A command that is cut at white space. */
  public static PipeOptions<Object> of(String command) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(command);
    while (tokens.hasMoreTokens()) words.add(tokens.nextToken());
    return of(words);
  }

  /** A program and its arguments. */
  public static PipeOptions<Object> of(List<String> command) {
    return new PipeOptions<>(
        command, Map.of(), Plain.INSTANCE, Plain.INSTANCE, false, 8192, "UTF-8");
  }

  public PipeOptions<T> env(Map<String, String> variables) {
    return new PipeOptions<>(
        command,
        variables,
        contextPrinter,
        elementPrinter,
        separateWorkingDir,
        bufferSize,
        encoding);
  }

  public PipeOptions<T> printPipeContext(ContextPrinter printer) {
    return new PipeOptions<>(
        command, env, printer, elementPrinter, separateWorkingDir, bufferSize, encoding);
  }

  public <E> PipeOptions<E> printRDDElement(ElementPrinter<E> printer) {
    return new PipeOptions<>(
        command, env, contextPrinter, printer, separateWorkingDir, bufferSize, encoding);
  }

  public PipeOptions<T> separateWorkingDir(boolean isSeparate) {
    return new PipeOptions<>(
        command, env, contextPrinter, elementPrinter, isSeparate, bufferSize, encoding);
  }

  public PipeOptions<T> bufferSize(int bytes) {
    return new PipeOptions<>(
        command, env, contextPrinter, elementPrinter, separateWorkingDir, bytes, encoding);
  }

  public PipeOptions<T> encoding(String charset) {
    return new PipeOptions<>(
        command, env, contextPrinter, elementPrinter, separateWorkingDir, bufferSize, charset);
  }
}
