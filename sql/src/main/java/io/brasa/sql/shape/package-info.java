/**
 * Values of Java classes as columns and back: a {@link io.brasa.sql.shape.Shape} says which columns
 * a class has, {@link io.brasa.sql.shape.Shapes} finds it for a declared type, {@link
 * io.brasa.sql.shape.Fit} says whether columns that are there suit it, {@link
 * io.brasa.sql.shape.BatchReader} makes objects of rows and {@link io.brasa.sql.shape.BatchWriter}
 * rows of objects. Knows nothing of plans.
 */
package io.brasa.sql.shape;
