package io.brasa.core.operation;

import io.brasa.core.input.BinaryDraws;
import io.brasa.core.input.BinarySplit;
import io.brasa.core.input.Damage;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.storage.Storage;
import java.util.Iterator;
import java.util.List;

/** Some of the records of files in which all have one length. */
final class BinaryDrawsSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<BinarySplit> splits;
  private final int recordLength;
  private final ReadOptions options;
  private final double probability;

  BinaryDrawsSource(
      List<BinarySplit> splits, int recordLength, ReadOptions options, double probability) {
    this.splits = splits;
    this.recordLength = recordLength;
    this.options = options;
    this.probability = probability;
  }

  @Override
  public String name() {
    return "binaryRecords";
  }

  @Override
  public List<?> splits() {
    return splits;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    BinarySplit part = (BinarySplit) split;
    context.countInput(0, (long) (part.length() * probability));
    Storage storage = context.storages().resolve(part.file().path()).storage();
    Damage damage = new Damage(options, context::countDamage);
    return new CountedInput(
        new BinaryDraws(
            storage,
            part,
            recordLength,
            probability,
            Draws.ofPartition(recordLength, context.partition()),
            damage),
        context);
  }
}
