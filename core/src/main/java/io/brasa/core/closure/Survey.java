package io.brasa.core.closure;

import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.closure.bytecode.OuterUse;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A walk over everything that a function, or a graph that holds functions, would take along. It
 * decides three things at once: which objects travel as shells ({@link Reduction}), what cannot
 * travel ({@link Problem}), and whether the graph is immutable.
 *
 * <p>The walk goes where Java serialisation goes, but through collections, maps, arrays and records
 * by their public form, so that every step has a name. A class that has a say in its own serialised
 * form makes the survey <em>unsure</em>: its fields are still walked, so that no shell is made of
 * an object that could be reached whole, but only writing the graph can tell whether it travels.
 *
 * <p>An object is needed whole, or in part when it was met only as the outer object of functions.
 * Whole wins; parts add up. The order of the walk does not matter for either. For one thread, one
 * use.
 */
final class Survey {
  private final ClassFiles files;
  private final ClassValue<SerialForm> forms;
  private final Deque<Step> pending = new ArrayDeque<>();

  /** What was met whole: true when certain to be serialised, false when only hooks may reach it. */
  private final IdentityHashMap<Object, Boolean> whole = new IdentityHashMap<>();

  private final IdentityHashMap<Object, Reduction> reductions = new IdentityHashMap<>();
  private final List<LambdaContent> lambdas = new ArrayList<>();
  private final Set<Class<?>> types = new LinkedHashSet<>();
  private Problem problem;
  private boolean isUnsure;
  private boolean isImmutable = true;

  Survey(ClassFiles files, ClassValue<SerialForm> forms) {
    this.files = files;
    this.forms = forms;
  }

  Survey of(Object graph) {
    visit(new Step(graph, null, "", true));
    while (!pending.isEmpty()) examine(pending.removeFirst());
    return this;
  }

  /** The first thing found that cannot travel; null if there is none. */
  Problem problem() {
    return problem;
  }

  boolean isUnsure() {
    return isUnsure;
  }

  boolean isImmutable() {
    return isImmutable && !isUnsure && problem == null;
  }

  /** All lambdas of the graph. */
  List<LambdaContent> lambdas() {
    return lambdas;
  }

  /** The classes of all other objects, as far as they are users' or the engine's. */
  Set<Class<?>> types() {
    return types;
  }

  /** By identity. */
  IdentityHashMap<Object, Reduction> reductions() {
    return reductions;
  }

  private void visit(Step step) {
    Object object = step.object();
    if (isLeaf(object)) return;
    Boolean known = whole.get(object);
    if (known != null && (known || !step.isCertain())) return;
    whole.put(object, step.isCertain());
    reductions.remove(object);
    pending.addLast(step);
  }

  private void examine(Step step) {
    Object object = step.object();
    Class<?> type = object.getClass();
    if (object instanceof DriverOnly) report(Problem.Kind.DRIVER_ONLY, step, null);
    else if (type.isArray()) examineArray(step);
    else if (object instanceof Optional<?> optional) visit(step.to(optional.orElse(null), "value"));
    else if (!(object instanceof Serializable) || Proxy.isProxyClass(type))
      report(Problem.Kind.NOT_SERIALIZABLE, step, null);
    else if (LambdaContent.isLambda(object)) examineLambda(step);
    else if (files.isUser(type) || type.getClassLoader() == getClass().getClassLoader())
      examineObject(step);
    else examinePlatform(step);
  }

  private void examineArray(Step step) {
    isImmutable = false;
    if (!(step.object() instanceof Object[] values)) return;
    for (int i = 0; i < values.length; i++) visitElement(step, values[i], i);
  }

  private void visitElement(Step step, Object value, int index) {
    if (!isLeaf(value)) visit(step.to(value, index));
  }

  private static boolean isLeaf(Object object) {
    return object == null || object instanceof Enum<?> || Immutability.ofType(object.getClass());
  }

  private void examineLambda(Step step) {
    LambdaContent lambda = LambdaContent.of(step.object());
    if (lambda == null) {
      isUnsure = true;
      return;
    }
    lambdas.add(lambda);
    for (int i = 0; i < lambda.form().getCapturedArgCount(); i++) {
      Object value = lambda.form().getCapturedArg(i);
      boolean isOuter = i == 0 && lambda.hasReceiver() && lambda.capturing().isInstance(value);
      if (isOuter && canBePart(value)) visitOuter(step, lambda, value);
      else visit(step.to(value, isOuter ? Step.THIS : new Step.Captured(lambda, i)));
    }
  }

  private boolean canBePart(Object object) {
    Class<?> type = object.getClass();
    return files.isUser(type)
        && !type.isHidden()
        && !(object instanceof Enum<?>)
        && !(object instanceof DriverOnly)
        && !(object instanceof Shippable)
        && !(object instanceof Serializable && forms.get(type).hasHooks());
  }

  private void visitOuter(Step step, LambdaContent lambda, Object outer) {
    OuterUse use = new OuterUse(files);
    try {
      use.follow(
          outer,
          lambda.bodyClass(),
          lambda.form().getImplMethodName(),
          lambda.form().getImplMethodSignature(),
          lambda.isExact());
      visitPart(step, outer, Step.THIS, use);
    } catch (ClassNotFoundException e) {
      visit(step.to(outer, Step.THIS));
    }
  }

