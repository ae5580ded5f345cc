/**
 * A catalog in the files of a warehouse folder, for any number of processes at once.
 *
 * <pre>
 * WAREHOUSE/
 *   _names/00000000000000000007.json      all names, as of commit 7
 *   DATABASE.db/                          a folder for people: tables of a database
 *     TABLE-ID~OWNER/                     a table; its folder keeps its name when it is renamed
 *       _log/00000000000000000012.json    the table as of commit 12
 *       ID~OWNER/part-….parquet           what one save has written
 *       ID~OWNER/day=1/part-….parquet
 * </pre>
 *
 * <h2>The form of a commit, version 1</h2>
 *
 * Text in UTF-8 of three lines, each ended by a line feed:
 *
 * <pre>
 * brasa-catalog 1
 * {"commit": id, "recent": [ids before], "content": …}
 * crc32c HHHHHHHH            of all bytes before this line, in hexadecimal digits
 * </pre>
 *
 * Fields that a reader does not know are passed over. {@link
 * io.brasa.sql.catalog.warehouse.VersionLog} carries the essay on how commits come one after the
 * other.
 */
package io.brasa.sql.catalog.warehouse;
