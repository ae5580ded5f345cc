/**
 * What kernels are made of.
 *
 * <p>{@link io.brasa.sql.kernel.Column} reads a vector of any form, {@link
 * io.brasa.sql.kernel.Arguments} several of them row by row, and {@link io.brasa.sql.kernel.PerRow}
 * makes a kernel of what is done with one row. {@link io.brasa.sql.kernel.Definition} declares a
 * function by such a body. {@link io.brasa.sql.kernel.Forms} lets constants be computed once and
 * dictionaries once an entry. {@link io.brasa.sql.kernel.Wide} is arithmetic of 128 bits.
 */
package io.brasa.sql.kernel;