  /** Meets an object of which only what {@code use} says is needed. */
  private void visitPart(Step from, Object object, Object edge, OuterUse use) {
    Step step = from.to(object, edge);
    if (object == null || whole.containsKey(object)) return;
    boolean isRecord = object instanceof Record;
    if (!use.isTracked(object)
        || use.escapes(object)
        || !canBePart(object)
        || (isRecord && !use.reads(object).isEmpty())) {
      if (!(object instanceof Serializable))
        report(Problem.Kind.OUTER_ESCAPES, step, use.escape(object));
      visit(step);
      return;
    }
    types.add(object.getClass());
    if (use.isWritten(object)) isImmutable = false;
    Reduction reduction = reductions.computeIfAbsent(object, _ -> new Reduction(true));
    for (Field field : use.reads(object)) {
      boolean isDropped =
          !SerialForm.isWritten(field)
              && Serializable.class.isAssignableFrom(field.getDeclaringClass());
      if (isDropped || !reduction.fields().add(field)) continue;
      if (!Modifier.isFinal(field.getModifiers())) isImmutable = false;
      visitField(step, field, use);
    }
  }

  private void visitField(Step step, Field field, OuterUse use) {
    if (field.getType().isPrimitive()) return;
    Object value = read(field, step.object());
    if (OuterUse.isOuterReference(field) && use.isTracked(value))
      visitPart(step, value, field, use);
    else visit(step.to(value, field));
  }

  private void examineObject(Step step) {
    types.add(step.object().getClass());
    SerialForm form = forms.get(step.object().getClass());
    if (form.hasHooks()) {
      isUnsure = true;
      examineBehindHooks(step);
      return;
    }
    if (!form.canBeMade(step.object().getClass())) {
      report(Problem.Kind.CANNOT_BE_MADE, step, form.unserializableParent().getName());
    }
    if (isPlatformParent(form.unserializableParent())) isImmutable = false;
    boolean isReduced = examineOuterReferences(step, form);
    Reduction reduction = isReduced ? reductions.get(step.object()) : null;
    for (Field field : form.fields()) {
      if (!Modifier.isFinal(field.getModifiers())) isImmutable = false;
      if (reduction != null && !reduction.fields().contains(field)) continue;
      if (isReduced && OuterUse.isOuterReference(field)) continue;
      if (!field.getType().isPrimitive()) visit(step.to(read(field, step.object()), field));
    }
    if (step.object() instanceof Collection<?> || step.object() instanceof Map<?, ?>)
      examinePlatform(step);
  }

  private static boolean isPlatformParent(Class<?> parent) {
    return parent != Object.class && parent != Record.class;
  }

  /**
   * Drops or reduces what an inner-class object holds of the objects around it; true if it is now a
   * shell.
   */
  private boolean examineOuterReferences(Step step, SerialForm form) {
    Object inner = step.object();
    if (inner instanceof Collection<?> || inner instanceof Map<?, ?> || inner instanceof Record)
      return false;
    Reduction reduction = null;
    for (Field field : form.fields()) {
      if (!OuterUse.isOuterReference(field) || !files.isUser(field.getDeclaringClass())) continue;
      Object outer = read(field, inner);
      if (outer == null) continue;
      OuterUse use = new OuterUse(files);
      use.follow(inner, field);
      if (reduction == null) {
        reduction = new Reduction(false);
        reduction.fields().addAll(form.fields());
        reductions.put(inner, reduction);
      }
      if (use.isRead(field) || use.escapes(outer)) visitPart(step, outer, field, use);
      else reduction.fields().remove(field);
    }
    return reduction != null;
  }

  /** Everything an object holds may come out of its hooks, or not. */
  private void examineBehindHooks(Step step) {
    for (Class<?> owner = step.object().getClass(); owner != null; owner = owner.getSuperclass()) {
      if (owner.getClassLoader() == null) continue;
      for (Field field : owner.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
        visit(step.uncertain(read(field, step.object()), field));
      }
    }
    if (step.object() instanceof Collection<?> values) examineCollection(step, values);
    if (step.object() instanceof Map<?, ?> map) examineMap(step, map);
  }

  private void examinePlatform(Step step) {
    switch (step.object()) {
      case Collection<?> values -> examineCollection(step, values);
      case Map<?, ?> map -> examineMap(step, map);
      case AtomicReference<?> reference -> {
        isImmutable = false;
        visit(step.to(reference.get(), "value"));
      }
      default -> {
        if (!PlainTypes.isImmutable(step.object().getClass())) isImmutable = false;
        if (!PlainTypes.isPlain(step.object().getClass())) isUnsure = true;
      }
    }
  }

  private void examineCollection(Step step, Collection<?> values) {
    if (!values.getClass().getName().startsWith("java.util.ImmutableCollections$"))
      isImmutable = false;
    int index = 0;
    for (Object value : values) visitElement(step, value, index++);
    if (values instanceof SortedSet<?> sorted) visit(step.to(sorted.comparator(), "comparator"));
    if (values instanceof PriorityQueue<?> sorted)
      visit(step.to(sorted.comparator(), "comparator"));
  }

  private void examineMap(Step step, Map<?, ?> map) {
    if (!map.getClass().getName().startsWith("java.util.ImmutableCollections$"))
      isImmutable = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = entry.getKey();
      visit(step.to(key, "[key]"));
      Object value = entry.getValue();
      if (isLeaf(value)) continue;
      visit(
          step.to(
              value, key instanceof String || key instanceof Number ? "[" + key + "]" : "[value]"));
    }
    if (map instanceof SortedMap<?, ?> sorted) visit(step.to(sorted.comparator(), "comparator"));
  }

  private Object read(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException | RuntimeException e) {
      isUnsure = true;
      return null;
    }
  }

  private void report(Problem.Kind kind, Step step, String detail) {
    if (problem == null && step.isCertain()) problem = new Problem(kind, step, detail);
    isImmutable = false;
  }
}
