package io.brasa.core.fusion;

import static java.util.Objects.requireNonNull;

import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleWriter;

/** Writes pairs for a later stage. */
public final class DivideSink implements Sink {
  final ShuffleWriter writer;

  public DivideSink(ShuffleWriter writer) {
    this.writer = requireNonNull(writer);
  }

  @Override
  public void accept(Object record) {
    Pair<?, ?> pair = (Pair<?, ?>) record;
    writer.write(pair._1(), pair._2());
  }
}
