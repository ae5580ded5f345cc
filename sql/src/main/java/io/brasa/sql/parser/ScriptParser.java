package io.brasa.sql.parser;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Script;
import io.brasa.sql.syntax.Script.Branch;
import io.brasa.sql.syntax.Script.Failure;
import io.brasa.sql.syntax.Script.Piece;
import io.brasa.sql.syntax.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code BEGIN … END} and all that it may hold. Statements are parsed here for their form and their
 * end alone, and again when they run.
 */
final class ScriptParser {
  private static final Set<String> LOOPS = Set.of("WHILE", "REPEAT", "LOOP", "FOR");

  /** A label that LEAVE may name; ITERATE too if it is that of a loop. */
  private record Label(String name, boolean isLoop) {}

  private final Cursor cursor;
  private final Deque<Label> labels = new ArrayDeque<>();

  ScriptParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The cursor is at BEGIN. */
  Statement script(int mark) {
    Script.Block block = block(Optional.empty(), mark);
    return new Statement.RunScript(block, cursor.from(mark));
  }

  // ---- blocks

  private Script.Block block(Optional<String> label, int mark) {
    cursor.expect("BEGIN");
    cursor.accept("NOT", "ATOMIC");
    label.ifPresent(name -> enter(name, false, mark));
    List<Script.Condition> conditions = new ArrayList<>();
    List<Piece> variables = new ArrayList<>();
    List<Script.Handler> handlers = new ArrayList<>();
    while (cursor.isAt("DECLARE")) {
      int from = cursor.mark();
      if (isAtHandler()) handlers.add(handler());
      else if (!handlers.isEmpty())
        throw cursor.invalid(
            from, "A declaration stands behind a handler", "Declare handlers last");
      else if (cursor.peek(2).isWord("CONDITION")) conditions.add(condition(conditions));
      else if (cursor.peek(2).isWord("CURSOR")) throw cursor.unsupported(from, "DECLARE … CURSOR");
      else variables.add(variable());
      cursor.expectSign(";");
    }
    List<Script> body = body("END");
    cursor.expect("END");
    endLabel(label);
    label.ifPresent(_ -> labels.pop());
    return new Script.Block(label, conditions, variables, handlers, body, cursor.from(mark));
  }

  private Piece variable() {
    int mark = cursor.mark();
    if (cursor.isAt("DECLARE", "OR"))
      throw cursor.invalid(
          mark, "A variable of a script replaces no other", "Leave out OR REPLACE");
    return piece(new StatementParser(cursor, true)::statement);
  }

  private Script.Condition condition(List<Script.Condition> before) {
    int mark = cursor.mark();
    cursor.expect("DECLARE");
    String name = cursor.name().toUpperCase(Locale.ROOT);
    cursor.expect("CONDITION");
    String state = "45000";
    if (cursor.accept("FOR")) {
      cursor.expect("SQLSTATE");
      state = state();
    }
    if (before.stream().anyMatch(c -> c.name().equals(name)))
      throw cursor.invalid(
          mark, "There is a condition " + name + " already", "Choose another name");
    return new Script.Condition(name, state);
  }

  private String state() {
    cursor.accept("VALUE");
    int mark = cursor.mark();
    String state = cursor.string().toUpperCase(Locale.ROOT);
    boolean isState = state.length() == 5 && !state.startsWith("00");
    for (int i = 0; isState && i < 5; i++)
      isState = state.charAt(i) < 128 && Character.isLetterOrDigit(state.charAt(i));
    if (!isState)
      throw cursor.invalid(
          mark,
          "'" + state + "' is no SQLSTATE of a failure",
          "Write five letters and digits that do not begin with 00");
    return state;
  }

  private boolean isAtHandler() {
    return cursor.peek(2).isWord("HANDLER")
        && (cursor.peek(1).isWord("EXIT") || cursor.peek(1).isWord("CONTINUE"));
  }

  private Script.Handler handler() {
    int mark = cursor.mark();
    cursor.take();
    boolean leaves = cursor.take().isWord("EXIT");
    cursor.expect("HANDLER");
    cursor.expect("FOR");
    List<Failure> failures = cursor.list(this::failure);
    Script body = statement();
    return new Script.Handler(leaves, failures, body, cursor.from(mark));
  }

  private Failure failure() {
    if (cursor.accept("SQLEXCEPTION")) return new Failure.Any();
    if (cursor.accept("NOT", "FOUND")) return new Failure.NotFound();
    if (cursor.accept("SQLSTATE")) return new Failure.State(state());
    return new Failure.Named(String.join(".", cursor.qualifiedName()).toUpperCase(Locale.ROOT));
  }

  // ---- statements

  /** Statements with a semicolon behind each, up to one of some words. */
  private List<Script> body(String... ends) {
    List<Script> body = new ArrayList<>();
    while (true) {
      for (String end : ends) if (cursor.isAt(end)) return body;
      if (cursor.isAt("DECLARE") && !cursor.isAt("DECLARE", "OR")) {
        int mark = cursor.mark();
        throw cursor.invalid(
            mark,
            "A declaration stands behind a statement",
            "Declare at the beginning of a block BEGIN … END");
      }
      body.add(statement());
      cursor.expectSign(";");
    }
  }

  private Script statement() {
    return cursor.nested(this::one);
  }

