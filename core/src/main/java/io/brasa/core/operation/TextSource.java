package io.brasa.core.operation;

import io.brasa.core.input.Damage;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.text.TextLines;
import io.brasa.core.text.TextSplit;
import io.brasa.runtime.storage.Storage;
import java.util.Iterator;
import java.util.List;

/** The lines of text files. */
public final class TextSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<TextSplit> splits;
  private final ReadOptions options;

  public TextSource(List<TextSplit> splits, ReadOptions options) {
    this.splits = List.copyOf(splits);
    this.options = options;
  }

  @Override
  public String name() {
    return "textFile";
  }

  @Override
  public List<?> splits() {
    return splits;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    TextSplit text = (TextSplit) split;
    context.countInput(0, text.length());
    Storage storage = context.storages().resolve(text.path()).storage();
    Damage damage = new Damage(options, context::countDamage);
    return new CountedInput(
        new TextLines(storage, text, options, damage, context.shuffle().memory()), context);
  }
}
