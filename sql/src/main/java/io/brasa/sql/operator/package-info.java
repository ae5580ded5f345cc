/**
 * What tasks do with batches: each node of a physical plan opened over the batches of its children.
 * {@link io.brasa.sql.operator.Operators} opens a tree of nodes; what comes out is drawn batch by
 * batch by one thread. Operators that hold rows reserve memory for them and put them aside in files
 * when it is refused; what comes out is the same, in the same order within a group of equal input.
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
