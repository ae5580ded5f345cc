package io.brasa.sql.function.nested;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;

/** Structs with other fields, for {@code Column.withField} and {@code dropFields}. */
public final class FieldFunctions {
  private FieldFunctions() {}

  public static List<Function> all() {
    return List.of(with(), without());
  }

  private static StructType struct(List<Expression> arguments) {
    if (arguments.getFirst().type() instanceof StructType struct) return struct;
    throw Signature.mismatch("withField", arguments, 0, "a struct");
  }

  private static String name(List<Expression> arguments) {
    if (arguments.get(1) instanceof Literal(String name, DataType _)) return name;
    throw Signature.mismatch("withField", arguments, 1, "a constant STRING");
  }

  private static int index(StructType struct, String name) {
    for (int i = 0; i < struct.size(); i++)
      if (struct.field(i).name().equalsIgnoreCase(name)) return i;
    return -1;
  }

  private static Function with() {
    return new Function.Scalar(
        "__with_field",
        (arguments, _) -> {
          Signature.count("withField", arguments, 3, 3);
          StructType struct = struct(arguments);
          Expression value = arguments.get(2);
          StructField made = new StructField(name(arguments), value.type(), value.nullable());
          List<StructField> fields = new ArrayList<>(struct.fields());
          int index = index(struct, made.name());
          if (index < 0) fields.add(made);
          else fields.set(index, made);
          return new Call(
              "__with_field", arguments, new StructType(fields), arguments.getFirst().nullable());
        },
        (call, _) -> {
          StructType before = (StructType) call.argument(0).type();
          int index = index(before, name(call.arguments()));
          return PerRow.LENIENT.values(
              call.type(),
              (a, out) -> {
                if (a.isNull(0)) {
                  out.appendNull();
                  return;
                }
                StructBuilder struct = (StructBuilder) out;
                for (int i = 0; i < before.size(); i++) if (i != index) copy(a, i, struct.field(i));
                NestedFunctions.append(struct.field(index < 0 ? before.size() : index), a, 2);
                struct.endRow();
              });
        });
  }

  private static void copy(Arguments a, int field, VectorBuilder out) {
    out.append(a.field(0, field), a.place(0));
  }

  private static Function without() {
    return new Function.Scalar(
        "__drop_field",
        (arguments, _) -> {
          Signature.count("dropFields", arguments, 2, 2);
          StructType struct = struct(arguments);
          int index = index(struct, name(arguments));
          if (index < 0) return arguments.getFirst();
          List<StructField> fields = new ArrayList<>(struct.fields());
          fields.remove(index);
          if (fields.isEmpty())
            throw Failures.invalidArgument(
                "dropFields", "all fields of a struct", "fewer: a struct has one or more");
          return new Call(
              "__drop_field", arguments, new StructType(fields), arguments.getFirst().nullable());
        },
        (call, _) -> {
          StructType before = (StructType) call.argument(0).type();
          int index = index(before, name(call.arguments()));
          return PerRow.STRICT.values(
              call.type(),
              (a, out) -> {
                StructBuilder struct = (StructBuilder) out;
                for (int i = 0; i < before.size(); i++)
                  if (i != index) copy(a, i, struct.field(i < index ? i : i - 1));
                struct.endRow();
              });
        });
  }
}
