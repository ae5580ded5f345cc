/**
 * Runs physical plans: cuts them into fragments at exchanges, unions and sources, makes each
 * fragment a dataset of batches on core's scheduler, and runs the exchanges from below, so that
 * what was measured of one decides how the next fragment goes on.
 */
package io.brasa.sql.execute;
