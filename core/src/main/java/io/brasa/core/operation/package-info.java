/**
 * The operations that are not links: what {@code parallelize}, {@code textFile}, {@code union},
 * {@code mapPartitions}, {@code reduceByKey} and {@code join} put into the lineage. One class each;
 * made by the handles in {@code io.brasa.core}, run by tasks.
 */
package io.brasa.core.operation;
