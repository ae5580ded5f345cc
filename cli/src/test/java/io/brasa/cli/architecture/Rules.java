package io.brasa.cli.architecture;

import static java.util.Map.entry;

import io.brasa.cli.architecture.Allowances.Allowance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules, each a function from classes to violations in words. */
final class Rules {
  /**
   * Which modules a module may use: the picture in ARCHITECTURE.md. Programs at the end use
   * everything.
   */
  static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("runtime", Set.of()),
          entry("sketch", Set.of("runtime")),
          entry("columnar", Set.of("runtime")),
          entry("core", Set.of("runtime", "sketch")),
          entry("compression", Set.of("runtime", "core")),
          entry("cluster", Set.of("runtime", "core")),
          entry("ui", Set.of("runtime", "core")),
          entry("testkit", Set.of("runtime", "columnar", "core")),
          entry("connectors", Set.of("runtime", "columnar")),
          entry("collation", Set.of("runtime", "columnar")),
          entry("sql", Set.of("runtime", "sketch", "columnar", "core")),
          entry("shell", Set.of("runtime", "columnar", "core", "sql")),
          entry("examples", Set.of("runtime", "core", "columnar", "sql")),
          entry(
              "cli",
              Set.of(
                  "runtime",
                  "core",
                  "compression",
                  "cluster",
                  "ui",
                  "examples",
                  "columnar",
                  "sql",
                  "shell",
                  "connectors")));

  /**
   * Foreign packages beside the JDK's own, by the package that, with those below it, may use them.
   */
  private static final Map<String, List<String>> FOREIGN =
      Map.ofEntries(
          entry("io.brasa.cluster.wire", List.of("io.netty.")),
          entry(
              "io.brasa.cluster.zookeeper",
              List.of("org.apache.curator.", "org.apache.zookeeper.")),
          entry("io.brasa.cluster.raft", List.of("org.apache.ratis.")),
          entry("io.brasa.sketch", List.of("org.apache.datasketches.")),
          entry("io.brasa.collation", List.of("com.ibm.icu.")),
          entry("io.brasa.sql.function.xml", List.of("org.w3c.dom.", "org.xml.sax.")),
          entry("io.brasa.shell.line", List.of("org.jline.")),
          entry("io.brasa.ui.metrics", List.of("io.micrometer.")),
          entry("io.brasa.connectors.parquet.compress", List.of("com.github.luben.zstd.")),
          entry(
              "io.brasa.compression",
              List.of(
                  "org.apache.commons.compress.",
                  "org.apache.commons.io.",
                  "com.github.luben.zstd.",
                  "net.jpountz.")),
          entry("io.brasa.testkit", List.of("org.junit.jupiter.api.")),
          entry("io.brasa.testkit.contract", List.of("org.junit.jupiter.api.")));

  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "sun.reflect.", "sun.misc.Signal", "com.sun.");

  private static final List<String> EMPTY_WORDS =
      List.of("Manager", "Helper", "Util", "Utils", "Impl", "Base");

  private Rules() {}

  static List<String> arrows(Collection<CompiledClass> classes) {
    List<String> found = new ArrayList<>();
    for (CompiledClass type : classes) {
      String module = CompiledClass.moduleOf(type.name());
      Set<String> allowed = ARROWS.get(module);
      if (allowed == null) {
        found.add(type.name() + " is in module " + module + ", which the picture does not have");
        continue;
      }
      for (String used : type.uses()) {
        String other = CompiledClass.moduleOf(used);
        if (other.isEmpty() || other.equals(module) || allowed.contains(other)) continue;
        found.add(type.name() + " uses " + used + ": no arrow from " + module + " to " + other);
      }
    }
    return found;
  }

  static List<String> foreignTypes(Collection<CompiledClass> classes) {
    List<String> found = new ArrayList<>();
    for (CompiledClass type : classes) {
      List<String> allowed = allowedForeign(type.packageName());
      for (String used : type.uses()) {
        if (used.startsWith("io.brasa.")
            || startsWithAny(used, JDK)
            || startsWithAny(used, allowed)) continue;
        found.add(type.name() + " uses " + used + ", a foreign type that its package may not see");
      }
    }
    return found;
  }

  private static List<String> allowedForeign(String packageName) {
    for (Map.Entry<String, List<String>> entry : FOREIGN.entrySet()) {
      if ((packageName + ".").startsWith(entry.getKey() + ".")) return entry.getValue();
    }
    return List.of();
  }

  /** One violation per knot of packages: every edge inside of it with a class that makes it. */
  static List<String> packageCycles(Collection<CompiledClass> classes) {
    Map<String, Map<String, String>> edges = new TreeMap<>();
    for (CompiledClass type : classes) {
      Map<String, String> targets =
          edges.computeIfAbsent(type.packageName(), name -> new TreeMap<>());
      for (String used : type.uses()) {
        if (!used.startsWith("io.brasa.")
            || CompiledClass.packageOf(used).equals(type.packageName())) continue;
        targets.putIfAbsent(CompiledClass.packageOf(used), type.name() + " uses " + used);
      }
    }
    List<String> found = new ArrayList<>();
    for (Set<String> knot : Cycles.of(edges)) {
      StringBuilder text = new StringBuilder("packages in a cycle: " + String.join(", ", knot));
      for (String from : knot) {
        edges
            .get(from)
            .forEach(
                (to, example) -> {
                  if (knot.contains(to))
                    text.append("\n    ")
                        .append(from)
                        .append(" -> ")
                        .append(to)
                        .append(" (")
                        .append(example)
                        .append(")");
                });
      }
      found.add(text.toString());
    }
    return found;
  }

  static List<String> forbiddenCalls(
      Collection<CompiledClass> classes, List<Allowance> allowances) {
    Set<String> found = new TreeSet<>();
    for (CompiledClass type : classes) {
      String module = CompiledClass.moduleOf(type.name());
      for (ForbiddenCalls rule : ForbiddenCalls.values()) {
        if (!rule.binds(module) || isAllowed(rule, type, allowances)) continue;
        for (String member : type.members()) {
          if (rule.matches(member))
            found.add(type.name() + " uses " + withoutDescriptor(member) + ": " + rule.instead);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Allowances whose class is there but does not need them (any more). */
  static List<String> idleAllowances(
      Collection<CompiledClass> classes, List<Allowance> allowances) {
    List<String> found = new ArrayList<>();
    for (Allowance allowance : allowances) {
      Set<CompiledClass> covered = new HashSet<>();
      for (CompiledClass type : classes)
        if (allowance.covers(type.topLevelName())) covered.add(type);
      boolean isNeeded =
          covered.stream()
              .anyMatch(type -> type.members().stream().anyMatch(allowance.rule()::matches));
      if (!covered.isEmpty() && !isNeeded)
        found.add(allowance.who() + " does not need its allowance for " + allowance.rule());
    }
    return found;
  }

  static List<String> emptyNames(Collection<CompiledClass> classes) {
    List<String> found = new ArrayList<>();
    for (CompiledClass type : classes) {
      String simple =
          type.name()
              .substring(Math.max(type.name().lastIndexOf('.'), type.name().lastIndexOf('$')) + 1);
      for (String word : EMPTY_WORDS) {
        if (simple.endsWith(word)) found.add(type.name() + " ends in " + word + ": name the idea");
      }
    }
    return found;
  }

  private static boolean isAllowed(
      ForbiddenCalls rule, CompiledClass type, List<Allowance> allowances) {
    return allowances.stream()
        .anyMatch(allowance -> allowance.rule() == rule && allowance.covers(type.topLevelName()));
  }

  private static String withoutDescriptor(String member) {
    int open = member.indexOf('(');
    return open < 0 ? member : member.substring(0, open);
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
