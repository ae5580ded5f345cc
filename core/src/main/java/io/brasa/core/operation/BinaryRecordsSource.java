package io.brasa.core.operation;

import io.brasa.core.input.BinaryRecords;
import io.brasa.core.input.BinarySplit;
import io.brasa.core.input.Damage;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.storage.Storage;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The records of files in which all have one length. */
public final class BinaryRecordsSource implements Source {
  private static final long serialVersionUID = 1L;

  /** Reading on is not dearer than going on to a record that is less far away. */
  private static final int LEAST_BYTES_APART = 64 << 10;

  private static final int LEAST_RECORDS_APART = 32;

  private final transient List<BinarySplit> splits;
  private final int recordLength;
  private final ReadOptions options;

  public BinaryRecordsSource(List<BinarySplit> splits, int recordLength, ReadOptions options) {
    this.splits = List.copyOf(splits);
    this.recordLength = recordLength;
    this.options = options;
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
  public Optional<Source> drawing(long about) {
    long all = 0;
    for (BinarySplit split : splits) all += split.length() / recordLength;
    long apart = Math.max(LEAST_RECORDS_APART, LEAST_BYTES_APART / recordLength);
    if (about > all / apart) return Optional.empty();
    return Optional.of(new BinaryDrawsSource(splits, recordLength, options, (double) about / all));
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    BinarySplit part = (BinarySplit) split;
    context.countInput(0, part.length());
    Storage storage = context.storages().resolve(part.file().path()).storage();
    Damage damage = new Damage(options, context::countDamage);
    return new CountedInput(new BinaryRecords(storage, part, recordLength, damage), context);
  }
}
