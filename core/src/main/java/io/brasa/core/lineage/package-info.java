/**
 * What a dataset is: a node that knows its operation, what it depends on and how it is partitioned,
 * and nothing about running. {@link io.brasa.core.lineage.Lineage} nodes stay on the driver; {@link
 * io.brasa.core.lineage.Operation}s travel to tasks. The classes users hold ({@code RDD} and its
 * kin) are handles on these nodes.
 */
package io.brasa.core.lineage;
