package io.brasa.sql;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.typed.Fold;
import io.brasa.sql.typed.TypedAggregate;
import java.util.List;
import java.util.Optional;

/**
 * A column whose values are of a class in the program: an expression ({@link Column#as(Encoder)}),
 * or an aggregate over the values of a dataset ({@link Aggregator#toColumn}). Immutable.
 *
 * @param <T> the class of the dataset that it is of
 * @param <U> the class of its values
 */
public final class TypedColumn<T, U> extends Column {
  private final Encoder<U> type;
  private final Optional<Aggregate> aggregate;
  private final String name;

  /**
   * An aggregate over values, which meets their columns where it is used.
   *
   * @param buffer how its states leave
   */
  record Aggregate(Fold fold, Encoder<?> buffer) {}

  private TypedColumn(Syntax written, Encoder<U> type, Optional<Aggregate> aggregate, String name) {
    super(written);
    this.type = type;
    this.aggregate = aggregate;
    this.name = name;
  }

  static <U> TypedColumn<Object, U> of(Syntax written, Encoder<U> type) {
    return new TypedColumn<>(written, type, Optional.empty(), "");
  }

  static <I, B, O> TypedColumn<I, O> of(Aggregator<I, B, O> aggregator) {
    return of(
        new Aggregator.Folding(aggregator), aggregator.bufferEncoder(), aggregator.outputEncoder());
  }

  static <I, O> TypedColumn<I, O> of(Fold fold, Encoder<?> buffer, Encoder<O> result) {
    buffer.requireColumns();
    result.requireColumns();
    Origin origin = Columns.here("toColumn");
    // Used as a plain column it is a call of values that are not given: the error says so.
    Syntax alone = Syntax.Call.of(fold.name(), List.of(), origin);
    return new TypedColumn<>(alone, result, Optional.of(new Aggregate(fold, buffer)), fold.name());
  }

  /** How its values are rows. */
  public Encoder<U> encoder() {
    return type;
  }

  /** The same under another name. */
  @Override
  public TypedColumn<T, U> as(String newName) {
    return aggregate.isPresent()
        ? new TypedColumn<>(super.syntax(), type, aggregate, newName)
        : new TypedColumn<>(super.as(newName).syntax(), type, aggregate, newName);
  }

  @Override
  public TypedColumn<T, U> alias(String newName) {
    return as(newName);
  }

  @Override
  public TypedColumn<T, U> name(String newName) {
    return as(newName);
  }

  /** The column over values that are read from columns of a plan. */
  Column over(BrasaSession session, Decoding values) {
    if (aggregate.isEmpty()) return this;
    Origin origin = super.syntax().origin();
    TypedAggregate body =
        session
            .execution()
            .assembly()
            .declare(
                new TypedAggregate(
                    values.read(),
                    aggregate.get().fold(),
                    aggregate.get().buffer().shape(),
                    type.shape()),
                io.brasa.core.closure.CallSite.here("agg"));
    String called = aggregate.get().fold().name();
    UserFunction function =
        new UserFunction(called, Optional.empty(), type.shape().dataType(), true, body);
    AggregateCall call =
        new AggregateCall(
            called,
            values.columns(),
            false,
            Optional.empty(),
            List.of(),
            type.shape().dataType(),
            true,
            Optional.of(function));
    return new Column(Syntax.Alias.of(new Syntax.Resolved(call, origin), name, origin));
  }
}
