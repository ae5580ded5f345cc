package io.brasa.sql.optimize;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.ProgramCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Functions of the program's that follow each other pass objects on, without rows in between:
 * programs over programs, and over conditions that are such functions.
 */
final class ProgramCollapse implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        node ->
            switch (node) {
              case Program program -> collapsed(program);
              case Filter filter when filter.child() instanceof Program program ->
                  filtered(filter, program);
              case Filter(UserCall second, Filter(UserCall first, LogicalPlan below)) ->
                  both(first, second)
                      .<LogicalPlan>map(call -> new Filter(call, below))
                      .orElse(node);
              default -> node;
            });
  }

  private static LogicalPlan collapsed(Program program) {
    if (program.inputs().size() != 1 || !program.inputs().getFirst().keys().isEmpty())
      return program;
    Program.Input input = program.inputs().getFirst();
    return switch (input.child()) {
      case Program below when input.columns().equals(below.output()) -> {
        Optional<ProgramCode> both = program.code().after(below.code());
        yield both.isPresent()
            ? new Program(both.get(), below.inputs(), program.output())
            : program;
      }
      case Filter filter -> overFilter(program, input, filter);
      default -> program;
    };
  }

  /** Two conditions on the same objects are one. */
  private static Optional<UserCall> both(UserCall first, UserCall second) {
    if (!(first.function().body() instanceof UserFunction.OfColumns one)
        || !(second.function().body() instanceof UserFunction.OfColumns other)
        || !first.arguments().equals(second.arguments())) return Optional.empty();
    UserFunction named = second.function();
    return other
        .after(one)
        .map(
            body ->
                new UserCall(
                    new UserFunction(
                        named.name(), named.parameterTypes(), named.type(), true, body),
                    second.arguments(),
                    second.type(),
                    second.nullable()));
  }

  private static LogicalPlan filtered(Filter filter, Program program) {
    List<Expression> conditions = new ArrayList<>(Conjuncts.of(filter.condition()));
    ProgramCode code = program.code();
    while (!conditions.isEmpty()
        && conditions.getFirst() instanceof UserCall call
        && call.arguments().equals(program.output())) {
      Optional<ProgramCode> both = code.before(call);
      if (both.isEmpty()) break;
      code = both.get();
      conditions.removeFirst();
    }
    return code == program.code()
        ? filter
        : Conjuncts.filter(conditions, new Program(code, program.inputs(), program.output()));
  }

  /** The last of the conditions is left out last. */
  private static LogicalPlan overFilter(Program program, Program.Input input, Filter filter) {
    List<Expression> conditions = new ArrayList<>(Conjuncts.of(filter.condition()));
    ProgramCode code = program.code();
    while (!conditions.isEmpty() && conditions.getLast() instanceof UserCall call) {
      Optional<ProgramCode> both = code.after(call, input.columns());
      if (both.isEmpty()) break;
      code = both.get();
      conditions.removeLast();
    }
    if (code == program.code()) return program;
    LogicalPlan below = Conjuncts.filter(conditions, filter.child());
    Program made =
        new Program(
            code,
            List.of(new Program.Input(List.of(), input.columns(), List.of(), below)),
            program.output());
    return collapsed(made);
  }
}
