package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.closure.bytecode.StaticReads;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the static fields that functions may read. Loops and repeated queries bring the same
 * functions again and again, of which only the values of fields change: what was found for the
 * latest ones is kept. Safe for use by many threads.
 */
final class StaticSearch {
  private static final int REMEMBERED_MAX = 256;

  /**
   * The fields, each with the method that reads it.
   *
   * @param certain read by code that is reached for certain
   * @param possible read by methods of objects that may come with the records; and final fields
   *     whose collections, maps and arrays were filled after they were made
   */
  record Found(Map<Field, String> certain, Map<Field, String> possible) {}

  /** Whatever has an influence on what is found. */
  private record Question(
      List<List<Object>> bodies, Set<Class<?>> types, Set<Class<?>> written, int metCount) {}

  private final ClassFiles files;
  private final DriverClasses classes;
  private final MetClasses met;

  private final Map<Question, Found> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Found> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  StaticSearch(ClassFiles files, DriverClasses classes, MetClasses met) {
    this.files = files;
    this.classes = classes;
    this.met = met;
  }

  /**
   * @param written the classes of what is sent along
   */
  Found find(Survey survey, Set<Class<?>> written) {
    Question question =
        new Question(
            survey.lambdas().stream().map(LambdaContent::body).toList(),
            Set.copyOf(survey.types()),
            Set.copyOf(written),
            met.count());
    synchronized (latest) {
      Found known = latest.get(question);
      if (known != null) return known;
    }
    Found found = look(survey, question.written());
    synchronized (latest) {
      latest.put(question, found);
    }
    return found;
  }

  private Found look(Survey survey, Set<Class<?>> written) {
    ProgramClasses program = new ProgramClasses(files);
    for (LambdaContent lambda : survey.lambdas()) program.add(lambda.capturing());
    for (Class<?> type : survey.types()) program.add(type);
    StaticReads reads = new StaticReads(files, program);
    for (Class<?> type : survey.types()) reads.instantiate(type);
    for (LambdaContent lambda : survey.lambdas()) lambda.enterBody(reads);
    // The order tells stages apart, so it must not depend on identities of classes.
    Map<Field, String> certain = new LinkedHashMap<>(reads.fields());
    Set<Class<?>> made = reads.instantiated();
    Map<Field, String> possible = new TreeMap<>(Comparator.comparing(Field::toString));
    possible.putAll(reads.possible(met.all(), () -> classes.loaded(written)));
    possible.putAll(reads.filledLater());
    made.forEach(met::meet);
    return new Found(certain, possible);
  }
}
