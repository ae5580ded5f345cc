/** Functions and operators on dates, times and intervals. */
package io.brasa.sql.function.time;
