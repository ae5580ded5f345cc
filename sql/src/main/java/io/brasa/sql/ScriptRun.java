package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Script;
import io.brasa.sql.syntax.Script.Branch;
import io.brasa.sql.syntax.Script.Piece;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a script: one statement after the other, each in full before the next, so that handlers see
 * its failure. What it gives is what its last statement with rows gave.
 *
 * <p>A statement that fails asks the blocks around it for a handler, the innermost first, within a
 * block the narrowest. A handler runs in the scope of its block, and what fails in it asks the
 * blocks around that one only. Belongs to one thread.
 */
final class ScriptRun {
  /** How a statement has ended. */
  private sealed interface Flow {
    /** The next one follows. */
    record Next() implements Flow {}

    /** The block or loop of a label ends. */
    record Leave(String label) implements Flow {}

    /** The loop of a label goes on with its next round. */
    record Iterate(String label) implements Flow {}

    /** A handler has ended a block. */
    record Exit(Active block) implements Flow {}

    Flow NEXT = new Next();
  }

  /** A block that runs: what its handlers are and what they see. */
  private record Active(Script.Block block, Variables scope, Map<String, String> conditions) {}

  /** A failure within a handler, for which only blocks outside of so many may have handlers. */
  private static final class FailedHandler extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient EngineException error;
    private final int depth;

