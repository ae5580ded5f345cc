/**
 * The first rows of an order, of all or of each group, without sorting those that can not be among
 * them.
 */
package io.brasa.sql.operator.top;
