package io.brasa.sql.execute;

import io.brasa.columnar.source.Look;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Looks at pieces of a source: a record a task, the list of what is in its pieces. */
final class LookOperation implements Source {
  private static final long serialVersionUID = 1L;

  private final Look<?> look;
  private final ZoneId zone;
  private final transient List<List<Split>> groups;

  LookOperation(Look<?> look, ZoneId zone, List<List<Split>> groups) {
    this.look = look;
    this.zone = zone;
    this.groups = groups;
  }

  @Override
  public String name() {
    return "look";
  }

  @Override
  public List<?> splits() {
    return groups;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> open(Object split, TaskContext task) {
    SourceContext context = new TaskSource(task, zone);
    List<Object> found = new ArrayList<>();
    for (Split piece : (List<Split>) split) found.add(look.at(piece, context));
    return List.of(found).iterator();
  }
}
