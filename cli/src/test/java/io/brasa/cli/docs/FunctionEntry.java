package io.brasa.cli.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of the reference page.
 *
 * @param name as the registry has it
 * @param call how it is called
 * @param example what stands behind SELECT
 * @param sameAs the function that it is another name of; empty if it is none
 */
record FunctionEntry(
    String section, String name, String call, String text, String example, String sameAs) {
  private static final Pattern CALLED = Pattern.compile("^([a-z_0-9]+)\\(");

  boolean isAlias() {
    return !sameAs.isEmpty();
  }

  /** All entries by name, in the order of the page. */
  static Map<String, FunctionEntry> parse(List<String> lines) {
    Map<String, FunctionEntry> entries = new LinkedHashMap<>();
    String section = "";
    for (String line : lines) {
      if (line.isEmpty() || line.startsWith(";")) continue;
      if (line.startsWith("## ")) {
        section = line.substring(3);
        continue;
      }
      FunctionEntry entry = one(section, line, entries);
      if (entries.put(entry.name, entry) != null)
        throw new IllegalArgumentException("two entries of " + entry.name);
    }
    return entries;
  }

  private static FunctionEntry one(String section, String line, Map<String, FunctionEntry> before) {
    String[] parts = line.split(" => ", -1);
    if (parts.length == 1) {
      String[] names = line.split(" = ", -1);
      FunctionEntry other = before.get(names[1]);
      if (other == null) throw new IllegalArgumentException("no function before: " + line);
      String example = other.example.replaceFirst("^" + other.name + "\\(", names[0] + "(");
      return new FunctionEntry(
          section, names[0], other.call.replaceFirst("^\\w+", names[0]), "", example, other.name);
    }
    if (parts.length != 3) throw new IllegalArgumentException("no entry: " + line);
    return new FunctionEntry(section, name(parts[0]), parts[0], parts[1], parts[2], "");
  }

  private static String name(String call) {
    Matcher matcher = CALLED.matcher(call);
    if (matcher.find()) return matcher.group(1);
    String[] words = call.split(" ");
    return words[0].equals("a") ? words[1] : words[0];
  }

  /** The arguments if the example is one call of the function, perhaps of columns of a table. */
  List<String> arguments() {
    String select = select();
    if (!select.startsWith(name + "(") || !select.endsWith(")")) return null;
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    boolean isQuoted = false;
    int from = name.length() + 1;
    for (int i = from; i < select.length(); i++) {
      char c = select.charAt(i);
      if (c == '\\') i++;
      else if (c == '\'') isQuoted = !isQuoted;
      else if (isQuoted) continue;
      else if (c == '(') depth++;
      else if (c == ')' && depth-- == 0) {
        if (i != select.length() - 1) return null;
        if (i > from) arguments.add(select.substring(from, i).strip());
        return arguments;
      } else if (c == ',' && depth == 0) {
        arguments.add(select.substring(from, i).strip());
        from = i + 1;
      }
    }
    return null;
  }

  /** The example without what stands behind FROM. */
  String select() {
    int from = example.indexOf(" FROM ");
    boolean isTable = from >= 0 && !example.startsWith("extract");
    return isTable ? example.substring(0, from) : example;
  }

  /** The table of the example; empty if it has none. */
  String table() {
    int from = example.indexOf(" FROM ");
    return from < 0 || example.startsWith("extract") ? "" : example.substring(from + 6);
  }
}
