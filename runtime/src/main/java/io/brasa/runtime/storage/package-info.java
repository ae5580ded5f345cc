/**
 * Files by path, wherever they are: the SPI behind text input and output, shuffle files, spills and
 * checkpoints. {@link io.brasa.runtime.storage.Storage} is the SPI and {@link
 * io.brasa.runtime.storage.LocalStorage} the file system of this host; others are artifacts of
 * their own, and the simulator has one in memory that loses and corrupts. What users write as a
 * path becomes a storage and a path in {@link io.brasa.runtime.storage.Storages}, and a list of
 * patterns becomes files in {@link io.brasa.runtime.storage.Globs}. Every package may call it; it
 * calls {@code error} alone.
 */
package io.brasa.runtime.storage;
