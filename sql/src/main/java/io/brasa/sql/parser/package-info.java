/**
 * Texts of Spark's SQL dialect become {@code sql.syntax}, by recursive descent: a parser for
 * statements, for queries, for relations, for expressions and for types share one cursor over the
 * tokens. Words are keywords only where one is expected, so that all of them can be names. Errors
 * are {@code SQL_SYNTAX} and point at the piece that was not expected.
 */
package io.brasa.sql.parser;
