/**
 * Packing and unpacking of pages. Snappy and LZ4 are our own, in plain Java: they need no native
 * library, and every length they read is checked before anything is allocated or copied. Zstandard
 * is by zstd-jni, gzip by the JDK.
 */
package io.brasa.connectors.parquet.compress;
