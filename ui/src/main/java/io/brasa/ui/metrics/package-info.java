/**
 * Numbers for systems that watch: {@link io.brasa.ui.metrics.Metrics} gives them as text for
 * Prometheus. While an application runs its events are only counted, in {@link
 * io.brasa.ui.metrics.EngineTotals}; Micrometer, the one library here, is loaded when somebody asks
 * for the first time. Names and meanings stand in the guide and do not change.
 */
package io.brasa.ui.metrics;
