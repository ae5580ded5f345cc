/**
 * Variables that functions share with the driver: {@link io.brasa.core.shared.Broadcast} (written
 * once, read everywhere) and {@link io.brasa.core.shared.AccumulatorV2} (added to everywhere, read
 * by the driver). Both travel as handles: when a task opens its functions, the process's or the
 * task's own object is put in their place, so neither needs a global look-up.
 */
package io.brasa.core.shared;