  private Script one() {
    int mark = cursor.mark();
    if (cursor.peek().kind() == Kind.END) throw cursor.unexpected("END");
    Optional<String> label = Optional.empty();
    if (cursor.isAtName() && cursor.peek(1).isSign(":")) {
      label = Optional.of(cursor.name());
      cursor.take();
      boolean mayHaveLabel = LOOPS.contains(word()) || cursor.isAt("BEGIN");
      if (!mayHaveLabel) throw cursor.unexpected("BEGIN, WHILE, REPEAT, LOOP or FOR");
    }
    return switch (word()) {
      case "BEGIN" -> block(label, mark);
      case "IF" -> branches(mark);
      case "CASE" -> choice(mark);
      case "WHILE" -> whileLoop(label, mark);
      case "REPEAT" -> repeat(label, mark);
      case "LOOP" -> loop(label, mark);
      case "FOR" -> forLoop(label, mark);
      case "LEAVE" -> leave(mark);
      case "ITERATE" -> iterate(mark);
      default -> new Script.Plain(piece(new StatementParser(cursor, true)::statement));
    };
  }

  private String word() {
    return cursor.peek().kind() == Kind.WORD ? cursor.peek().text().toUpperCase(Locale.ROOT) : "";
  }

  /** What a parser takes, as text; what is in {@code IDENTIFIER(…)} is not known yet. */
  private Piece piece(Runnable parser) {
    int from = cursor.peek().from();
    int parameters = cursor.parameterCount();
    cursor.withAnyIdentifiers(parser);
    return new Piece(cursor.text(), from, cursor.lastTo(), parameters);
  }

  private Piece expression() {
    return piece(new QueryParser(cursor).expressions()::expression);
  }

  private Script branches(int mark) {
    cursor.expect("IF");
    List<Branch> branches = new ArrayList<>();
    do {
      Piece condition = expression();
      cursor.expect("THEN");
      branches.add(new Branch(condition, body("ELSEIF", "ELSE", "END")));
    } while (cursor.accept("ELSEIF"));
    List<Script> otherwise = cursor.accept("ELSE") ? body("END") : List.of();
    end("IF");
    return new Script.If(branches, otherwise, cursor.from(mark));
  }

  private Script choice(int mark) {
    cursor.expect("CASE");
    Optional<Piece> subject = cursor.isAt("WHEN") ? Optional.empty() : Optional.of(expression());
    List<Branch> branches = new ArrayList<>();
    cursor.expect("WHEN");
    do {
      Piece condition = expression();
      cursor.expect("THEN");
      branches.add(new Branch(condition, body("WHEN", "ELSE", "END")));
    } while (cursor.accept("WHEN"));
    List<Script> otherwise = cursor.accept("ELSE") ? body("END") : List.of();
    end("CASE");
    return new Script.Choice(subject, branches, otherwise, cursor.from(mark));
  }

  private void end(String word) {
    cursor.expect("END");
    cursor.expect(word);
  }

  // ---- loops

  private Script whileLoop(Optional<String> label, int mark) {
    cursor.expect("WHILE");
    Piece condition = expression();
    cursor.expect("DO");
    List<Script> body = round(label, "WHILE", mark);
    return new Script.While(label, Optional.of(condition), body, cursor.from(mark));
  }

  private Script loop(Optional<String> label, int mark) {
    cursor.expect("LOOP");
    List<Script> body = round(label, "LOOP", mark);
    return new Script.While(label, Optional.empty(), body, cursor.from(mark));
  }

  private Script repeat(Optional<String> label, int mark) {
    cursor.expect("REPEAT");
    label.ifPresent(name -> enter(name, true, mark));
    List<Script> body = body("UNTIL");
    cursor.expect("UNTIL");
    Piece condition = expression();
    end("REPEAT");
    endLabel(label);
    label.ifPresent(_ -> labels.pop());
    return new Script.Repeat(label, body, condition, cursor.from(mark));
  }

  private Script forLoop(Optional<String> label, int mark) {
    cursor.expect("FOR");
    Optional<String> row = Optional.empty();
    if (cursor.peek(1).isWord("AS")) {
      row = Optional.of(cursor.name());
      cursor.expect("AS");
    }
    Piece query = piece(new QueryParser(cursor)::query);
    cursor.expect("DO");
    List<Script> body = round(label, "FOR", mark);
    return new Script.For(label, row, query, body, cursor.from(mark));
  }

  /** What a loop repeats, and its end. */
  private List<Script> round(Optional<String> label, String word, int mark) {
    label.ifPresent(name -> enter(name, true, mark));
    List<Script> body = body("END");
    end(word);
    endLabel(label);
    label.ifPresent(_ -> labels.pop());
    return body;
  }

  // ---- labels

  private void enter(String name, boolean isLoop, int mark) {
    if (find(name).isPresent())
      throw cursor.invalid(mark, "The label " + name + " is used around here", "Choose another");
    labels.push(new Label(name, isLoop));
  }

  private Optional<Label> find(String name) {
    return labels.stream().filter(label -> label.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Behind END the label may stand again. */
  private void endLabel(Optional<String> label) {
    if (!cursor.isAtName()) return;
    int mark = cursor.mark();
    String name = cursor.name();
    if (label.filter(name::equalsIgnoreCase).isEmpty())
      throw cursor.invalid(
          mark,
          name
              + " stands where "
              + label.map(l -> "what " + l + " begins").orElse("a block")
              + " ends",
          label
              .map(l -> "Write " + l + ", or nothing")
              .orElse("Leave it out, or write it as a label at the beginning too"));
  }

  private Script leave(int mark) {
    cursor.expect("LEAVE");
    String name = cursor.name();
    if (find(name).isEmpty()) throw noLabel(mark, name, "block or loop");
    return new Script.Leave(name, cursor.from(mark));
  }

  private Script iterate(int mark) {
    cursor.expect("ITERATE");
    String name = cursor.name();
    if (find(name).filter(Label::isLoop).isEmpty()) throw noLabel(mark, name, "loop");
    return new Script.Iterate(name, cursor.from(mark));
  }

  private EngineException noLabel(int mark, String name, String of) {
    return cursor.invalid(
        mark, "There is no " + of + " " + name + " around this", "Write its label before it");
  }
}
