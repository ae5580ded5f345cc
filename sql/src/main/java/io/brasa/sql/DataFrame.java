package io.brasa.sql;

import io.brasa.core.block.StorageLevel;
import io.brasa.sql.analysis.Analyzer;
import java.util.List;

/**
 * A {@link Dataset} of rows without a class of their own: values by name and place. The methods
 * here are those of {@code Dataset} that keep rows what they are, saying so.
 */
public final class DataFrame extends Dataset<Row> {
  DataFrame(BrasaSession session, Analyzer.Analysis analysis) {
    super(session, analysis, null);
  }

  @Override
  Encoder<Row> encoder() {
    return Encoders.row(plan().schema());
  }

  @Override
  void requireColumns() {}

  @Override
  DataFrame self() {
    return this;
  }

  @Override
  DataFrame like(Analyzer.Analysis other) {
    return new DataFrame(session(), other);
  }

  @Override
  DataFrame[] array(List<Dataset<Row>> parts) {
    return parts.toArray(DataFrame[]::new);
  }

  /** As it is. */
  @Override
  public DataFrame toDF() {
    return this;
  }

  @Override
  public DataFrame alias(String name) {
    return (DataFrame) super.alias(name);
  }

  @Override
  public DataFrame as(String name) {
    return (DataFrame) super.as(name);
  }

  @Override
  public DataFrame filter(Column condition) {
    return (DataFrame) super.filter(condition);
  }

  @Override
  public DataFrame filter(String condition) {
    return (DataFrame) super.filter(condition);
  }

  @Override
  public DataFrame filter(io.brasa.core.function.Function<? super Row, Boolean> predicate) {
    return (DataFrame) super.filter(predicate);
  }

  @Override
  public DataFrame where(Column condition) {
    return (DataFrame) super.where(condition);
  }

  @Override
  public DataFrame where(String condition) {
    return (DataFrame) super.where(condition);
  }

  @Override
  public DataFrame distinct() {
    return (DataFrame) super.distinct();
  }

  @Override
  public DataFrame dropDuplicates(String... names) {
    return (DataFrame) super.dropDuplicates(names);
  }

  @Override
  public DataFrame orderBy(Column... columns) {
    return (DataFrame) super.orderBy(columns);
  }

  @Override
  public DataFrame orderBy(String first, String... others) {
    return (DataFrame) super.orderBy(first, others);
  }

  @Override
  public DataFrame sort(Column... columns) {
    return (DataFrame) super.sort(columns);
  }

  @Override
  public DataFrame sort(String first, String... others) {
    return (DataFrame) super.sort(first, others);
  }

  @Override
  public DataFrame sortWithinPartitions(Column... columns) {
    return (DataFrame) super.sortWithinPartitions(columns);
  }

  @Override
  public DataFrame sortWithinPartitions(String first, String... others) {
    return (DataFrame) super.sortWithinPartitions(first, others);
  }

  @Override
  public DataFrame limit(int count) {
    return (DataFrame) super.limit(count);
  }

  @Override
  public DataFrame offset(int count) {
    return (DataFrame) super.offset(count);
  }

  @Override
  public DataFrame sample(double fraction) {
    return (DataFrame) super.sample(fraction);
  }

  @Override
  public DataFrame sample(double fraction, long seed) {
    return (DataFrame) super.sample(fraction, seed);
  }

  @Override
  public DataFrame sample(boolean withReplacement, double fraction) {
    return (DataFrame) super.sample(withReplacement, fraction);
  }

  @Override
  public DataFrame sample(boolean withReplacement, double fraction, long seed) {
    return (DataFrame) super.sample(withReplacement, fraction, seed);
  }

  @Override
  public DataFrame[] randomSplit(double[] weights) {
    return (DataFrame[]) super.randomSplit(weights);
  }

  @Override
  public DataFrame[] randomSplit(double[] weights, long seed) {
    return (DataFrame[]) super.randomSplit(weights, seed);
  }

  @Override
  public DataFrame union(Dataset<Row> other) {
    return (DataFrame) super.union(other);
  }

  @Override
  public DataFrame unionAll(Dataset<Row> other) {
    return (DataFrame) super.unionAll(other);
  }

  @Override
  public DataFrame unionByName(Dataset<Row> other) {
    return (DataFrame) super.unionByName(other);
  }

  @Override
  public DataFrame unionByName(Dataset<Row> other, boolean allowMissingColumns) {
    return (DataFrame) super.unionByName(other, allowMissingColumns);
  }

  @Override
  public DataFrame intersect(Dataset<Row> other) {
    return (DataFrame) super.intersect(other);
  }

  @Override
  public DataFrame intersectAll(Dataset<Row> other) {
    return (DataFrame) super.intersectAll(other);
  }

  @Override
  public DataFrame except(Dataset<Row> other) {
    return (DataFrame) super.except(other);
  }

  @Override
  public DataFrame exceptAll(Dataset<Row> other) {
    return (DataFrame) super.exceptAll(other);
  }

  @Override
  public DataFrame repartition(int count) {
    return (DataFrame) super.repartition(count);
  }

  @Override
  public DataFrame repartition(Column... columns) {
    return (DataFrame) super.repartition(columns);
  }

  @Override
  public DataFrame repartition(int count, Column... columns) {
    return (DataFrame) super.repartition(count, columns);
  }

  @Override
  public DataFrame coalesce(int count) {
    return (DataFrame) super.coalesce(count);
  }

  @Override
  public DataFrame hint(String name, Object... parameters) {
    return (DataFrame) super.hint(name, parameters);
  }

  @Override
  public DataFrame cache() {
    return (DataFrame) super.cache();
  }

  @Override
  public DataFrame persist() {
    return (DataFrame) super.persist();
  }

  @Override
  public DataFrame persist(StorageLevel level) {
    return (DataFrame) super.persist(level);
  }

  @Override
  public DataFrame unpersist() {
    return (DataFrame) super.unpersist();
  }
}
