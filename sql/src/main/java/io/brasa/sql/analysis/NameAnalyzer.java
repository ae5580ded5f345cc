package io.brasa.sql.analysis;

import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.Surroundings.Outer;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.logical.Renewal;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks names up: variables of lambdas first, then columns, then aliases of earlier items of the
 * same list, then columns of queries outside, innermost first, then variables of the session, then
 * functions that may be written without brackets.
 */
final class NameAnalyzer {
  private static final int MOST_LISTED = 10;
  private static final String OWN = "__";

  private static final Set<String> WITHOUT_BRACKETS =
      Set.of(
          "current_date",
          "current_timestamp",
          "current_time",
          "localtimestamp",
          "current_user",
          "session_user",
          "user",
          "current_catalog",
          "current_database",
          "current_schema");

  private final Query query;

  NameAnalyzer(Query query) {
    this.query = query;
  }

  Expression resolve(Syntax.Name name, Place place) {
    Optional<Expression> variable = variable(name, place);
    if (variable.isPresent()) return variable.get();
    if (place.aliases().areFirst()) {
      Optional<Expression> alias = alias(name, place);
      if (alias.isPresent()) return alias.get();
    }
    Optional<Expression> column = column(name, place.scope());
    if (column.isPresent()) return column.get();
    Optional<Expression> alias = alias(name, place);
    if (alias.isPresent()) return alias.get();
    for (Optional<Outer> outer = place.around().outer();
        outer.isPresent();
        outer = outer.get().next()) {
      Optional<Expression> outside = column(name, outer.get().scope());
      if (outside.isPresent()) return outside.get();
    }
    Optional<Expression> ofSession = sessionVariable(name);
    if (ofSession.isPresent()) return ofSession.get();
    String word = name.parts().getFirst().toLowerCase(Locale.ROOT);
    if (name.parts().size() == 1 && WITHOUT_BRACKETS.contains(word))
      return query.expressions().analyze(Syntax.Call.of(word, List.of(), name.origin()), place);
    throw notFound(name, place);
  }

  /** A column by its place. */
  Expression ofInput(Syntax.Ordinal ordinal, Place place) {
    List<Column> columns = place.scope().visible();
    if (ordinal.place() < 1 || ordinal.place() > columns.size())
      throw Query.error(
          SqlError.INVALID_ARGUMENT_VALUE,
          ordinal.origin(),
          "GROUP BY names column " + ordinal.place() + ", but there are " + columns.size(),
          "Give the place of a column, counted from 1");
    return query.used(columns.get(ordinal.place() - 1).attribute(), ordinal.origin());
  }

  /** The value of a variable of the session or of a script, or a field of it. */
  private Optional<Expression> sessionVariable(Syntax.Name name) {
    Map<String, Expression> variables = query.context().variables();
    if (variables.isEmpty()) return Optional.empty();
    List<String> parts = name.parts();
    for (int count = parts.size(); count > 0; count--) {
      String path = String.join(".", parts.subList(0, count)).toLowerCase(Locale.ROOT);
      Expression value = variables.get(path);
      if (value != null)
        return Optional.of(fields(value, parts.subList(count, parts.size()), name.origin()));
    }
    return Optional.empty();
  }

