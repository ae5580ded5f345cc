/**
 * What compares text by the rules of languages, as a module has it that brings their tables: {@link
 * io.brasa.columnar.collation.CollationProvider}, found by {@code ServiceLoader} when the first
 * collation of a language is named. Nothing here is loaded by who names none.
 */
package io.brasa.columnar.collation;
