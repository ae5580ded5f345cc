/**
 * Applications of the past, and of other processes, from a folder of their event logs: {@link
 * io.brasa.ui.history.History} lists them and opens each when it is asked for. What is being
 * written is followed, what is torn or damaged is read as far as it goes, and says so.
 */
package io.brasa.ui.history;
