package io.brasa.ui.json;

import java.util.List;

/** Several records that are written as one object: the members of all, one after the other. */
public record Joined(List<Record> parts) {
  public Joined {
    parts = List.copyOf(parts);
  }

  /** Of records whose components have different names. */
  public static Joined of(Record... parts) {
    return new Joined(List.of(parts));
  }
}
