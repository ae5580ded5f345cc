/**
 * Single values as text, from bytes and to bytes, without strings in between: what formats made of
 * lines have in common. Forms are those that Spark's casts read and write. Calls {@code type}
 * alone; used by {@code source.files} and by connectors.
 */
package io.brasa.columnar.text;
