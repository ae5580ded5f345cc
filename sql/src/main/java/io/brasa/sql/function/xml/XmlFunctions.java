package io.brasa.sql.function.xml;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.SHORT;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.xpath.XPathConstants;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What an XPath finds in XML text: nodes, or its value as a truth, number or text. */
public final class XmlFunctions {
  private XmlFunctions() {}

  public static List<Function> all() {
    return List.of(
        of("xpath", new ArrayType(STRING, true), XmlFunctions::nodes),
        of("xpath_boolean", BOOLEAN, XmlFunctions::truth),
        of("xpath_string", STRING, XmlFunctions::text),
        of("xpath_double", DOUBLE, XmlFunctions::real),
        of("xpath_number", DOUBLE, XmlFunctions::real),
        of("xpath_float", FLOAT, XmlFunctions::real),
        of("xpath_int", INTEGER, XmlFunctions::whole),
        of("xpath_short", SHORT, XmlFunctions::whole),
        of("xpath_long", LONG, XmlFunctions::whole));
  }

  /** Makes the kernel of a type from what evaluates the path. */
  @FunctionalInterface
  private interface Kernels {
    Kernel of(DataType type, XmlPath path);
  }

  private static Function of(String name, DataType type, Kernels kernels) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          List<Expression> coerced = Signature.coerce(name, arguments, 2, STRING, STRING);
          if (!(coerced.get(1) instanceof Literal))
            throw Signature.mismatch(name, arguments, 1, "a constant STRING");
          return new Call(name, coerced, type, true);
        },
        (call, _) -> {
          Object path = ((Literal) call.argument(1)).value();
          return kernels.of(type, new XmlPath(name, path == null ? "." : path.toString()));
        });
  }

  /** Null, which then is the result, if there is no text. */
  private static Object found(XmlPath path, Arguments a, QName kind) {
    Object found = a.size(0) == 0 ? null : path.evaluate(a.text(0), kind);
    if (found == null) a.giveNull();
    return found;
  }

  private static Kernel nodes(DataType type, XmlPath path) {
    return PerRow.STRICT.values(
        type,
        (a, out) -> {
          Object found = found(path, a, XPathConstants.NODESET);
          a.takeNull();
          if (!(found instanceof NodeList nodes)) {
            out.appendNull();
            return;
          }
          ArrayBuilder array = (ArrayBuilder) out;
          for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            String value = node.getNodeValue();
            if (value == null) array.elements().appendNull();
            else ((BytesBuilder) array.elements()).append(value);
          }
          array.endRow();
        });
  }

  private static Kernel truth(DataType type, XmlPath path) {
    return PerRow.STRICT.truths(
        type, a -> found(path, a, XPathConstants.BOOLEAN) instanceof Boolean truth && truth);
  }

  private static Kernel text(DataType type, XmlPath path) {
    return PerRow.STRICT.bytes(
        type,
        (a, out) -> {
          if (found(path, a, XPathConstants.STRING) instanceof String text) out.write(text);
        });
  }

  private static double number(XmlPath path, Arguments a) {
    return found(path, a, XPathConstants.NUMBER) instanceof Double number ? number : 0;
  }

  private static Kernel real(DataType type, XmlPath path) {
    return PerRow.STRICT.doubles(type, a -> number(path, a));
  }

  /** What is no number is zero; what has no room is cut as Java cuts it. */
  private static Kernel whole(DataType type, XmlPath path) {
    return type == LONG
        ? PerRow.STRICT.longs(type, a -> (long) number(path, a))
        : PerRow.STRICT.ints(type, a -> (int) number(path, a));
  }

  static RuntimeException noXml(String function, String text, Exception cause) {
    return Failures.invalidArgument(
        function, "'" + text + "', which is no XML: " + cause.getMessage(), "one whole element");
  }
}
