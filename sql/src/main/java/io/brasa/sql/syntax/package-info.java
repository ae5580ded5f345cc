/**
 * What was asked, before anything is known about it: the one unresolved plan that SQL text and
 * calls on DataFrames both become. Names are as written, stars are stars, nothing has a type. Every
 * node knows its {@link io.brasa.sql.syntax.Origin}, so that errors can point at it.
 *
 * <p>{@link io.brasa.sql.syntax.Syntax} is expressions, {@link io.brasa.sql.syntax.Relation} what
 * gives rows, {@link io.brasa.sql.syntax.Statement} what a text may ask for. Values, immutable.
 * Made by {@code sql.parser} and by the API; read by {@code sql.analysis} alone.
 */
package io.brasa.sql.syntax;
