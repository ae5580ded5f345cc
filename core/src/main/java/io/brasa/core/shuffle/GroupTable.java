package io.brasa.core.shuffle;

/** The keys of groups, numbered; what has a number lies elsewhere. Not thread-safe. */
final class GroupTable extends KeyTable {
  GroupTable(KeyAccess access) {
    super(access, 1);
  }
}
