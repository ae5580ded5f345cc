/**
 * The rules by which text is compared. A {@link io.brasa.sql.collation.Collation} makes a key of a
 * text; texts are equal, and lie in order, as the bytes of their keys do.
 */
package io.brasa.sql.collation;
