package io.brasa.shell;

import io.brasa.runtime.error.EngineException;
import io.brasa.shell.snippet.Origin;
import io.brasa.shell.snippet.Outcome;
import io.brasa.sql.DataFrame;
import io.brasa.sql.parser.StatementSplitter;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs inputs one after the other and prints what comes of them. Not thread-safe but for {@link
 * #cancel}, which ends the input that runs: its jobs, since each input has a job group of its own,
 * and its code, by an interrupt. The order matters: who cancels sets the flag and then looks for a
 * group, who begins names the group and then looks at the flag.
 */
final class Inputs {
  /** How much is told of what goes well. */
  enum Echo {
    /** Values and declarations: somebody looks. */
    ALL,
    /** Values without a name. */
    VALUES,
    /** Nothing: a program prints by itself. */
    NOTHING
  }

  private final Workspace workspace;
  private final PrintStream out;
  private final PrintStream errors;
  private final ShownOutcome outcomes;
  private final ShownValue values;
  private final Colours colours;
  private final AtomicBoolean isCancelled = new AtomicBoolean();
  private volatile String group = "";
  private int count;

  /** Whether why the input ended has been said. */
  private boolean isTold;

  Inputs(Workspace workspace, Colours colours, PrintStream out, PrintStream errors) {
    this.workspace = workspace;
    this.colours = colours;
    this.out = out;
    this.errors = errors;
    outcomes = new ShownOutcome(colours);
    values = new ShownValue(colours);
  }

  Workspace workspace() {
    return workspace;
  }

  ShownValue values() {
    return values;
  }

  PrintStream out() {
    return out;
  }

  void complain(String text) {
    out.flush();
    errors.print(text.endsWith("\n") ? text : text + "\n");
    errors.flush();
  }

  /** Ends what runs. Any thread may call this. */
  void cancel() {
    isCancelled.set(true);
    String running = group;
    if (running.isEmpty()) return;
    workspace.session().context().cancelJobGroupAndFutureJobs(running);
    workspace.snippets().interrupt();
  }

  /** Whether there is something that {@link #cancel} would end. */
  boolean isRunning() {
    return !group.isEmpty();
  }

  /** Runs snippets; returns whether all went well. */
  boolean run(String text, Origin origin, Echo echo) {
    return cancellable(() -> workspace.snippets().run(text, origin, each -> heard(each, echo)));
  }

  /** Runs statements of SQL and shows their rows; returns whether all went well. */
  boolean runSql(String text) {
    return cancellable(
        () -> {
          for (StatementSplitter.Piece piece : StatementSplitter.pieces(text)) {
            if (piece.isBlank()) continue;
            DataFrame result = workspace.session().sql(piece.text().strip());
            show(new Outcome.Value("", "DataFrame", false, result), "sql");
          }
          return true;
        });
  }

  @FunctionalInterface
  private interface Work {
    boolean run();
  }

  private boolean cancellable(Work work) {
    isCancelled.set(false);
    workspace.snippets().resume();
    String name = "input " + ++count;
    workspace.session().context().setJobGroup(name, name, true);
    group = name;
    isTold = false;
    try {
      boolean isGood = !isCancelled.get() && work.run();
      if (isCancelled.get() && !isTold) failed(new CancellationException());
      return isGood;
    } catch (RuntimeException | Error e) {
      failed(e);
      return false;
    } finally {
      group = "";
      boolean _ = Thread.interrupted();
      if (!workspace.session().context().isStopped()) workspace.session().context().clearJobGroup();
      out.flush();
    }
  }

  private boolean heard(Outcome outcome, Echo echo) {
    switch (outcome) {
      case Outcome.Value value -> {
        boolean isShown = echo == Echo.ALL || echo == Echo.VALUES && !value.isDeclared();
        if (isShown) show(value, value.name());
      }
      case Outcome.Declared declared -> {
        if (echo == Echo.ALL) out.print(outcomes.of(declared));
      }
      case Outcome.Done _ -> {}
      case Outcome.Refused refused -> {
        complain(outcomes.of(refused, echo != Echo.ALL));
        String meant = echo == Echo.ALL ? ShellCommands.meant(refused.source()) : "";
        if (!meant.isEmpty()) complain(meant);
      }
      case Outcome.Undeclared undeclared -> complain(outcomes.of(undeclared));
      case Outcome.Unfinished unfinished -> complain(outcomes.of(unfinished, echo != Echo.ALL));
      case Outcome.Failed failed -> failed(failed.failure());
    }
    out.flush();
    return !isCancelled.get();
  }

  /** Showing a query runs a job, which is named by what is shown. */
  private void show(Outcome.Value value, String name) {
    workspace.session().context().setCallSite("show of " + name);
    try {
      out.print(values.of(value));
    } finally {
      workspace.session().context().clearCallSite();
    }
    out.flush();
  }

  private void failed(Throwable failure) {
    isTold = true;
    if (isCancelled.get()) complain(colours.error("brasa: cancelled"));
    else if (failure instanceof EngineException)
      complain(colours.error("brasa: ") + ShownFailure.of(failure));
    else complain(colours.error("exception: ") + ShownFailure.of(failure));
  }
}
