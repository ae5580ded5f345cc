/**
 * Random programs of dataset operations, each with a plain evaluation in memory to compare with:
 * {@link io.brasa.testkit.program.RandomProgram} is made from a seed and checks itself in whatever
 * context it is given, be it strict, on a cluster, or in a world where things fail.
 */
package io.brasa.testkit.program;
