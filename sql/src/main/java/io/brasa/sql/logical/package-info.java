/**
 * Queries whose names are found and whose types are known: trees of relational operations. Closed:
 * rules and planners name all kinds. Immutable values.
 *
 * <p>What always holds: an {@link io.brasa.sql.expression.Attribute} is made by one node of a tree,
 * so that a table that occurs twice has other attributes each time; an expression uses attributes
 * of its node's children only, or, within a sub-query, of nodes around it. {@link
 * io.brasa.sql.logical.PlanCheck} says so of a plan, and is asked after each rule in tests.
 */
package io.brasa.sql.logical;
