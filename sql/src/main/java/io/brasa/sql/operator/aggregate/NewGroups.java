package io.brasa.sql.operator.aggregate;

/** Gives each key that is new to a table the next group. */
@FunctionalInterface
interface NewGroups {
  /** The group of the key at a place of the batch at hand, from now on. */
  int add(int place);
}
