package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.input.Damage;
import io.brasa.core.input.FileGroup;
import io.brasa.core.input.InputFile;
import io.brasa.core.input.PortableDataStream;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.input.WholeText;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Pairs of a file's path and its content: as a text, or as a stream that is opened when wanted. */
public final class WholeFileSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<FileGroup> groups;
  private final ReadOptions options;
  private final boolean isText;

  /**
   * @param isText whether files are read as strings, or are left to be opened
   */
  public WholeFileSource(List<FileGroup> groups, ReadOptions options, boolean isText) {
    this.groups = List.copyOf(groups);
    this.options = options;
    this.isText = isText;
  }

  @Override
  public String name() {
    return isText ? "wholeTextFiles" : "binaryFiles";
  }

  @Override
  public List<?> splits() {
    return groups;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    FileGroup group = (FileGroup) split;
    if (isText) context.countInput(0, group.sizeBytes());
    return new CountedInput(new Files(group, context), context);
  }

  private final class Files implements Iterator<Pair<String, Object>> {
    private final Iterator<InputFile> files;
    private final TaskContext context;
    private final Damage damage;
    private final WholeText texts;
    private Pair<String, Object> ready;

    Files(FileGroup group, TaskContext context) {
      this.files = group.files().iterator();
      this.context = context;
      this.damage = new Damage(options, context::countDamage);
      this.texts = new WholeText(options, damage, context.shuffle().memory());
    }

    @Override
    public boolean hasNext() {
      while (ready == null && files.hasNext()) {
        context.checkCancelled();
        InputFile file = files.next();
        Storage storage = context.storages().resolve(file.path()).storage();
        try {
          Object content =
              isText ? texts.read(storage, file) : new PortableDataStream(file, storage);
          ready = new Pair<>(file.path(), content);
        } catch (EngineException e) {
          damage.tolerate(e);
        }
      }
      return ready != null;
    }

    @Override
    public Pair<String, Object> next() {
      if (!hasNext()) throw new NoSuchElementException("no more files");
      Pair<String, Object> next = ready;
      ready = null;
      return next;
    }
  }
}
