package io.brasa.sql.execute;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * By the values of which columns rows are divided into folders, {@code day=2024-02-29/shop=1}, as
 * Hive names them.
 *
 * @param columns places of the columns, outermost first
 * @param names their names
 * @param types their types, none of them nested
 */
public record PartitionFolders(List<Integer> columns, List<String> names, List<DataType> types)
    implements Serializable {
  public PartitionFolders {
    columns = List.copyOf(columns);
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  private Input input(int i) {
    return new Input(columns.get(i), types.get(i), true);
  }

  /** What each column says in the name of a folder. */
  List<Expression> texts() {
    List<Expression> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++)
      texts.add(
          types.get(i) == AtomicType.STRING
              ? input(i)
              : new Cast(input(i), AtomicType.STRING, Cast.Mode.ANSI));
    return texts;
  }

  /** An order in which the rows of a folder come together, or nearly so. */
  List<SortKey> order() {
    List<SortKey> keys = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) keys.add(SortKey.ascending(input(i)));
    return keys;
  }
}
