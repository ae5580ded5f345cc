package io.brasa.shell.snippet;

import io.brasa.shell.snippet.SnippetSplitting.Next;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;

/**
 * All that was declared since the start, and the way to add to it. One thread at a time, but for
 * {@link #interrupt}.
 */
public final class Snippets implements AutoCloseable {
  private final SnippetClasses classes;
  private final SnippetLoading loading;
  private final SnippetControl control;
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final SnippetSplitting splitting;
  private boolean isStarting = true;
  private int count;

  /**
   * @param classPath what snippets are compiled against
   * @param loader made by {@link #loader}
   */
  public Snippets(List<String> classPath, ClassLoader loader) {
    classes = (SnippetClasses) loader;
    loading = new SnippetLoading(classes);
    control = new SnippetControl(classes, loading);
    shell =
        JShell.builder()
            .executionEngine(new Here(control), Map.of())
            .idGenerator((_, index) -> isStarting ? "s" + index : String.valueOf(++count))
            // Names of parameters are told by refusals; the compiler's warnings help nobody here.
            .compilerOptions(
                "-classpath",
                String.join(java.io.File.pathSeparator, classPath),
                "-parameters",
                "-g")
            .build();
    analysis = shell.sourceCodeAnalysis();
    splitting = new SnippetSplitting(analysis);
  }

  /**
   * Loads the classes of snippets, none of which are there yet. Who opens a session whose values
   * snippets are to see makes it the thread's context loader before.
   */
  public static ClassLoader loader(ClassLoader parent) {
    return new SnippetClasses(parent);
  }

