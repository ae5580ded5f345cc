/**
 * Reading files of text by line. {@link io.brasa.core.text.TextSplits} cuts files into {@linkplain
 * io.brasa.core.text.TextSplit splits}, one per partition; {@link io.brasa.core.text.TextLines}
 * gives the lines of one. Called by operations and those above; calls compression, input, error and
 * the runtime's storage alone.
 *
 * <h2>What a line is</h2>
 *
 * <ul>
 *   <li>Bytes up to a line feed, a carriage return, or a carriage return and a line feed, as Hadoop
 *       and so Spark have it. What comes after the last of these is a line unless it is empty.
 *   <li>A line belongs to the split in which its first byte is, however far it reaches.
 *   <li>Bytes are UTF-8 unless ReadOptions say otherwise. What is none becomes U+FFFD, one for each
 *       longest prefix of a character as Unicode recommends, which is what Spark gives too; how
 *       many is counted. A byte order mark at the start of a file is dropped, as Hadoop does.
 *   <li>A packed file is unpacked, all its parts one after the other; but for bzip2 it is never
 *       split.
 * </ul>
 */
package io.brasa.core.text;
