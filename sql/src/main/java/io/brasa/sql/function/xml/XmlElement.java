package io.brasa.sql.function.xml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of XML text as it was written: names with their prefixes, comments left out.
 *
 * @param nodes elements, and texts as {@code String}
 */
record XmlElement(String name, Map<String, String> attributes, List<Object> nodes) {
  /** Reads elements; for one thread. */
  static final class Reader {
    private static final int MAX_DEPTH = 1_000;

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    Reader() {
      factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
      // declarations could name files of this host
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setXMLResolver(
          (_, _, _, _) -> {
            throw new XMLStreamException("entities of other files are not read");
          });
    }

    /** The first element of a text; empty if there is none, or it is broken. */
    Optional<XmlElement> read(String text) {
      try {
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.strip()));
        while (reader.hasNext()) {
          int event = reader.next();
          if (event == XMLStreamConstants.DTD) return Optional.empty();
          if (event == XMLStreamConstants.START_ELEMENT)
            return Optional.of(element(reader, MAX_DEPTH));
        }
        return Optional.empty();
      } catch (XMLStreamException e) {
        return Optional.empty();
      }
    }

    private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
      if (depth == 0) throw new XMLStreamException("elements within elements, too many");
      String name = reader.getLocalName();
      Map<String, String> attributes = new LinkedHashMap<>();
      for (int i = 0; i < reader.getAttributeCount(); i++)
        attributes.put(attribute(reader, i), reader.getAttributeValue(i));
      List<Object> nodes = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      while (true) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            take(text, nodes);
            nodes.add(element(reader, depth - 1));
          }
          case XMLStreamConstants.END_ELEMENT -> {
            take(text, nodes);
            return new XmlElement(name, attributes, nodes);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              text.append(reader.getText());
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new XMLStreamException("an entity that nothing says what it is");
          default -> {}
        }
      }
    }

    private static String attribute(XMLStreamReader reader, int index) {
      String prefix = reader.getAttributePrefix(index);
      String name = reader.getAttributeLocalName(index);
      return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private static void take(StringBuilder text, List<Object> nodes) {
      if (!text.isEmpty()) nodes.add(text.toString());
      text.setLength(0);
    }
  }

  boolean hasElements() {
    return nodes.stream().anyMatch(XmlElement.class::isInstance);
  }

  /** All text right within. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Object node : nodes) if (node instanceof String part) text.append(part);
    return text.toString();
  }

  /** What stands between its tags, as XML. */
  String inner() {
    StringBuilder out = new StringBuilder();
    for (Object node : nodes) {
      if (node instanceof XmlElement element) element.append(out);
      else XmlWriting.escape(out, (String) node, false);
    }
    return out.toString();
  }

  private void append(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (key, value) -> {
          out.append(' ').append(key).append("=\"");
          XmlWriting.escape(out, value, true);
          out.append('"');
        });
    out.append('>').append(inner()).append("</").append(name).append('>');
  }
}
