/**
 * What was asked becomes what it means: {@link io.brasa.sql.analysis.Analyzer} turns {@code
 * sql.syntax} into {@code sql.logical}. Names are looked up, stars expanded, types found and made
 * to agree, aggregates and window functions taken out of the expressions they stand in. What is
 * wrong with a query is said here, with its place and with what may have been meant.
 *
 * <p>A relation becomes a plan and a {@link io.brasa.sql.analysis.Scope}: the names by which its
 * columns are reached. Columns of the plan that no name reaches are left behind later.
 */
package io.brasa.sql.analysis;
