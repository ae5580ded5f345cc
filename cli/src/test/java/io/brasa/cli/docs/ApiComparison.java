package io.brasa.cli.docs;

import io.brasa.cli.docs.ApiMapping.ClassMapping;
import io.brasa.cli.docs.ApiMapping.Reason;
import io.brasa.cli.docs.OurApi.Found;
import io.brasa.cli.docs.SparkApi.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares names of Spark with our classes. What is found is by reflection; what a name is called
 * otherwise, and why it is absent, is said by a mapping, whose every line must be needed and true.
 *
 * @param rows each name once, in the class that declares it, by Spark's classes
 * @param mistakes of the mapping; there are to be none
 */
record ApiComparison(Map<String, List<Row>> rows, ApiMapping mapping, List<String> mistakes) {
  /** What has become of a name. */
  enum State {
    PRESENT,
    ABSENT,

    /** Absent with a whole part of the engine that is still to come. */
    LATER,
    SENSELESS,
    DEPRECATED
  }

  /**
   * One name.
   *
   * @param ours where it is present
   * @param reason where it is absent; empty elsewhere
   */
  record Row(Name spark, State state, Optional<Found> ours, String reason) {}

  /** How many names there are of a kind. */
  record Count(int all, int present, int absent, int later, int senseless, int deprecated) {
    /** Those that make sense. */
    int sensible() {
      return present + absent + later;
    }

    /** What is absent in the parts that are here. */
    double absentHere() {
      return (double) absent / (present + absent);
    }

    /** What is absent of all that makes sense. */
    double absentOfSensible() {
      return (double) (absent + later) / sensible();
    }

    /** What is absent of all that is not deprecated. */
    double absentOfAll() {
      return (double) (absent + later + senseless) / (sensible() + senseless);
    }
  }

  static ApiComparison of(SparkApi spark, ApiMapping mapping) {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (String className : mapping.classes().keySet()) {
      if (!spark.classes().containsKey(className)) mistakes.add("Spark has no class " + className);
    }
    spark
        .classes()
        .forEach(
            (className, names) -> {
              ClassMapping its = mapping.classes().get(className);
              if (its == null) mistakes.add("the mapping does not know the class " + className);
              else rows.put(className, compare(names, its, declaredIn(its, spark), mistakes));
            });
    return new ApiComparison(rows, mapping, mistakes);
  }

  /** The names that others count. */
  private static Map<String, Boolean> declaredIn(ClassMapping mapping, SparkApi spark) {
    Map<String, Boolean> names = new HashMap<>();
    for (String parent : mapping.parents()) {
      if (spark.classes().containsKey(parent)) {
        for (Name name : spark.classes().get(parent)) names.put(name.name(), true);
      } else {
        for (var method : OurApi.find(parent).getMethods()) names.put(method.getName(), true);
      }
    }
    return names;
  }

  private static List<Row> compare(
      List<Name> names,
      ClassMapping mapping,
      Map<String, Boolean> elsewhere,
      List<String> mistakes) {
    List<Row> rows = new ArrayList<>();
    Set<String> unused = new HashSet<>(mapping.reasons().keySet());
    Set<String> notRenamed = new HashSet<>(mapping.renamed().keySet());
    for (Name name : names) {
      if (elsewhere.containsKey(name.name())) continue;
      boolean isRenamed = notRenamed.remove(name.name());
      Reason reason = mapping.reasons().get(name.name());
      if (reason == null && !isRenamed) reason = mapping.reasons().get(ApiMapping.REST);
      unused.remove(mapping.reasons().containsKey(name.name()) ? name.name() : ApiMapping.REST);
      rows.add(row(name, mapping, reason, mistakes));
    }
    for (String name : unused)
      mistakes.add("a reason is given for a name that is not counted here: " + name);
    for (String name : notRenamed)
      mistakes.add("another name is given for one that is not counted here: " + name);
    return rows;
  }

  private static Row row(Name name, ClassMapping mapping, Reason reason, List<String> mistakes) {
    if (name.isDeprecated()) return new Row(name, State.DEPRECATED, Optional.empty(), "");
    Optional<Found> found = Optional.empty();
    String otherwise = mapping.renamed().get(name.name());
    if (!mapping.ours().isEmpty()) found = OurApi.member(OurApi.find(mapping.ours()), name.name());
    if (otherwise != null) {
      if (found.isPresent()) mistakes.add(name + " is present; it needs no other name");
      found = Optional.of(OurApi.target(mapping.ours(), otherwise));
    }
    if (found.isPresent()) {
      if (reason != null) mistakes.add(name + " is present, but has a reason to be absent");
      return new Row(name, State.PRESENT, found, "");
    }
    if (reason == null) {
      mistakes.add(name + " is absent without a reason");
      return new Row(name, State.ABSENT, found, "no reason given");
    }
    return new Row(name, reason.state(), found, reason.text());
  }

  Count count(List<String> classes) {
    int[] byState = new int[State.values().length];
    int all = 0;
    for (String className : classes) {
      for (Row row : rows.get(className)) {
        byState[row.state().ordinal()]++;
        all++;
      }
    }
    return new Count(all, byState[0], byState[1], byState[2], byState[3], byState[4]);
  }

  Count total() {
    return count(List.copyOf(rows.keySet()));
  }
}
