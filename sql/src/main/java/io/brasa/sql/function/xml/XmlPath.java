package io.brasa.sql.function.xml;

import io.brasa.sql.error.Failures;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * One path, and a reader of texts that it is looked for in. Document types are refused: no text may
 * make the engine read files or addresses. Belongs to one thread.
 */
final class XmlPath {
  private final String function;
  private final XPathExpression path;
  private final DocumentBuilder reader;

  XmlPath(String function, String path) {
    this.function = function;
    try {
      this.path = XPathFactory.newInstance().newXPath().compile(path);
    } catch (XPathExpressionException e) {
      throw Failures.invalidArgument(
          function, "'" + path + "', which is no XPath: " + e.getMessage(), "a path of XPath 1.0");
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      reader = factory.newDocumentBuilder();
      reader.setErrorHandler(new DefaultHandler());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(
          "the platform has no reader of XML without document types", e);
    }
  }

  /** What the path finds in a text. */
  Object evaluate(String text, QName kind) {
    try {
      Document document = reader.parse(new InputSource(new StringReader(text)));
      return path.evaluate(document, kind);
    } catch (SAXException | IOException e) {
      throw XmlFunctions.noXml(function, text, e);
    } catch (XPathExpressionException e) {
      if (kind == XPathConstants.NODESET) return null;
      throw Failures.invalidArgument(
          function, "a path that gives something else: " + e.getMessage(), "another path");
    }
  }
}
