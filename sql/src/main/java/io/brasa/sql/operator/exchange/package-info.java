/**
 * What an exchange does on its writing side: rows are divided among its targets, by hash, by ranges
 * whose bounds come from a sample, or in turn; and the checksum of what was written.
 */
package io.brasa.sql.operator.exchange;
