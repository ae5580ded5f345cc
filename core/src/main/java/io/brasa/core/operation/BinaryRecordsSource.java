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

/** The records of files in which all have one length. */
public final class BinaryRecordsSource implements Source {
  private static final long serialVersionUID = 1L;

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
  public Iterator<?> open(Object split, TaskContext context) {
    BinarySplit part = (BinarySplit) split;
    context.countInput(0, part.length());
    Storage storage = context.storages().resolve(part.file().path()).storage();
    Damage damage = new Damage(options, context::countDamage);
    return new CountedInput(new BinaryRecords(storage, part, recordLength, damage), context);
  }
}
