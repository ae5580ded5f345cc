package io.brasa.core.closure;

import io.brasa.core.closure.Envelope.StaticValue;
import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.DeepStack;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks into functions and writes them: all that takes time to load, and that a job of plain
 * functions does without.
 */
final class Workshop {
  private final ClassFiles files = new ClassFiles(CallSite::isEngine);
  private final DriverClasses classes;
  private final MetClasses met = new MetClasses(files);
  private final StaticSearch search;

  private final ClassValue<SerialForm> forms =
      new ClassValue<>() {
        @Override
        protected SerialForm computeValue(Class<?> type) {
          return SerialForm.of(type);
        }
      };

  /**
   * @param loaders of declared functions, guarded by itself
   */
  Workshop(Set<ClassLoader> loaders) {
    classes = new DriverClasses(files, loaders);
    search = new StaticSearch(files, classes, met);
  }

  MetClasses met() {
    return met;
  }

  ClassSource classes() {
    return classes;
  }

  Survey survey(Object graph) {
    return new Survey(files, forms).of(graph);
  }

  /** Refuses a function that cannot travel. */
  void check(Object function, CallSite site) {
    Survey survey = survey(function);
    if (survey.problem() != null) throw Refusal.of(survey.problem(), function, site, null);
    if (survey.isUnsure()) write(function, survey, site);
  }

  Envelope seal(Object graph, boolean remote) {
    Survey survey = survey(graph);
    if (survey.problem() != null) throw Refusal.of(survey.problem(), graph, null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] head = {Closures.VERSION};
    Set<Class<?>> written = new LinkedHashSet<>(write(graph, survey, null, head, out));
    if (!remote) return new Envelope(out.toByteArray(), List.of(), List.of());
    List<StaticValue> statics = statics(survey, written);
    return new Envelope(out.toByteArray(), classes.closure(written), statics);
  }

  void digest(Object graph, MessageDigest digest) {
    Survey survey = survey(graph);
    if (survey.problem() != null) throw Refusal.of(survey.problem(), graph, null, null);
    write(
        graph,
        survey,
        null,
        reductions -> {
          digest.reset();
          OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
          return GraphWriter.ofNames(out, reductions);
        });
  }

  List<Shippable> handles(Object graph) {
    Survey survey = survey(graph);
    if (survey.problem() != null) throw Refusal.of(survey.problem(), graph, null, null);
    List<Shippable> found = new ArrayList<>();
    write(
        graph,
        survey,
        null,
        reductions -> {
          found.clear();
          return new GraphWriter(OutputStream.nullOutputStream(), reductions, found::add);
        });
    return found;
  }

  /** The names of the static fields that functions of a graph may read. */
  Set<String> staticFields(Object graph) {
    Survey survey = survey(graph);
    Set<Class<?>> written = write(graph, survey, null);
    StaticSearch.Found found = search.find(survey, written);
    Set<String> names = new LinkedHashSet<>();
    for (Field field : found.certain().keySet()) names.add(name(field));
    for (Field field : found.possible().keySet()) names.add(name(field));
    return names;
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getName() + "." + field.getName();
  }

  /** Adds to {@code written} the classes that the values need. */
  private List<StaticValue> statics(Survey survey, Set<Class<?>> written) {
    StaticSearch.Found found = search.find(survey, written);
    Map<Field, StaticValue> values = new LinkedHashMap<>();
    for (Map.Entry<Field, String> read : found.certain().entrySet())
      values.put(read.getKey(), value(read.getKey(), read.getValue(), written));
    Set<Field> seen = new HashSet<>(values.keySet());
    // Values bring classes, whose methods may read further fields.
    for (int before = -1; before < written.size(); ) {
      before = written.size();
      addPossible(search.find(survey, written).possible(), seen, values, written);
    }
    return List.copyOf(values.values());
  }

  /**
   * What only objects that come with the records may read. A value that cannot travel is no reason
   * to refuse the function then: perhaps no such object comes.
   */
  private void addPossible(
      Map<Field, String> possible,
      Set<Field> seen,
      Map<Field, StaticValue> values,
      Set<Class<?>> written) {
    for (Map.Entry<Field, String> read : possible.entrySet()) {
      if (!seen.add(read.getKey())) continue;
      try {
        values.put(read.getKey(), value(read.getKey(), read.getValue(), written));
      } catch (EngineException cannotTravel) {
        continue;
      }
    }
  }

  private StaticValue value(Field field, String reader, Set<Class<?>> written) {
    Class<?> owner = field.getDeclaringClass();
    String name = name(field);
    Object value;
    try {
      field.setAccessible(true);
      value = field.get(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw Refusal.ofStatic(
          name,
          reader,
          "it cannot be read: " + e.getMessage(),
          CoreError.CLOSURE_NOT_SERIALIZABLE,
          e);
    }
    Survey survey = survey(value);
    if (survey.problem() != null) throw Refusal.ofStatic(name, reader, survey.problem());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    written.add(owner);
    try {
      written.addAll(write(value, survey, null, new byte[0], out));
    } catch (EngineException e) {
      throw Refusal.ofStatic(name, reader, e.what(), CoreError.CLOSURE_NOT_SERIALIZABLE, e);
    }
    return new StaticValue(owner.getName(), field.getName(), out.toByteArray());
  }

  /** Writes to nowhere: to see whether and with which classes it can be written. */
  private static Set<Class<?>> write(Object graph, Survey survey, CallSite site) {
    OutputStream out = OutputStream.nullOutputStream();
    return write(graph, survey, site, reductions -> new GraphWriter(out, reductions, _ -> {}));
  }

  /** Writes the head and the graph, and nothing else, to {@code out}. */
  private static Set<Class<?>> write(
      Object graph, Survey survey, CallSite site, byte[] head, ByteArrayOutputStream out) {
    return write(
        graph,
        survey,
        site,
        reductions -> {
          out.reset();
          out.writeBytes(head);
          return new GraphWriter(out, reductions, _ -> {});
        });
  }

  /** Where a graph goes, from the beginning. */
  private interface Opener {
    GraphWriter open(IdentityHashMap<Object, Reduction> reductions) throws IOException;
  }

  private static Set<Class<?>> write(Object graph, Survey survey, CallSite site, Opener opener) {
    try {
      return DeepStack.orDeeper(() -> written(graph, survey, site, opener));
    } catch (StackOverflowError e) {
      throw refusal(graph, "its objects form a chain that is too long", site, e);
    }
  }

  private static Set<Class<?>> written(Object graph, Survey survey, CallSite site, Opener opener) {
    try (GraphWriter writer = opener.open(survey.reductions())) {
      writer.writeGraph(graph);
      return writer.classes();
    } catch (NotSerializableException e) {
      throw refusal(
          graph, "something that it holds writes an object of " + e.getMessage(), site, e);
    } catch (IOException | RuntimeException e) {
      throw refusal(graph, String.valueOf(e), site, e);
    }
  }

  private static EngineException refusal(Object graph, String why, CallSite site, Throwable cause) {
    Problem problem = new Problem(Problem.Kind.REFUSED, new Step(graph, null, "", true), why);
    return Refusal.of(problem, graph, site, cause);
  }
}
