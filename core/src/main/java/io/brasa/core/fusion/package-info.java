/**
 * The inner loop of a stage: elements are drawn from a source, carried through the links of the
 * lineage and given to an end. {@link io.brasa.core.fusion.Fusion} opens chains for one task;
 * {@link io.brasa.core.fusion.Chain} is one of them, pushed into a {@link
 * io.brasa.core.fusion.Sink} where the end can take that and pulled where it is an iterator of the
 * user's; {@code Interpreter} and generated kernels are the two ways in which it moves elements,
 * and {@link io.brasa.core.fusion.Kernels} knows the kernels of a process. Called by task.
 */
package io.brasa.core.fusion;
