package io.brasa.core.closure.bytecode;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The static fields that are not final and that functions may read. This is rapid type analysis
 * (Bacon and Sweeney, OOPSLA 1996) over the classes of the program: a method is reached when
 * reached code names it, or when it overrides one that reached code, the JDK, the engine or a
 * library may call on an object whose class is instantiated. Objects may also come with the
 * records: what these may bring is asked for apart. Static initialisers are left out: they run in
 * the executor on their own. For one thread, one use.
 */
public final class StaticReads {
  private static final int METHODS_MAX = 50_000;

  private record Reached(Class<?> owner, MethodModel method) {}

  private record Call(Class<?> owner, String name, String descriptor) {}

  private final ClassFiles files;
  private final Predicate<Class<?>> isProgram;
  private final Map<Field, String> fields = new LinkedHashMap<>();
  private final Map<Field, String> finalFields = new LinkedHashMap<>();
  private final Set<Class<?>> instantiated = new LinkedHashSet<>();
  private final Set<Call> virtualCalls = new LinkedHashSet<>();
  private final Set<Reached> reached = new HashSet<>();
  private final Deque<Reached> pending = new ArrayDeque<>();

  /**
   * @param isProgram tells the program's own classes, whose static fields count, from libraries'
   */
  public StaticReads(ClassFiles files, Predicate<Class<?>> isProgram) {
    this.files = files;
    this.isProgram = isProgram;
  }

  /** Starts from an object of the graph. */
  public void instantiate(Class<?> type) {
    if (!isProgram.test(type) || type.isHidden() || !instantiated.add(type)) return;
    for (Class<?> above : Targets.supertypes(type))
      if (!isProgram.test(above)) enterCallbacks(type, above);
    for (Call call : List.copyOf(virtualCalls)) enterOverriding(type, call);
  }

  /** Starts from the body of a lambda, or of anything called for certain. */
  public void enter(Class<?> owner, String name, String descriptor) {
    for (Class<?> type : Targets.supertypes(owner)) {
      if (!isProgram.test(type)) continue;
      Optional<MethodModel> method = files.method(type, name, descriptor);
      if (method.isPresent()) enter(new Reached(type, method.get()));
    }
  }

  /** Starts from a call of a method that classes of objects may override. */
  public void select(Class<?> owner, String name, String descriptor) {
    enter(owner, name, descriptor);
    Call call = new Call(owner, name, descriptor);
    if (!virtualCalls.add(call)) return;
    for (Class<?> type : List.copyOf(instantiated)) enterOverriding(type, call);
  }

  /** The fields, each with the method that reads it. */
  public Map<Field, String> fields() {
    while (!pending.isEmpty()) scan(pending.removeFirst());
    return fields;
  }

  /** The final fields of collections, maps and arrays. */
  Map<Field, String> finalFields() {
    fields();
    return finalFields;
  }

  /** The final fields of what its static initialiser has made empty, and left so. */
  public Map<Field, String> filledLater() {
    Map<Field, String> found = new LinkedHashMap<>(finalFields());
    found.keySet().removeIf(field -> !FilledLater.test(field, files, isProgram));
    return found;
  }

  /** The classes of the program of which reached code makes objects. */
  public Set<Class<?>> instantiated() {
    return Set.copyOf(instantiated);
  }

  /**
   * The fields that may be read besides, each with the method that reads it, when records bring
   * objects that reached code has not made. To be asked last.
   *
   * @param met classes of objects that are there somewhere; what overrides a method of others than
   *     the program counts as well, such as comparing
   * @param referred further classes, of which only what overrides a method counts that reached code
   *     calls by a type of the program; asked for when there is such a call
   */
  public Map<Field, String> possible(Set<Class<?>> met, Supplier<Set<Class<?>>> referred) {
    Set<Field> certain = Set.copyOf(fields().keySet());
    met.forEach(this::instantiate);
    fields();
    if (callsProgram()) {
      Set<Class<?>> candidates = referred.get();
      while (instantiateCalled(candidates)) fields();
    }
    Map<Field, String> more = new LinkedHashMap<>(fields);
    more.keySet().removeAll(certain);
    return more;
  }

  /** Whether there is a call whose target may be in a class that nobody has seen. */
  private boolean callsProgram() {
    for (Call call : virtualCalls) if (isOpen(call.owner())) return true;
    return false;
  }

