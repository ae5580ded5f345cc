/** The codes of errors in queries, and how such errors are told. */
package io.brasa.sql.error;
