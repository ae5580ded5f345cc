/** The shuffle: partitioners, map outputs and their readers. */
package io.brasa.core.shuffle;
