package io.brasa.core.operation;

import io.brasa.core.input.Damage;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.objectfile.ObjectSplit;
import io.brasa.core.objectfile.ObjectValues;
import io.brasa.runtime.storage.Storage;
import java.util.Iterator;
import java.util.List;

/** The values of files that {@code saveAsObjectFile} has written. */
public final class ObjectFileSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<ObjectSplit> splits;
  private final ReadOptions options;

  public ObjectFileSource(List<ObjectSplit> splits, ReadOptions options) {
    this.splits = List.copyOf(splits);
    this.options = options;
  }

  @Override
  public String name() {
    return "objectFile";
  }

  @Override
  public List<?> splits() {
    return splits;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    ObjectSplit part = (ObjectSplit) split;
    context.countInput(0, part.sizeBytes());
    Storage storage = context.storages().resolve(part.file().path()).storage();
    Damage damage = new Damage(options, context::countDamage);
    return new CountedInput(new ObjectValues(storage, part, context.codecs(), damage), context);
  }
}
