/**
 * Files by path, wherever they are: the SPI behind text input and output, shuffle files, spills and checkpoints. The local
 * file system is here; others are artifacts of their own, and the simulator has one in memory that loses and corrupts.
 */
package io.brasa.runtime.storage;
