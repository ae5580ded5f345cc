/**
 * How tables outside reach the engine, and results leave it: all that the author of a connector
 * sees.
 *
 * <p>A {@link io.brasa.columnar.source.SourceProvider}, found by {@code ServiceLoader}, makes a
 * {@link io.brasa.columnar.source.Source} from paths and options. The driver asks it for its schema
 * and, with what a query needs, for its splits; tasks open splits and draw batches. What is offered
 * beyond that is a capability of its own, an interface that a source also implements: {@link
 * io.brasa.columnar.source.HasStatistics}, {@link io.brasa.columnar.source.PartitionedSource},
 * {@link io.brasa.columnar.source.HasHiddenColumns}. Nothing is asked of a source that does not
 * offer it.
 *
 * <p>A {@link io.brasa.columnar.source.SinkProvider} makes a {@link io.brasa.columnar.source.Sink},
 * which writes files where it is told to; staging and publishing them is the engine's, so that
 * either all rows of a job appear or none.
 *
 * <p>Sources, splits, requests and sinks travel to tasks: they are values, made of records.
 */
package io.brasa.columnar.source;