  private record Here(SnippetControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "brasa";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return control;
    }
  }

  /** What loads the classes of snippets. */
  public ClassLoader loader() {
    return classes;
  }

  /** Runs something of which nothing is left but that the compiler is faster next time. */
  public void practise(String source) {
    for (SnippetEvent event : shell.eval(source)) {
      if (event.snippet() instanceof VarSnippet variable) shell.drop(variable);
    }
    analysis.completionSuggestions("brasa.ra", 8, new int[1]);
  }

  /** What comes from here on is the user's. */
  public void started() {
    isStarting = false;
  }

  /**
   * Runs the snippets of a text up to the first that goes wrong.
   *
   * @param origin where the text begins
   * @param heard is told of each that was tried, before the next is, and says whether to go on
   * @return whether all was run and went well
   */
  public boolean run(String text, Origin origin, Predicate<Outcome> heard) {
    String rest = text;
    while (!rest.isBlank()) {
      if (control.isStopped()) return false;
      Next next = splitting.next(rest);
      if (next.completeness() == Completeness.EMPTY) break;
      Origin at = origin.plus(SnippetSplitting.linesBefore(text, text.length() - rest.length()));
      if (next.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
        boolean _ = heard.test(new Outcome.Unfinished(rest, at));
        return false;
      }
      Outcome outcome = runOne(next.source(), next.typed(), at);
      boolean isWanted = heard.test(outcome);
      if (!isWanted || !outcome.isGood()) return false;
      rest = next.rest();
    }
    return true;
  }

  /**
   * Whether a text that was typed can be run as it is.
   *
   * @param isEnough whether what could go on but need not is whole
   */
  public boolean isWhole(String text, boolean isEnough) {
    return splitting.isWhole(text, isEnough);
  }

  /**
   * @param source with a semicolon that may have been left away in what was typed
   */
  private Outcome runOne(String source, String typed, Origin origin) {
    Map<String, String> classOf = new HashMap<>();
    shell.variables().forEach(v -> classOf.put(v.name(), className(v)));
    control.forget();
    loading.begin(origin);
    List<SnippetEvent> events = shell.eval(source);
    Outcome outcome =
        control
            .failure()
            .map(failure -> failed(failure, events))
            .orElseGet(() -> first(events, typed, origin));
    List<String> lost = carryOver(events, classOf);
    if (outcome instanceof Outcome.Refused) restore(events, classOf);
    return outcome instanceof Outcome.Declared declared ? declared.losing(lost) : outcome;
  }

  /** A value that was never made has no name. */
  private Outcome failed(Throwable failure, List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      boolean isUnnamed =
          event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
              && event.status() == Snippet.Status.VALID;
      if (isUnnamed) shell.drop(event.snippet());
    }
    if (!(failure instanceof SPIResolutionException)) return new Outcome.Failed(failure);
    List<String> users = new ArrayList<>();
    shell
        .snippets()
        .filter(each -> shell.status(each) == Snippet.Status.RECOVERABLE_DEFINED)
        .map(DeclarationSnippet.class::cast)
        .forEach(each -> users.add(each.name() + " needs " + missing(each)));
    return new Outcome.Undeclared(users);
  }

  private String missing(DeclarationSnippet snippet) {
    return String.join(", ", shell.unresolvedDependencies(snippet).toList());
  }

  /** What came of what was typed; other events are of what depends on it. */
  private Outcome first(List<SnippetEvent> events, String typed, Origin origin) {
    for (SnippetEvent event : events)
      if (event.causeSnippet() == null) return outcome(event, typed, origin);
    return new Outcome.Done();
  }

  /**
   * JShell forgets what a snippet would have taken the place of, also when it refuses the snippet:
   * that comes back, and so do the values of what depends on it.
   */
  private void restore(List<SnippetEvent> events, Map<String, String> formerClasses) {
    for (SnippetEvent event : events) {
      if (event.status() != Snippet.Status.OVERWRITTEN) continue;
      boolean isVariable = event.snippet() instanceof VarSnippet;
      String source =
          event.snippet() instanceof VarSnippet variable
              ? variable.typeName() + " " + variable.name() + ";"
              : event.snippet().source();
      List<SnippetEvent> again = shell.eval(source);
      List<String> _ = carryOver(again, formerClasses);
      SnippetEvent made = again.getFirst();
      if (isVariable && made.status() == Snippet.Status.VALID) {
        VarSnippet variable = (VarSnippet) made.snippet();
        String former = formerClasses.get(variable.name());
        boolean _ =
            former != null && control.carryOver(former, className(variable), variable.name());
      }
    }
  }

  /**
   * Variables that depend on what changed are declared again by JShell, and empty then: they get
   * their values back. Returns those whose type changed.
   */
  private List<String> carryOver(List<SnippetEvent> events, Map<String, String> formerClasses) {
    List<String> lost = new ArrayList<>();
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null || !(event.snippet() instanceof VarSnippet variable))
        continue;
      String former = formerClasses.get(variable.name());
      boolean isKnown = event.status() == Snippet.Status.VALID;
      if (former == null || isKnown && former.equals(className(variable))) continue;
      if (!isKnown || !control.carryOver(former, className(variable), variable.name()))
        lost.add(variable.name());
    }
    return lost;
  }

  private String className(Snippet snippet) {
    return analysis.wrapper(snippet).fullClassName();
  }

  private Outcome outcome(SnippetEvent event, String source, Origin origin) {
    Snippet snippet = event.snippet();
    if (event.status() == Snippet.Status.REJECTED || snippet instanceof ErroneousSnippet)
      return new Outcome.Refused(source, origin, errors(snippet));
    return switch (snippet) {
      case VarSnippet variable -> {
        boolean isNamed = snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        boolean isSet = snippet.subKind() != Snippet.SubKind.VAR_DECLARATION_SUBKIND;
        if (event.status() != Snippet.Status.VALID || !isSet) yield declared(event, variable);
        yield new Outcome.Value(variable.name(), variable.typeName(), isNamed, control.value());
      }
      case jdk.jshell.ExpressionSnippet expression ->
          new Outcome.Value(expression.name(), expression.typeName(), false, control.value());
      case DeclarationSnippet declaration -> declared(event, declaration);
      default -> new Outcome.Done();
    };
  }

  private List<Diag> errors(Snippet snippet) {
    return shell.diagnostics(snippet).filter(Diag::isError).toList();
  }

  private Outcome declared(SnippetEvent event, DeclarationSnippet snippet) {
    List<String> missing =
        event.status() == Snippet.Status.VALID
            ? List.of()
            : shell.unresolvedDependencies(snippet).toList();
    boolean isNew =
        event.previousStatus() == Snippet.Status.NONEXISTENT
            || event.previousStatus() == Snippet.Status.DROPPED;
    return new Outcome.Declared(kind(snippet), snippet.name(), isNew, missing, List.of());
  }

  private static String kind(Snippet snippet) {
    return switch (snippet.subKind()) {
      case CLASS_SUBKIND -> "class";
      case INTERFACE_SUBKIND -> "interface";
      case ENUM_SUBKIND -> "enum";
      case RECORD_SUBKIND -> "record";
      case ANNOTATION_TYPE_SUBKIND -> "annotation";
      case VAR_DECLARATION_SUBKIND, VAR_DECLARATION_WITH_INITIALIZER_SUBKIND -> "variable";
      default -> snippet.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Declares a variable whose value comes from outside.
   *
   * @throws IllegalStateException when its type does not compile
   */
  public void bind(String type, String name, Object value) {
    SnippetEvent event = shell.eval(type + " " + name + ";").getFirst();
    if (event.status() != Snippet.Status.VALID)
      throw new IllegalStateException(name + " cannot be declared: " + errors(event.snippet()));
    control.assign(className(event.snippet()), name, value);
  }

  /** The user's and the shell's variables. */
  public List<VarSnippet> variables() {
    return shell.variables().toList();
  }

  /** The value that a variable has now; may be null. */
  public Object value(VarSnippet variable) {
    control.forget();
    shell.varValue(variable);
    return control.value();
  }

  /** A value as JShell writes it: strings in quotes, arrays by their elements. */
  public static String text(Object value) {
    return SnippetControl.text(value);
  }

  public List<MethodSnippet> methods() {
    return shell.methods().toList();
  }

  public List<TypeDeclSnippet> types() {
    return shell.types().toList();
  }

  public List<ImportSnippet> imports() {
    return shell.imports().toList();
  }

  /** Forgets what the user declared. */
  public void reset() {
    for (Snippet snippet : valid().reversed()) {
      boolean isKept = snippet.kind().isPersistent();
      if (isKept && shell.status(snippet).isActive()) shell.drop(snippet);
    }
  }

  /** What was run and counts still, in its order; the shell's own left out. */
  public List<Snippet> valid() {
    return shell
        .snippets()
        .filter(s -> !s.id().startsWith("s") && shell.status(s).isActive())
        .toList();
  }

  /** What completes and explains what is being typed. */
  public SourceCodeAnalysis analysis() {
    return analysis;
  }

  /**
   * Ends the user's code, that which runs, if it looks for an interrupt, and that which comes,
   * until {@link #resume}. Any thread may call this.
   */
  public void interrupt() {
    control.interrupt();
  }

  /** After an interrupt: what comes now is something else. */
  public void resume() {
    control.resume();
  }

  @Override
  public void close() {
    shell.close();
  }
}
