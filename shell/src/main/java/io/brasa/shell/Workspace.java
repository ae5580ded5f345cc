package io.brasa.shell;

import io.brasa.core.BrasaContext;
import io.brasa.shell.documentation.Documentation;
import io.brasa.shell.snippet.Origin;
import io.brasa.shell.snippet.Snippets;
import io.brasa.sql.BrasaSession;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** The session and what was declared so far. For one thread at a time. */
record Workspace(BrasaSession session, Snippets snippets, Explanations explanations)
    implements AutoCloseable {
  /** Where the shell's own declarations come from. */
  static final Origin START = new Origin("shell", 1);

  /** What every input sees, beside {@code brasa} and {@code session}. */
  private static final List<String> DECLARATIONS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.stream.*;",
          "import io.brasa.columnar.type.*;",
          "import io.brasa.core.*;",
          "import io.brasa.core.block.StorageLevel;",
          "import io.brasa.core.function.Pair;",
          "import io.brasa.sql.*;",
          "import static io.brasa.sql.functions.*;",
          "DataFrame sql(String text) { return session.sql(text); }");

  /** What first inputs are like: the compiler has seen it before somebody waits for it. */
  private static final String PRACTICE =
      "brasa.range(0, 1).mapToObj(x -> \"\" + x).filter(x -> !x.isEmpty());";

  /**
   * Opens a session and prepares the compiler, at the same time.
   *
   * @param sessions opens a session, in a thread of its own
   * @param libraries what snippets may use
   * @param isPractising whether somebody is going to type
   */
  static Workspace open(
      Supplier<BrasaSession> sessions,
      Libraries libraries,
      List<String> arguments,
      boolean isPractising) {
    ClassLoader loader = Snippets.loader(libraries.loader());
    FutureTask<BrasaSession> opening = new FutureTask<>(sessions::get);
    start("shell-session", loader, opening);
    Thread.currentThread().setContextClassLoader(loader);
    Snippets snippets = new Snippets(libraries.classPath(), loader);
    try {
      for (String each : DECLARATIONS.subList(0, DECLARATIONS.size() - 1)) declare(snippets, each);
      BrasaSession session = result(opening);
      snippets.bind(BrasaContext.class.getName(), "brasa", session.context());
      snippets.bind(BrasaSession.class.getName(), "session", session);
      snippets.bind("String[]", "args", arguments.toArray(new String[0]));
      declare(snippets, DECLARATIONS.getLast());
      if (isPractising) snippets.practise(PRACTICE);
      snippets.started();
      Documentation documentation = new Documentation(libraries.sources(), libraries.classPath());
      return new Workspace(session, snippets, new Explanations(snippets, documentation));
    } catch (RuntimeException e) {
      snippets.close();
      throw e;
    }
  }

  private static void declare(Snippets snippets, String source) {
    boolean isGood = snippets.run(source, START, _ -> true);
    if (!isGood)
      throw new IllegalStateException("the shell's own '" + source + "' does not compile");
  }

  static void start(String name, ClassLoader loader, Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
    thread.setContextClassLoader(loader);
    thread.start();
  }

  /** Waits for what a thread does, and throws what it threw. */
  static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) throw failure;
      if (e.getCause() instanceof Error failure) throw failure;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the session was opened", e);
    }
  }

  /** The loader of snippets, as the context loader of who runs them. */
  ClassLoader loader() {
    return snippets.loader();
  }

  @Override
  public void close() {
    try {
      snippets.close();
    } finally {
      session.close();
    }
  }
}
