/**
 * What users of queries see: {@link io.brasa.sql.BrasaSession} makes {@link
 * io.brasa.sql.DataFrame}s, whose rows are {@link io.brasa.sql.Row}s.
 */
package io.brasa.sql;
