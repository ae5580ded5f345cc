/**
 * Makes queries by chance that mean the same in Brasa's SQL and in DuckDB's, with the tables that
 * they ask, and knows what many of them together must have had. Knows neither engine: {@link
 * io.brasa.acceptance.chance.Query} is two texts.
 *
 * <p>What the two mean differently on purpose is made by nobody here; docs/reliability.md lists it
 * with the reasons. Where they only write it differently, a text has both ({@link
 * io.brasa.acceptance.chance.Query#either}).
 */
package io.brasa.acceptance.chance;
