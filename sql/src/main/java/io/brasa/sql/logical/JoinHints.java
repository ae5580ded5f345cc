package io.brasa.sql.logical;

import java.util.Optional;

/** What hints say of the inputs of a join. */
public record JoinHints(Optional<JoinHint> left, Optional<JoinHint> right) {
  public static final JoinHints NONE = new JoinHints(Optional.empty(), Optional.empty());

  public boolean isEmpty() {
    return left.isEmpty() && right.isEmpty();
  }

  @Override
  public String toString() {
    return "left "
        + left.map(Enum::name).orElse("-")
        + ", right "
        + right.map(Enum::name).orElse("-");
  }
}
