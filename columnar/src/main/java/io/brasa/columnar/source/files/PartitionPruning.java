package io.brasa.columnar.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.ColumnFilter.Compare;
import io.brasa.columnar.source.ColumnFilter.In;
import io.brasa.columnar.source.ColumnFilter.IsNotNull;
import io.brasa.columnar.source.ColumnFilter.IsNull;
import io.brasa.columnar.source.ColumnFilter.StartsWith;
import java.util.Arrays;
import java.util.List;

/** Leaves out files whose folders, names, sizes or times say that no row matches. */
public final class PartitionPruning {
  private PartitionPruning() {}

  /**
   * Whether rows of a file may match all filters.
   *
   * @param dataColumns how many columns of the schema files hold; those of folders follow, and then
   *     those of {@link FileOrigin}
   */
  public static boolean mayMatch(List<ColumnFilter> filters, int dataColumns, TableFile file) {
    for (ColumnFilter filter : filters) {
      int place = filter.column() - dataColumns;
      int hidden = place - file.partition().size();
      if (place < 0 || hidden >= 0 && !FileOrigin.isOfFile(hidden)) continue;
      Object value = hidden < 0 ? file.partition().get(place) : FileOrigin.ofFile(hidden, file);
      if (!matches(filter, value)) return false;
    }
    return true;
  }

  private static boolean matches(ColumnFilter filter, Object value) {
    if (value == null) return filter instanceof IsNull;
    return switch (filter) {
      case IsNull _ -> false;
      case IsNotNull _ -> true;
      case StartsWith(int _, String prefix) ->
          !(value instanceof String text) || text.startsWith(prefix);
      case In(int _, List<Object> values) ->
          values.stream()
              .anyMatch(each -> each.getClass() != value.getClass() || order(value, each) == 0);
      case Compare(int _, ColumnFilter.Comparison comparison, Object other) ->
          other.getClass() != value.getClass() || holds(comparison, order(value, other));
    };
  }

  private static boolean holds(ColumnFilter.Comparison comparison, int order) {
    return switch (comparison) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /** Zeros of either sign are equal, as the engine compares them; strings by bytes. */
  @SuppressWarnings("unchecked")
  private static int order(Object left, Object right) {
    if (left instanceof String text)
      return Arrays.compareUnsigned(text.getBytes(UTF_8), ((String) right).getBytes(UTF_8));
    if (left instanceof Double number) return Double.compare(number + 0.0, (Double) right + 0.0);
    if (left instanceof Float number) return Float.compare(number + 0f, (Float) right + 0f);
    return ((Comparable<Object>) left).compareTo(right);
  }
}
