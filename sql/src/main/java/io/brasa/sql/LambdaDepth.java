package io.brasa.sql;

import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.stream.Stream;

/** How many lambdas stand within each other. */
final class LambdaDepth {
  private LambdaDepth() {}

  static int of(Syntax syntax) {
    int own = syntax instanceof Syntax.Lambda ? 1 : 0;
    return own + parts(syntax).mapToInt(LambdaDepth::of).max().orElse(0);
  }

  private static Stream<Syntax> parts(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Call call -> call.arguments().stream();
      case Syntax.Supplied supplied -> supplied.call().arguments().stream();
      case Syntax.Alias alias -> Stream.of(alias.expression());
      case Syntax.Cast cast -> Stream.of(cast.expression());
      case Syntax.Stored stored -> Stream.of(stored.value());
      case Syntax.Case branches ->
          Stream.concat(
              branches.branches().stream().flatMap(b -> Stream.of(b.condition(), b.result())),
              branches.otherwise().stream());
      case Syntax.In in -> Stream.concat(Stream.of(in.value()), in.options().stream());
      case Syntax.Element element -> Stream.of(element.value(), element.index());
      case Syntax.Field field -> Stream.of(field.value());
      case Syntax.Lambda lambda -> Stream.of(lambda.body());
      case Syntax.NamedArgument argument -> Stream.of(argument.value());
      default -> List.<Syntax>of().stream();
    };
  }
}
