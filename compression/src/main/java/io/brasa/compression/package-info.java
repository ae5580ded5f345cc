/**
 * Reads and writes bzip2, Zstandard and LZ4 by well-kept libraries, for {@link
 * io.brasa.core.compression.Compression}. Nobody calls it: {@link java.util.ServiceLoader} finds it
 * when the first such file is met. It calls core's compression package alone.
 */
package io.brasa.compression;
