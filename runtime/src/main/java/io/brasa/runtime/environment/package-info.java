/**
 * The world as the engine sees it: time, threads, waiting and chance. Every source of
 * non-determinism but storage and transport enters through {@link
 * io.brasa.runtime.environment.Environment}, so that a simulator can replay a run from a seed.
 * Nothing else in the engine may read a clock, start a thread, sleep, or wait on a monitor; a test
 * enforces it.
 */
package io.brasa.runtime.environment;
