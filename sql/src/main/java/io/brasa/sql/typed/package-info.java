/**
 * Functions of the program's over rows as objects: what a {@link io.brasa.sql.logical.Program} node
 * runs ({@link io.brasa.sql.typed.TypedCode}), conditions and aggregates of objects. Objects are
 * read from batches and written to batches as {@link io.brasa.sql.shape} says; between that they go
 * through the links of core's datasets, whose stages fuse and compile them.
 */
package io.brasa.sql.typed;
