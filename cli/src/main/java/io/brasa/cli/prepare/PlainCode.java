package io.brasa.cli.prepare;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces the calls by which a class asks at run time for the code of its switches over types, or
 * of a record's {@code equals} and {@code hashCode}, by calls of methods that it gets here. What is
 * asked for at run time is made anew by each process, a class or several for each call, and has no
 * place in an ahead-of-time cache, other than lambdas and the joining of strings.
 */
final class PlainCode {
  private static final String NAME = "plain$";

  private final ClassFile classes;

  /** Writes the code of a method. */
  @FunctionalInterface
  interface Body extends Consumer<CodeBuilder> {}

  private record Added(String name, MethodTypeDesc type, Body body) {}

  /**
   * @param loader where the classes are found that those to be changed mention
   */
  PlainCode(ClassLoader loader) {
    classes =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));
  }

  /** The same class without such calls; the same array if it has none. */
  byte[] of(byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    if (!asksForCode(model)) return bytes;
    Map<InvokeDynamicEntry, Added> added = new HashMap<>();
    byte[] changed =
        classes.transformClass(
            model,
            ClassTransform.transformingMethodBodies(replacing(model, added))
                .andThen(ClassTransform.endHandler(builder -> addAll(builder, added))));
    return added.isEmpty() ? bytes : changed;
  }

  private static boolean asksForCode(ClassModel model) {
    for (var entry : model.constantPool()) if (entry instanceof InvokeDynamicEntry) return true;
    return false;
  }

  private static CodeTransform replacing(ClassModel model, Map<InvokeDynamicEntry, Added> added) {
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    return (CodeBuilder code, CodeElement element) -> {
      Added method = element instanceof InvokeDynamicInstruction call ? method(call, added) : null;
      if (method == null) code.with(element);
      else
        code.invokestatic(model.thisClass().asSymbol(), method.name(), method.type(), isInterface);
    };
  }

  /** Null if it asks for other code. */
  private static Added method(InvokeDynamicInstruction call, Map<InvokeDynamicEntry, Added> added) {
    Added known = added.get(call.invokedynamic());
    if (known != null) return known;
    Optional<Body> body = PlainSwitches.of(call).or(() -> PlainRecords.of(call));
    if (body.isEmpty()) return null;
    Added method = new Added(NAME + added.size(), call.typeSymbol(), body.get());
    added.put(call.invokedynamic(), method);
    return method;
  }

  private static void addAll(ClassBuilder builder, Map<InvokeDynamicEntry, Added> added) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    List<Added> inOrder = new ArrayList<>(added.values());
    inOrder.sort((a, b) -> a.name().compareTo(b.name()));
    for (Added method : inOrder)
      builder.withMethodBody(method.name(), method.type(), flags, method.body());
  }
}
