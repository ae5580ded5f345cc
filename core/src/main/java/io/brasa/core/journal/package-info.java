/**
 * What a driver writes down so that another one, started with the same application id, goes on
 * where it was killed. {@link io.brasa.core.journal.Journal} is all that others see, with the essay
 * on what is promised; it depends on the runtime alone.
 *
 * <h2>The files, version 1</h2>
 *
 * A folder for each application holds, for each driver that there was and is still of use, two
 * files: {@code epoch-N.claim}, made once and for all by the driver of epoch N, with a text by
 * chance that only that process knows; and {@code epoch-N.journal}:
 *
 * <pre>
 * 4 bytes  magic "BRJL"
 * 1 byte   version, 1
 * entries, each:
 *   4 bytes  length n of the content, little-endian
 *   4 bytes  CRC-32C of the length's bytes and the content
 *   n bytes  an {@code Entry}, as the runtime's codec of a closed family writes it
 * </pre>
 *
 * An entry that is torn or whose checksum differs ends the file: nothing that follows counts. What
 * an earlier driver has left is written first, ended by {@code Whole}.
 *
 * <p>A file that has grown is rewritten, to {@code epoch-N.1.journal}, then {@code
 * epoch-N.2.journal} and so on: without what no longer matters, and ended by {@code Whole} before
 * the one that it was made of is deleted. Of an epoch's files the last whole one counts.
 */
package io.brasa.core.journal;
