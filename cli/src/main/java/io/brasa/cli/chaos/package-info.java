/**
 * The command {@code brasa chaos}: workloads on clusters of real processes, one fault in each run,
 * and whether answers stay right. A seed says all of a run: workload, cluster, fault, victim,
 * moment and duration. What a driver goes through it writes to a {@link io.brasa.cli.chaos.Journal}
 * as it happens; by it the moment is chosen and judged whether the victim was at work.
 */
package io.brasa.cli.chaos;
