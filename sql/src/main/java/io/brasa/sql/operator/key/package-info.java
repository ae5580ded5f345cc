/**
 * The keys of groupings and joins, column by column, in the order in which rows came: as 64-bit
 * words where values fit, as bytes, as two words, or by reference to the rows they came from.
 * Tables of {@code operator.aggregate} and {@code operator.join} find rows by hashes and compare
 * them here.
 */
package io.brasa.sql.operator.key;
