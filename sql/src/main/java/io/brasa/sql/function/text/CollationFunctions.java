package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.collation.LanguageRule;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.GeneratorTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How text is compared: given, told, listed, and as keys that plans compare by. */
public final class CollationFunctions {
  /** Functions that give plain text whatever they are given. */
  public static final Set<String> NAMES =
      Set.of(
          "collation",
          "collate",
          "typeof",
          "to_json",
          "format_string",
          "printf",
          "md5",
          "sha1",
          "sha",
          "sha2",
          "hex",
          "base64");

  private static final String PREFIX = "SYSTEM.BUILTIN.";
  private static final String KEY = "__collation_key";

  private CollationFunctions() {}

  public static List<Function> all() {
    List<Function> all = new ArrayList<>(List.of(collate(), collation(), keys(), list()));
    all.addAll(LanguageFunctions.all());
    all.addAll(CollatedFunctions.all());
    return all;
  }

  /** What stands for a text with a collation in comparisons. */
  public static Expression key(Expression text) {
    return new Call(KEY, List.of(text), STRING, text.nullable());
  }

  /** The error of what does not compare text by keys yet. */
  public static EngineException unsupported(String what, DataType type) {
    return new EngineException(
        SqlError.SQL_UNSUPPORTED,
        what + " of " + type.sql() + " is not supported by this version",
        "Compare lower(…) of it, or cast it to STRING");
  }

  private static boolean isText(DataType type) {
    return type == STRING || type instanceof CollatedType || type == NULL;
  }

  private static Function collate() {
    return new Function.Scalar(
        "collate",
        (arguments, _) -> {
          Signature.count("collate", arguments, 2, 2);
          Expression text = arguments.getFirst();
          if (!isText(text.type())) throw Signature.mismatch("collate", arguments, 0, "STRING");
          if (!(arguments.get(1) instanceof Literal(String name, DataType _)))
            throw Signature.mismatch("collate", arguments, 1, "a constant STRING");
          DataType type = Collation.named(name).type();
          return text.type().equals(type) ? text : new Cast(text, type, Cast.Mode.ANSI);
        },
        CollationFunctions::none);
  }

  private static Function collation() {
    return new Function.Scalar(
        "collation",
        (arguments, _) -> {
          Signature.count("collation", arguments, 1, 1);
          DataType type = arguments.getFirst().type();
          if (!isText(type)) throw Signature.mismatch("collation", arguments, 0, "STRING");
          return Literal.of(PREFIX + Collation.of(type).name());
        },
        CollationFunctions::none);
  }

  private static io.brasa.sql.function.Kernel none(
      Call call, io.brasa.sql.function.EvaluationSettings settings) {
    throw new IllegalStateException(call.function() + " became another expression");
  }

  private static Function keys() {
    return new Function.Scalar(
        KEY,
        (arguments, _) -> {
          throw Signature.mismatch(KEY, arguments);
        },
        (call, _) -> {
          Collation collation = Collation.of(call.argument(0).type());
          return PerRow.STRICT.bytes(
              STRING, (a, out) -> out.write(collation.key(a.bytes(0), a.start(0), a.end(0))));
        });
  }

  /** {@code SELECT * FROM collations()}. */
  private static Function list() {
    List<StructField> columns = new ArrayList<>();
    for (String name :
        List.of(
            "CATALOG",
            "SCHEMA",
            "NAME",
            "LANGUAGE",
            "COUNTRY",
            "ACCENT_SENSITIVITY",
            "CASE_SENSITIVITY",
            "PAD_ATTRIBUTE",
            "ICU_VERSION")) columns.add(new StructField(name, STRING, true));
    return new Function.Generator(
        "collations",
        (arguments, _) -> {
          Signature.count("collations", arguments, 0, 0);
          Call call = new Call("collations", arguments, new StructType(columns), false);
          return new GeneratorTypes(call, columns);
        },
        (_, _) ->
            (_, _, out) -> {
              List<Collation> all = Collation.all();
              for (Collation collation : all) {
                String[] row = row(collation);
                for (int i = 0; i < row.length; i++) {
                  if (row[i] == null) out.get(i).appendNull();
                  else ((BytesBuilder) out.get(i)).append(row[i]);
                }
              }
              return all.size();
            });
  }

  private static String[] row(Collation collation) {
    LanguageRule rule = collation.rule().orElse(null);
    boolean ignoresCase = rule == null ? collation.isSmall() : rule.ignoresCase();
    boolean ignoresAccents = rule != null && rule.ignoresAccents();
    return new String[] {
      "SYSTEM",
      "BUILTIN",
      collation.name(),
      rule == null ? null : rule.language().title().orElse(null),
      rule == null ? null : rule.language().country().orElse(null),
      ignoresAccents ? "ACCENT_INSENSITIVE" : "ACCENT_SENSITIVE",
      ignoresCase ? "CASE_INSENSITIVE" : "CASE_SENSITIVE",
      collation.isTrimmed() ? "RTRIM" : "NO_PAD",
      rule == null ? null : LanguageRule.version()
    };
  }
}
