/**
 * How files are packed. {@link io.brasa.core.compression.Compression} names the packings, by the
 * ending of a file's name or by its first bytes; gzip is read and written here, the others by a
 * {@link io.brasa.core.compression.CompressionProvider} that is looked for when the first such file
 * is met and not before: the module {@code brasa-compression} has them. {@link
 * io.brasa.core.compression.Packing} is what readers and writers of files call. Whatever a library
 * throws about damaged bytes becomes {@code INPUT_CORRUPT} with file and offset. Called by commit,
 * input, text and those above; calls the error codes and the runtime alone.
 */
package io.brasa.core.compression;
