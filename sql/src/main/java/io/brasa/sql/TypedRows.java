package io.brasa.sql;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.RDD;
import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Operation;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.shape.Shape;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.typed.ReadRows;
import io.brasa.sql.typed.TypedCode;
import io.brasa.sql.typed.TypedSource;
import java.util.ArrayList;
import java.util.List;

/** Rows of plans as values of a class, and plans of functions over such values. */
record TypedRows<T>(BrasaSession session, Encoder<T> encoder) {
  static <T> TypedRows<T> of(BrasaSession session, Encoder<T> encoder) {
    return new TypedRows<>(session, encoder);
  }

  /** All rows as values. */
  @SuppressWarnings("unchecked")
  List<T> collect(LogicalPlan plan, String operation) {
    Origin origin = Columns.here(operation);
    if (encoder.shape() instanceof Shape.RowShape)
      return (List<T>) Rows.of(session.execution().collect(plan, operation), plan.schema());
    Decoding decoding = Decoding.of(plan, encoder, origin);
    List<Batch> batches = session.execution().collect(projected(plan, decoding), operation);
    List<T> values = new ArrayList<>();
    ReadRows.of(batches.iterator(), decoding.read(), session.execution().assembly().codecs())
        .forEachRemaining(value -> values.add((T) value));
    return values;
  }

  /** The plan's rows with just what is read of them; as it is if that is all. */
  private LogicalPlan projected(LogicalPlan plan, Decoding decoding) {
    if (decoding.columns().equals(plan.output())) return plan;
    List<Named> columns = new ArrayList<>();
    for (var column : decoding.columns())
      columns.add(
          column instanceof Attribute attribute
              ? Named.of(attribute)
              : new Named(column, session.ids().attribute("value", column)));
    return new Project(columns, plan);
  }

  RDD<T> rdd(LogicalPlan plan, CallSite site) {
    Decoding decoding = Decoding.of(plan, encoder, new Origin.Call(site.toString()));
    Lineage<T> objects =
        session.execution().objects(projected(plan, decoding), decoding.read(), site);
    return session.execution().assembly().rdd(objects);
  }

  /** The rows that steps over values of this class make of a plan's. */
  <U> Dataset<U> steps(LogicalPlan plan, List<Operation> steps, Encoder<U> result, Origin origin) {
    Decoding decoding = Decoding.of(plan, encoder, origin);
    TypedSource source = new TypedSource.Rows(decoding.read());
    return program(
        session,
        new TypedCode(source, steps, result.shape()),
        List.of(new Program.Input(List.of(), decoding.columns(), List.of(), plan)),
        result);
  }

  static <U> Dataset<U> program(
      BrasaSession session, TypedCode code, List<Program.Input> inputs, Encoder<U> result) {
    List<Attribute> output = session.attributes(result.shape().schema());
    return dataset(session, new Program(code, inputs, output), result);
  }

  /** A plan's rows as values of a class. */
  @SuppressWarnings("unchecked")
  static <U> Dataset<U> dataset(BrasaSession session, LogicalPlan plan, Encoder<U> encoder) {
    Analyzer.Analysis analysis = new Analyzer.Analysis(plan, List.of());
    return encoder.shape() instanceof Shape.RowShape
        ? (Dataset<U>) new DataFrame(session, analysis)
        : new Dataset<>(session, analysis, encoder);
  }
}
