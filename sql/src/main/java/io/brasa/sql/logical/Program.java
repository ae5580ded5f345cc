package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.List;

/** Rows that functions of the program's make of rows. */
public record Program(ProgramCode code, List<Input> inputs, List<Attribute> output)
    implements LogicalPlan {
  public Program {
    inputs = List.copyOf(inputs);
    output = List.copyOf(output);
  }

  /**
   * What it reads.
   *
   * @param keys rows equal in these are handed over together, one group after the other; empty if
   *     rows are handed over as they come. Inputs of one program have as many, of the same types
   * @param columns what is read of each row
   * @param order of the rows of each group
   */
  public record Input(
      List<Expression> keys, List<Expression> columns, List<SortKey> order, LogicalPlan child) {
    public Input {
      keys = List.copyOf(keys);
      columns = List.copyOf(columns);
      order = List.copyOf(order);
    }

    private int size() {
      return keys.size() + columns.size() + order.size();
    }

    private Input with(List<Expression> all) {
      int values = keys.size() + columns.size();
      List<SortKey> sorted = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) sorted.add(order.get(i).with(all.get(values + i)));
      return new Input(
          all.subList(0, keys.size()), all.subList(keys.size(), values), sorted, child);
    }
  }

  @Override
  public List<LogicalPlan> children() {
    return inputs.stream().map(Input::child).toList();
  }

  @Override
  public Program withChildren(List<LogicalPlan> children) {
    List<Input> changed = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      changed.add(new Input(input.keys, input.columns, input.order, children.get(i)));
    }
    return new Program(code, changed, output);
  }

  @Override
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    for (Input input : inputs) {
      all.addAll(input.keys);
      all.addAll(input.columns);
      for (SortKey key : input.order) all.add(key.expression());
    }
    return all;
  }

  @Override
  public Program withExpressions(List<Expression> expressions) {
    List<Input> changed = new ArrayList<>();
    int at = 0;
    for (Input input : inputs) {
      changed.add(input.with(expressions.subList(at, at + input.size())));
      at += input.size();
    }
    return new Program(code, changed, output);
  }
}
