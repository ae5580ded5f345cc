/**
 * Measures Brasa as one contestant among engines: {@link io.brasa.cli.bench.Workloads} are the
 * programs a user would write, {@link io.brasa.cli.bench.Measurement} times one of them in this
 * fresh process and gives one line of JSON, {@link io.brasa.cli.bench.Comparison} starts others on
 * the same input. Input, repetitions and names come from the variables {@code PEERS_*} ({@link
 * io.brasa.cli.bench.BenchSettings}). Only the bench command calls this package.
 */
package io.brasa.cli.bench;
