/**
 * Mergeable summaries, most over Apache DataSketches, no type of which is seen outside. Values come
 * as 64-bit hashes of their content. Loaded on first use by whoever needs a summary; calls nothing
 * of the engine's.
 *
 * <h2>Format of {@link io.brasa.sketch.DistinctSketch}, version 1</h2>
 *
 * One byte with the version, then the compact form of an HLL sketch as DataSketches documents it
 * (family HLL, serial version 1), which is compatible with its libraries in other languages.
 */
package io.brasa.sketch;
