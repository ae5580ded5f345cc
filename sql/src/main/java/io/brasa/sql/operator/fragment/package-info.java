/**
 * A tree of nodes of a physical plan opened as operators: the one place that knows all of them.
 * {@link io.brasa.sql.operator.fragment.Operators} hands every operator its opened inputs.
 */
package io.brasa.sql.operator.fragment;
