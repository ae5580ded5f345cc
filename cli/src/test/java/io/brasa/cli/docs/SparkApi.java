package io.brasa.cli.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of Spark's core API by class, as the resource {@code spark-core-api.txt} has them. */
record SparkApi(Map<String, List<Name>> classes) {
  /** A method's name in a class, which is shown without its package. */
  record Name(String className, String name, int overloads, boolean isDeprecated) {
    @Override
    public String toString() {
      return className + "." + name;
    }
  }

  /**
   * Lines {@code # package.Class [kind]} begin a class, lines {@code Class.name N [deprecated]} are
   * its names, lines that begin with a semicolon are comments.
   */
  static SparkApi parse(List<String> lines) {
    Map<String, List<Name>> classes = new LinkedHashMap<>();
    List<Name> current = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith(";")) continue;
      String[] words = line.split(" ");
      if (words[0].equals("#")) {
        String className = words[1].substring(words[1].lastIndexOf('.') + 1);
        current = new ArrayList<>();
        if (classes.put(className, current) != null)
          throw new IllegalArgumentException("two classes " + className);
      } else {
        int dot = words[0].indexOf('.');
        current.add(
            new Name(
                words[0].substring(0, dot),
                words[0].substring(dot + 1),
                Integer.parseInt(words[1]),
                words.length > 2 && words[2].equals("deprecated")));
      }
    }
    return new SparkApi(classes);
  }
}
