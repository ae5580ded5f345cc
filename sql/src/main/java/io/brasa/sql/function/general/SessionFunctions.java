package io.brasa.sql.function.general;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Chance;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What is known of a value or of the session, failures at will, numbers by chance, bit maps. */
public final class SessionFunctions {
  /** So many bits a bit map has. */
  private static final long BITMAP_BITS = 8L * 4_096;

  private SessionFunctions() {}

  public static List<Function> all() {
    return List.of(
        new Function.Scalar(
            "typeof",
            (arguments, _) -> {
              Signature.count("typeof", arguments, 1, 1);
              return Literal.of(arguments.getFirst().type().simpleString());
            },
            SessionFunctions::none),
        assertion(),
        failure(),
        notNull(),
        constant("current_catalog", "spark_catalog"),
        constant("current_database", "default"),
        constant("current_schema", "default"),
        constant("current_path", "system.builtin,system.session,spark_catalog.default"),
        uniform(),
        Definition.of("bitmap_bit_position", LONG).longs(LONG, a -> position(a.longAt(0))),
        Definition.of("bitmap_bucket_number", LONG).longs(LONG, a -> bucket(a.longAt(0))),
        bitCount());
  }

  private static Function bitCount() {
    return new Function.Scalar(
        "bitmap_count",
        (arguments, _) -> {
          Signature.count("bitmap_count", arguments, 1, 1);
          if (arguments.getFirst().type() != BINARY)
            throw Signature.mismatch("bitmap_count", arguments, 0, "BINARY");
          return new Call("bitmap_count", arguments, LONG, arguments.getFirst().nullable());
        },
        (_, _) ->
            PerRow.STRICT.longs(
                LONG,
                a -> {
                  long count = 0;
                  for (int i = a.start(0); i < a.end(0); i++)
                    count += Integer.bitCount(a.bytes(0)[i] & 0xFF);
                  return count;
                }));
  }

  private static io.brasa.sql.function.Kernel none(
      Call call, io.brasa.sql.function.EvaluationSettings settings) {
    throw new IllegalStateException(call.function() + " became another expression");
  }

  private static Function constant(String name, String value) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 0, 0);
          return Literal.of(value);
        },
        SessionFunctions::none);
  }

  private static EngineException failed(String message) {
    return new EngineException(
        SqlError.RAISED_BY_QUERY, message, "The query itself asks to fail here: see its text");
  }

  /** Null, or a failure with the message. */
  private static Function assertion() {
    return new Function.Scalar(
        "assert_true",
        (arguments, settings) -> {
          Signature.count("assert_true", arguments, 1, 2);
          List<Expression> all =
              arguments.size() == 2
                  ? arguments
                  : List.of(
                      arguments.getFirst(),
                      Literal.of("'" + Signature.shown(arguments.getFirst()) + "' is not true!"));
          return Signature.nullable("assert_true", NULL, 2, BOOLEAN, STRING).resolve(all, settings);
        },
        (_, _) ->
            (columns, length, rows) -> {
              io.brasa.sql.kernel.Column truth = io.brasa.sql.kernel.Column.of(columns[0]);
              io.brasa.sql.kernel.Column message = io.brasa.sql.kernel.Column.of(columns[1]);
              int count = rows == null ? length : rows.count();
              for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows.rows()[i];
                if (truth.isNull(row) || !truth.truthAt(row))
                  throw failed(message.isNull(row) ? "null" : message.textAt(row));
              }
              return io.brasa.columnar.vector.Vectors.nulls(NULL, length);
            },
        false);
  }

  private static Function failure() {
    return new Function.Scalar(
        "raise_error",
        Signature.nullable("raise_error", NULL, 1, STRING),
        (_, _) ->
            (columns, length, rows) -> {
              int count = rows == null ? length : rows.count();
              if (count == 0) return io.brasa.columnar.vector.Vectors.nulls(NULL, length);
              int row = rows == null ? 0 : rows.rows()[0];
              Object message = Values.get(columns[0], row);
              throw failed(message == null ? "null" : message.toString());
            },
        false);
  }

  /** A value that a column takes which takes no nulls; the second argument is its name. */
  private static Function notNull() {
    return new Function.Scalar(
        "__not_null",
        (arguments, _) -> new Call("__not_null", arguments, arguments.getFirst().type(), false),
        (call, _) ->
            (columns, length, rows) -> {
              int count = rows == null ? length : rows.count();
              for (int i = 0; i < count; i++)
                if (columns[0].isNullAt(rows == null ? i : rows.rows()[i]))
                  throw new EngineException(
                      SqlError.NULL_NOT_ALLOWED,
                      "The column "
                          + ((Literal) call.argument(1)).value()
                          + " takes no nulls, and a row has one",
                      "Leave such rows out, or give another value by coalesce");
              return columns[0];
            },
        false);
  }

  private static long position(long value) {
    return value > 0 ? (value - 1) % BITMAP_BITS : -value % BITMAP_BITS;
  }

  private static long bucket(long value) {
    return value > 0 ? 1 + (value - 1) / BITMAP_BITS : value / BITMAP_BITS;
  }

  // ---- chance

  /** From the least to below the greatest; both constants, whose common type it has. */
  private static Function uniform() {
    return new Function.Scalar(
        "uniform",
        (arguments, _) -> {
          Signature.count("uniform", arguments, 3, 3);
          for (int i = 0; i < 2; i++) {
            DataType type = arguments.get(i).type();
            if (!Coercion.isNumeric(type) && type != NULL)
              throw Signature.mismatch("uniform", arguments, i, "a number");
          }
          for (int i = 0; i < 3; i++)
            if (!(arguments.get(i) instanceof Literal))
              throw Signature.mismatch("uniform", arguments, i, "a constant");
          List<Expression> same = Signature.same("uniform", arguments.subList(0, 2));
          DataType common = same.getFirst().type();
          boolean isFloat =
              common == DOUBLE
                  && arguments.subList(0, 2).stream().noneMatch(a -> a.type() == DOUBLE);
          DataType type = isFloat ? FLOAT : common;
          if (((Literal) arguments.get(0)).isNull() || ((Literal) arguments.get(1)).isNull())
            return new Literal(null, type);
          Expression seed = Signature.coerceOne("uniform", arguments, 2, LONG);
          return new Call(
              "uniform", List.of(arguments.get(0), arguments.get(1), seed), type, false);
        },
        (call, settings) -> {
          Object seed = ((Literal) call.argument(2)).value();
          Chance chance =
              new Chance(seed == null ? 0 : ((Number) seed).longValue(), settings.partition());
          double least = number(call.argument(0));
          double most = number(call.argument(1));
          return (_, length, _) -> {
            VectorBuilder out = VectorBuilder.of(call.type(), length);
            for (int i = 0; i < length; i++)
              Values.append(out, drawn(call.type(), least + (most - least) * chance.nextDouble()));
            return out.build();
          };
        },
        false);
  }

  private static double number(Expression literal) {
    return ((Number) ((Literal) literal).value()).doubleValue();
  }

  private static Object drawn(DataType type, double value) {
    if (type == DOUBLE) return value;
    if (type == FLOAT) return (float) value;
    return switch (type.storage()) {
      case BYTE -> (byte) value;
      case SHORT -> (short) value;
      case INT -> (int) value;
      default ->
          type == LONG
              ? (Object) (long) value
              : BigDecimal.valueOf(value)
                  .setScale(((io.brasa.columnar.type.DecimalType) type).scale(), RoundingMode.DOWN);
    };
  }
}
