/**
 * The engine as a whole against another one on the same files: TPC-H, TPC-DS, queries made by
 * chance, with little memory, with losses, and in several processes. Uses only what users use.
 */
package io.brasa.acceptance;
