/**
 * What is known of the keys that one input of a join has, by which rows of the other are left out
 * long before they reach the join.
 *
 * <p>{@link io.brasa.sql.keyfilter.KeySample} holds the keys that one task has seen, {@link
 * io.brasa.sql.keyfilter.KeyFilter} is made of those of all tasks: a set of bits where keys are
 * dense, a Bloom filter else. It may let a row through that has no partner, never the reverse.
 */
package io.brasa.sql.keyfilter;