  private boolean isOpen(Class<?> called) {
    return !Modifier.isFinal(called.getModifiers()) && isProgram.test(called);
  }

  /** Returns whether there was any. */
  private boolean instantiateCalled(Set<Class<?>> candidates) {
    Set<Class<?>> called = new HashSet<>();
    for (Call call : virtualCalls) if (isOpen(call.owner())) called.add(call.owner());
    boolean isAny = false;
    for (Class<?> candidate : candidates) {
      if (instantiated.contains(candidate) || !canBeMade(candidate)) continue;
      if (called.stream().noneMatch(owner -> owner.isAssignableFrom(candidate))) continue;
      instantiate(candidate);
      isAny = true;
    }
    return isAny;
  }

  private boolean canBeMade(Class<?> type) {
    return isProgram.test(type)
        && !type.isHidden()
        && !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers());
  }

  private void enter(Reached method) {
    if (reached.size() < METHODS_MAX && reached.add(method)) pending.addLast(method);
  }

  /** What others than the program may call on an instance. */
  private void enterCallbacks(Class<?> type, Class<?> above) {
    files
        .of(above)
        .ifPresent(
            model -> {
              for (MethodModel method : model.methods()) {
                if (method.flags().has(AccessFlag.STATIC) || method.flags().has(AccessFlag.PRIVATE))
                  continue;
                if (method.methodName().equalsString("<init>")) continue;
                enter(type, method.methodName().stringValue(), method.methodType().stringValue());
              }
            });
  }

  private void enterOverriding(Class<?> type, Call call) {
    if (call.owner().isAssignableFrom(type)) enter(type, call.name(), call.descriptor());
  }

  private void scan(Reached method) {
    if (method.method().code().isEmpty()) return;
    for (CodeElement element : method.method().code().get()) {
      switch (element) {
        case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> read(field, method);
        case NewObjectInstruction made -> {
          Class<?> type = Targets.load(made.className().asSymbol(), method.owner());
          if (type != null) instantiate(type);
        }
        case InvokeInstruction call ->
            call(
                call.owner().asSymbol(),
                call.name().stringValue(),
                call.type().stringValue(),
                call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE,
                method.owner());
        case InvokeDynamicInstruction call -> link(call, method.owner());
        default -> {}
      }
    }
  }

  private void link(InvokeDynamicInstruction call, Class<?> from) {
    for (ConstantDesc argument : call.bootstrapArgs()) {
      if (!(argument instanceof DirectMethodHandleDesc handle)) continue;
      boolean isConstructor = handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
      Class<?> made = isConstructor ? Targets.load(handle.owner(), from) : null;
      if (made != null) instantiate(made);
      String name = isConstructor ? "<init>" : handle.methodName();
      if (handle.lookupDescriptor().startsWith("(")) {
        call(handle.owner(), name, handle.lookupDescriptor(), !isConstructor, from);
      }
    }
  }

  private void call(
      ClassDesc named, String name, String descriptor, boolean isVirtual, Class<?> from) {
    Class<?> owner = named.isArray() ? null : Targets.load(named, from);
    if (owner == null) return;
    if (isVirtual) select(owner, name, descriptor);
    else enter(owner, name, descriptor);
  }

  private static boolean mayBeFilled(Field field) {
    return field.getType().isArray()
        || Collection.class.isAssignableFrom(field.getType())
        || Map.class.isAssignableFrom(field.getType());
  }

  private void read(FieldInstruction instruction, Reached method) {
    Class<?> owner = Targets.load(instruction.owner().asSymbol(), method.owner());
    if (owner == null) return;
    String name = instruction.name().stringValue();
    for (Class<?> type : new ArrayList<>(Targets.supertypes(owner))) {
      if (!isProgram.test(type)) continue;
      for (Field field : type.getDeclaredFields()) {
        if (!field.getName().equals(name) || !field.accessFlags().contains(AccessFlag.STATIC))
          continue;
        String reader =
            method.owner().getSimpleName() + "." + method.method().methodName().stringValue();
        if (!field.accessFlags().contains(AccessFlag.FINAL)) fields.putIfAbsent(field, reader);
        else if (mayBeFilled(field)) finalFields.putIfAbsent(field, reader);
        return;
      }
    }
  }
}
