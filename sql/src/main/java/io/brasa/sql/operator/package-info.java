/**
 * What tasks do with batches, and what all of it shares: batches drawn one by one by one thread,
 * what a task lends to operators, memory reserved for held rows, and files where they are put aside
 * when it is refused; what comes out is the same, in the same order within a group of equal input.
 *
 * <p>Operators lie in packages of their own by what they do: {@code row}, {@code aggregate}, {@code
 * join}, {@code sort}, {@code top}, {@code window}, {@code exchange}, with {@code key} below
 * groupings and joins. {@code fragment} stands on top and opens a tree of nodes; an operator gets
 * its inputs opened and knows no other family but those it is made of.
 *
 * <h2>Format of a file of batches, version 1</h2>
 *
 * Numbers are big-endian. Files live as long as the attempt at a task that wrote them.
 *
 * <pre>
 * offset  size  content
 *      0     4  magic 'B' 'R' 'O' 'P'
 *      4     1  version, 1
 *      5     …  frames: 4 bytes length n, 4 bytes CRC32C of the content, n bytes content: a batch in
 *               the form of io.brasa.columnar.vector
 * </pre>
 */
package io.brasa.sql.operator;
