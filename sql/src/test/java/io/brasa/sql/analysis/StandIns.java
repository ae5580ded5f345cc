package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.FunctionRegistry;
import io.brasa.sql.function.Signature;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The built-in functions, and types of some that may be missing. */
final class StandIns {
  private StandIns() {}

  static FunctionRegistry registry() {
    FunctionRegistry builtIn = BuiltInFunctions.registry();
    List<Function> all = new ArrayList<>();
    for (String name : builtIn.names()) all.add(builtIn.find(name).orElseThrow());
    for (Function function : standIns()) {
      if (builtIn.find(function.name()).isEmpty()) all.add(function);
    }
    return new FunctionRegistry(List.of(all));
  }

  private static List<Function> standIns() {
    return List.of(
        aggregate("sum", StandIns::sum, true),
        aggregate("avg", StandIns::average, true),
        aggregate("min", type -> type, true),
        aggregate("max", type -> type, true),
        aggregate("any_value", type -> type, true),
        aggregate("collect_list", ArrayType::new, false),
        new Function.Aggregate(
            "count",
            (arguments, _) -> new Function.AggregateTypes(arguments, AtomicType.LONG, false),
            null),
        scalar("upper", AtomicType.STRING, AtomicType.STRING),
        scalar("substring", AtomicType.STRING, AtomicType.STRING, AtomicType.INTEGER, AtomicType.INTEGER),
        scalar("like", AtomicType.BOOLEAN, AtomicType.STRING, AtomicType.STRING),
        new Function.Scalar(
            "date_part",
            (arguments, _) -> new Call("year", arguments.subList(1, 2), AtomicType.INTEGER, true),
            null),
        new Function.Scalar("rand", (_, _) -> new Call("rand", List.of(), AtomicType.DOUBLE, false), null, false),
        new Function.Scalar("transform", (a, _) -> new Call("transform", a, new ArrayType(a.get(1).type()), true), null),
        new Function.Scalar(".", StandIns::field, null),
        new Function.Scalar("[]", StandIns::element, null),
        new Function.OnlyWindow(
            "row_number", (_, _) -> new Call("row_number", List.of(), AtomicType.INTEGER, false)),
        new Function.Generator("explode", StandIns::explode, null));
  }

  private static Function scalar(String name, DataType result, DataType... parameters) {
    return new Function.Scalar(
        name, Signature.of(name, result, parameters.length, parameters), null);
  }

  private static Function aggregate(
      String name, UnaryOperator<DataType> result, boolean isNullable) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          return new Function.AggregateTypes(
              arguments, result.apply(arguments.getFirst().type()), isNullable);
        },
        null);
  }

  private static DataType sum(DataType type) {
    return switch (type) {
      case DecimalType d -> new DecimalType(Math.min(38, d.precision() + 10), d.scale());
      case AtomicType atomic when atomic.isIntegral() -> AtomicType.LONG;
      default -> AtomicType.DOUBLE;
    };
  }

  private static DataType average(DataType type) {
    return type instanceof DecimalType d
        ? new DecimalType(Math.min(38, d.precision() + 4), Math.min(38, d.scale() + 4))
        : AtomicType.DOUBLE;
  }

  private static Expression field(List<Expression> arguments, Object settings) {
    int index = (Integer) ((Literal) arguments.get(1)).value();
    StructField field = ((StructType) arguments.get(0).type()).field(index);
    return new Call(".", arguments, field.dataType(), true);
  }

  private static Expression element(List<Expression> arguments, Object settings) {
    DataType type =
        switch (arguments.getFirst().type()) {
          case ArrayType array -> array.elementType();
          case MapType map -> map.valueType();
          default -> throw new AssertionError(arguments);
        };
    return new Call("[]", arguments, type, true);
  }

  private static Function.GeneratorTypes explode(List<Expression> arguments, Object settings) {
    DataType element = ((ArrayType) arguments.getFirst().type()).elementType();
    return new Function.GeneratorTypes(
        new Call("explode", arguments, element, true), List.of(new StructField("col", element)));
  }
}
