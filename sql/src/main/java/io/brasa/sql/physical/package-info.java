/**
 * Queries as they are run: trees of what tasks do, divided by exchanges. {@link
 * io.brasa.sql.physical.PhysicalPlanner} makes them of logical plans; attributes have become places
 * in the batches of the child. Immutable values that travel to tasks; equal plans give equal rows.
 */
package io.brasa.sql.physical;