    private FailedHandler(EngineException error, int depth) {
      super(error.getMessage(), error, false, false);
      this.error = error;
      this.depth = depth;
    }
  }

  private final BrasaSession session;
  private final AnalysisContext given;
  private final Deque<Active> blocks = new ArrayDeque<>();
  private Variables scope;
  private DataFrame last;

  /**
   * @param given with the values of parameters
   */
  ScriptRun(BrasaSession session, AnalysisContext given, Variables around) {
    this.session = session;
    this.given = given;
    this.scope = around;
    this.last = session.emptyDataFrame();
  }

  DataFrame run(Script.Block block) {
    try {
      run(block, Map.of());
      return last;
    } catch (FailedHandler e) {
      throw e.error;
    }
  }

  // ---- blocks and failures

  private Flow run(Script.Block block, Map<String, String> conditionsAround) {
    Variables before = scope;
    scope = new ScriptScope(before, block.label());
    Map<String, String> conditions = new HashMap<>(conditionsAround);
    for (Script.Condition condition : block.conditions())
      conditions.put(condition.name(), condition.state());
    Active active = new Active(block, scope, conditions);
    try {
      for (Piece variable : block.variables()) statement(variable);
      checkNames(block, conditions);
      blocks.push(active);
      try {
        Flow flow = runAll(block.body());
        if (flow instanceof Flow.Exit(Active ended) && ended == active) return Flow.NEXT;
        return isOf(flow, block.label()) ? Flow.NEXT : flow;
      } finally {
        blocks.pop();
      }
    } finally {
      scope = before;
    }
  }

  private static void checkNames(Script.Block block, Map<String, String> conditions) {
    for (Script.Handler handler : block.handlers()) {
      for (Script.Failure failure : handler.failures()) {
        if (failure instanceof Script.Failure.Named(String name)
            && !conditions.containsKey(name)
            && !FailureStates.isKnown(name))
          throw QueryErrors.at(
              SqlError.SQL_SYNTAX,
              handler.origin(),
              "There is no failure " + name + " that a handler could be for",
              "Write a code of docs/guide/errors.md, SQLSTATE 'state' or SQLEXCEPTION");
      }
    }
  }

  private static boolean isOf(Flow flow, Optional<String> label) {
    return flow instanceof Flow.Leave(String name)
        && label.filter(name::equalsIgnoreCase).isPresent();
  }

  private Flow runAll(List<Script> body) {
    for (Script one : body) {
      Flow flow;
      try {
        flow = run(one);
      } catch (EngineException e) {
        flow = handled(e, blocks.size());
      } catch (FailedHandler e) {
        flow = handled(e.error, Math.min(e.depth, blocks.size()));
      }
      if (!(flow instanceof Flow.Next)) return flow;
    }
    return Flow.NEXT;
  }

  /**
   * What a handler makes of a failure.
   *
   * @param depth how many of the blocks, counted from outside, may have handlers for it
   */
  private Flow handled(EngineException error, int depth) {
    if (FailureStates.endsAll(error)) throw error;
    int at = blocks.size();
    for (Iterator<Active> all = blocks.iterator(); all.hasNext(); at--) {
      Active active = all.next();
      if (at > depth) continue;
      Optional<Script.Handler> handler = narrowest(active, error);
      if (handler.isPresent()) return handle(handler.get(), active, at);
    }
    throw new FailedHandler(error, 0);
  }

  private static Optional<Script.Handler> narrowest(Active active, EngineException error) {
    Optional<Script.Handler> found = Optional.empty();
    int most = 0;
    for (Script.Handler handler : active.block().handlers()) {
      for (Script.Failure failure : handler.failures()) {
        int narrowness = FailureStates.narrowness(failure, error, active.conditions());
        if (narrowness <= most) continue;
        most = narrowness;
        found = Optional.of(handler);
      }
    }
    return found;
  }

  private Flow handle(Script.Handler handler, Active active, int depth) {
    Variables before = scope;
    scope = active.scope();
    try {
      Flow flow = run(handler.body());
      if (!(flow instanceof Flow.Next)) return flow;
    } catch (EngineException e) {
      throw new FailedHandler(e, depth - 1);
    } catch (FailedHandler e) {
      throw new FailedHandler(e.error, Math.min(e.depth, depth - 1));
    } finally {
      scope = before;
    }
    return handler.leaves() ? new Flow.Exit(active) : Flow.NEXT;
  }

  // ---- statements

  private Flow run(Script script) {
    return switch (script) {
      case Script.Plain(Piece piece) -> {
        statement(piece);
        yield Flow.NEXT;
      }
      case Script.Block block ->
          run(block, blocks.isEmpty() ? Map.of() : blocks.peek().conditions());
      case Script.If branches -> runAll(chosen(branches.branches(), branches.otherwise()));
      case Script.Choice choice -> runAll(chosen(choice));
      case Script.While loop -> whileLoop(loop);
      case Script.Repeat loop -> repeat(loop);
      case Script.For loop -> forLoop(loop);
      case Script.Leave leave -> new Flow.Leave(leave.label());
      case Script.Iterate iterate -> new Flow.Iterate(iterate.label());
    };
  }

  private AnalysisContext context() {
    return session.analysis(given.places(), given.parameters()).withVariables(scope.values());
  }

  private void statement(Piece piece) {
    AnalysisContext context = context();
    Statement statement = SqlParser.statement(piece, new Identifiers(context));
    DataFrame frame = new Statements(session, context, scope).run(statement);
    boolean isResult =
        statement instanceof Statement.Query || statement instanceof Statement.ExecuteImmediate;
    if (frame.columns().length > 0) {
      DataFrame rows = computed(frame);
      if (isResult) last = rows;
    }
  }

  /** The rows as they are now. */
  private DataFrame computed(DataFrame frame) {
    List<Batch> rows = session.execution().collect(frame.plan(), "script");
    return session.frame(new LocalRows(frame.plan().output(), rows));
  }

  private List<Script> chosen(List<Branch> branches, List<Script> otherwise) {
    for (Branch branch : branches) if (isTrue(branch.condition())) return branch.body();
    return otherwise;
  }

  private List<Script> chosen(Script.Choice choice) {
    if (choice.subject().isEmpty()) return chosen(choice.branches(), choice.otherwise());
    Literal subject = value(parsed(choice.subject().get()), context());
    for (Branch branch : choice.branches()) {
      Syntax wanted = parsed(branch.condition());
      Syntax equal =
          Syntax.Call.of(
              "=", List.of(new Syntax.Resolved(subject, wanted.origin()), wanted), wanted.origin());
      if (Boolean.TRUE.equals(value(equal, context()).value())) return branch.body();
    }
    return choice.otherwise();
  }

  private Syntax parsed(Piece piece) {
    return SqlParser.expression(piece, new Identifiers(context()));
  }

  private Literal value(Syntax expression, AnalysisContext context) {
    VariableStatements statements = new VariableStatements(session, context, scope);
    return VariableStatements.first(statements.frame(expression, expression.origin()));
  }

  private boolean isTrue(Piece condition) {
    Syntax written = parsed(condition);
    Literal value = value(written, context());
    if (value.type() != AtomicType.BOOLEAN)
      throw QueryErrors.at(
          SqlError.TYPE_MISMATCH,
          written.origin(),
          "A condition of a script is " + value.type().sql() + ", not BOOLEAN",
          "Compare it with something");
    return Boolean.TRUE.equals(value.value());
  }

  // ---- loops

  /** Whether a loop ends after a round, and how it then ends. */
  private static Optional<Flow> ended(Flow flow, Optional<String> label) {
    if (flow instanceof Flow.Next) return Optional.empty();
    if (isOf(flow, label)) return Optional.of(Flow.NEXT);
    boolean goesOn =
        flow instanceof Flow.Iterate(String name)
            && label.filter(name::equalsIgnoreCase).isPresent();
    return goesOn ? Optional.empty() : Optional.of(flow);
  }

  private Flow whileLoop(Script.While loop) {
    while (loop.condition().isEmpty() || isTrue(loop.condition().get())) {
      Optional<Flow> ended = ended(runAll(loop.body()), loop.label());
      if (ended.isPresent()) return ended.get();
    }
    return Flow.NEXT;
  }

  private Flow repeat(Script.Repeat loop) {
    do {
      Optional<Flow> ended = ended(runAll(loop.body()), loop.label());
      if (ended.isPresent()) return ended.get();
    } while (!isTrue(loop.condition()));
    return Flow.NEXT;
  }

  private Flow forLoop(Script.For loop) {
    AnalysisContext context = context();
    Statement statement = SqlParser.statement(loop.query(), new Identifiers(context));
    Relation query = ((Statement.Query) statement).relation();
    DataFrame frame = session.analyzed(query, context);
    List<Attribute> columns = frame.plan().output();
    for (Batch batch : session.execution().collect(frame.plan(), "script")) {
      Batch dense = batch.dense();
      for (int row = 0; row < dense.rowCount(); row++) {
        List<Literal> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++)
          values.add(new Literal(Values.get(dense.columns().get(i), row), columns.get(i).type()));
        Optional<Flow> ended = ended(round(loop, columns, values), loop.label());
        if (ended.isPresent()) return ended.get();
      }
    }
    return Flow.NEXT;
  }

  private Flow round(Script.For loop, List<Attribute> columns, List<Literal> values) {
    Variables before = scope;
    ScriptScope row = new ScriptScope(before, loop.row());
    for (int i = 0; i < columns.size(); i++)
      row.declare(
          columns.get(i).name(),
          new Variables.Variable(columns.get(i).type(), Optional.empty(), values.get(i)),
          false,
          loop.origin());
    scope = row;
    try {
      return runAll(loop.body());
    } finally {
      scope = before;
    }
  }
}
