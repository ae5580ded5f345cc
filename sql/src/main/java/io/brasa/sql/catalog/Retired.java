package io.brasa.sql.catalog;

/**
 * A file that is no part of a table any more, and is kept for those who read what was before.
 *
 * @param path within the table's folder
 */
public record Retired(String path, long sinceMillis) {}