  private Optional<Expression> variable(Syntax.Name name, Place place) {
    List<LambdaVariable> variables = place.variables();
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name().equalsIgnoreCase(name.parts().getFirst()))
        return Optional.of(
            fields(variables.get(i), name.parts().subList(1, name.parts().size()), name.origin()));
    }
    return Optional.empty();
  }

  /** A column of the scope, if the name means one. */
  Optional<Expression> column(Syntax.Name name, Scope scope) {
    List<Scope.Match> matches = scope.find(name.parts());
    if (matches.isEmpty()) return fileColumn(name, scope);
    Scope.Match match = matches.getFirst();
    boolean isOne =
        matches.stream().allMatch(m -> m.column().attribute().equals(match.column().attribute()));
    if (!isOne) throw ambiguous(name, matches);
    Attribute use = query.used(match.column().attribute(), name.origin());
    return Optional.of(fields(use, match.fields(), name.origin()));
  }

  /** What {@code _metadata} or a field of it means, of the files that rows are read from. */
  private Optional<Expression> fileColumn(Syntax.Name name, Scope scope) {
    List<String> parts = name.parts().stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    int at = parts.indexOf(FileFacts.STRUCT);
    if (at < 0) return Optional.empty();
    query.askForFiles();
    List<FileFacts> found =
        scope.files().stream().filter(f -> f.isQualifiedBy(name.parts().subList(0, at))).toList();
    if (found.isEmpty()) return Optional.empty();
    FileFacts facts = oneOf(found, FileFacts.STRUCT, name.origin());
    if (parts.size() == at + 1) return Optional.of(facts.struct(query, name.origin()));
    Optional<Attribute> column =
        facts
            .column(parts.get(at + 1))
            .filter(c -> !c.name().equals(HasHiddenColumns.INPUT_FILE_NAME));
    if (column.isPresent() && parts.size() == at + 2)
      return Optional.of(query.used(column.get(), name.origin()));
    List<String> fields = name.parts().subList(at + 1, parts.size());
    return Optional.of(fields(facts.struct(query, name.origin()), fields, name.origin()));
  }

  /**
   * What is known of the file of a row, by a function; empty where no files are read.
   *
   * @param function {@code input_file_name}
   */
  Optional<Expression> fileFact(String column, Syntax.Call function, Place place) {
    query.askForFiles();
    String name = function.name().getLast();
    if (!query.isExposing())
      throw notFound(new Syntax.Name(List.of(name), function.origin()), place);
    List<FileFacts> files = place.scope().files();
    if (!files.isEmpty())
      return oneOf(files, name + "()", function.origin())
          .column(column)
          .map(found -> query.used(found, function.origin()));
    if (!query.hasFiles()) return Optional.empty();
    throw Query.error(
        SqlError.EXPRESSION_MISPLACED,
        function.origin(),
        name + "() stands where rows are no longer those of a file",
        "Give its value a name where the files are read, and use that name here");
  }

  private static FileFacts oneOf(List<FileFacts> found, String what, Origin origin) {
    if (found.size() == 1) return found.getFirst();
    throw Query.error(
        SqlError.COLUMN_AMBIGUOUS,
        origin,
        what + " may be that of any of " + found.size() + " tables",
        "Write _metadata behind the name of a table: t._metadata.file_path");
  }

  private Optional<Expression> alias(Syntax.Name name, Place place) {
    String word = name.parts().getFirst().toLowerCase(Locale.ROOT);
    Expression found = place.aliases().byName().get(word);
    boolean isMeant =
        found != null && (name.parts().size() == 1 || found.type() instanceof StructType);
    if (!isMeant) return Optional.empty();
    Expression again = place.aliases().areCopied() ? new Renewal(query.ids()).of(found) : found;
    return Optional.of(fields(again, name.parts().subList(1, name.parts().size()), name.origin()));
  }

  private Expression fields(Expression value, List<String> fields, Origin origin) {
    Expression result = value;
    for (String field : fields) result = query.expressions().field(result, field, origin);
    return result;
  }

  private static EngineException ambiguous(Syntax.Name name, List<Scope.Match> matches) {
    List<String> full = matches.stream().map(m -> m.column().fullName()).toList();
    if (full.stream().distinct().count() == 1)
      full = matches.stream().map(m -> m.column().longestName()).toList();
    boolean areApart = full.stream().distinct().count() > 1;
    return Query.error(
        SqlError.COLUMN_AMBIGUOUS,
        name.origin(),
        "Column "
            + String.join(".", name.parts())
            + " may be "
            + (areApart ? String.join(" or ", full) : "one of " + full.size() + " of this name"),
        areApart
            ? "Write the name of its table before it"
            : "Give the tables or columns names of their own");
  }

  private EngineException notFound(Syntax.Name name, Place place) {
    if (name.parts().stream().anyMatch(FileFacts.STRUCT::equalsIgnoreCase))
      return Query.error(
          SqlError.COLUMN_NOT_FOUND,
          name.origin(),
          "There is no column "
              + String.join(".", name.parts())
              + (query.hasFiles()
                  ? " where rows are no longer those of a file"
                  : ", since this is not read from files"),
          query.hasFiles()
              ? "Give it a name where the files are read, and use that name here"
              : "Ask for it where files of Parquet, CSV, JSON or text are read");
    List<String> candidates = candidates(place, name.parts().size() > 1);
    String wanted = String.join(".", name.parts());
    List<String> near = Nearest.of(wanted, candidates, 3);
    if (near.isEmpty() && name.parts().size() > 1)
      near = Nearest.of(name.parts().getLast(), candidates(place, false), 3);
    return Query.error(
        SqlError.COLUMN_NOT_FOUND,
        name.origin(),
        "There is no column " + wanted,
        QueryErrors.perhaps(near, listed(candidates)));
  }

  private static String listed(List<String> candidates) {
    if (candidates.isEmpty()) return "No columns are in reach here";
    int count = Math.min(MOST_LISTED, candidates.size());
    return "In reach are "
        + String.join(", ", candidates.subList(0, count))
        + (count < candidates.size() ? " and " + (candidates.size() - count) + " more" : "");
  }

  /** Names of columns in reach; with qualifiers if asked for, or where they tell columns apart. */
  private static List<String> candidates(Place place, boolean isQualified) {
    List<Column> columns = new ArrayList<>(place.scope().visible());
    for (Optional<Outer> outer = place.around().outer();
        outer.isPresent();
        outer = outer.get().next()) columns.addAll(outer.get().scope().visible());
    TreeMap<String, Integer> counts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Column column : columns) counts.merge(column.name(), 1, Integer::sum);
    return columns.stream()
        .filter(
            c -> !c.name().startsWith(OWN)) // marks that statements put beside a table's columns
        .map(c -> isQualified || counts.get(c.name()) > 1 ? c.fullName() : c.name())
        .distinct()
        .toList();
  }

  /** A field of a struct. */
  static int fieldIndex(StructType type, String field, Origin origin) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      if (type.field(i).name().equalsIgnoreCase(field)) found.add(i);
    }
    if (found.isEmpty())
      throw Query.error(
          SqlError.COLUMN_NOT_FOUND,
          origin,
          "There is no field " + field + " in " + type.simpleString(),
          QueryErrors.perhaps(Nearest.of(field, type.fieldNames(), 3), listed(type.fieldNames())));
    if (found.size() > 1)
      throw Query.error(
          SqlError.COLUMN_AMBIGUOUS,
          origin,
          "Field " + field + " occurs " + found.size() + " times in " + type.simpleString(),
          "Give the fields names of their own");
    return found.getFirst();
  }
}
