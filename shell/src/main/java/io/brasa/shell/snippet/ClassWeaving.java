package io.brasa.shell.snippet;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/** Changes class files of snippets: where they come from, and that loops can be interrupted. */
final class ClassWeaving {
  private static final ClassDesc INTERRUPTION =
      ClassDesc.of("io.brasa.shell.snippet", "Interruption");

  /** Lines that JShell puts before what was typed, counted from that of its class. */
  private static final int BEFORE_CODE = 2;

  private static final int BEFORE_VALUE = 4;
  private static final int BEFORE_UNNAMED_VALUE = 5;

  private final ClassFile files;

  /**
   * @param loader knows the classes that those to be woven refer to, as resources
   */
  ClassWeaving(ClassLoader loader) {
    ClassHierarchyResolver hierarchy =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.ofClassLoading(ClassLoader.getPlatformClassLoader()));
    files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
  }

  /** The line of JShell's source on which that of the user begins. */
  int firstLine(byte[] classFile) {
    ClassModel model = files.parse(classFile);
    boolean isRun = false;
    int classLine = 1;
    for (MethodModel method : model.methods()) {
      isRun |= method.methodName().equalsString("do_it$");
      if (method.methodName().equalsString("<init>")) classLine = line(method);
    }
    if (!isRun || model.fields().isEmpty()) return classLine + BEFORE_CODE;
    FieldModel variable = model.fields().getFirst();
    boolean isNamed = !variable.fieldName().stringValue().startsWith("$");
    return classLine + (isNamed ? BEFORE_VALUE : BEFORE_UNNAMED_VALUE);
  }

  private static int line(MethodModel method) {
    if (method.code().isEmpty()) return 1;
    for (CodeElement element : method.code().get())
      if (element instanceof LineNumber number) return number.line();
    return 1;
  }

  /**
   * With the name and the lines of what was typed.
   *
   * @param firstLine as {@link #firstLine} tells of its outermost class
   */
  byte[] located(byte[] classFile, Origin origin, int firstLine) {
    CodeTransform lines =
        (code, element) -> {
          if (element instanceof LineNumber number)
            code.lineNumber(origin.line() + Math.max(0, number.line() - firstLine));
          else code.with(element);
        };
    ClassTransform source =
        ClassTransform.dropping(element -> isSource(element))
            .andThen(ClassTransform.endHandler(b -> b.with(SourceFileAttribute.of(origin.name()))));
    return files.transformClass(
        files.parse(classFile), ClassTransform.transformingMethodBodies(lines).andThen(source));
  }

  private static boolean isSource(ClassElement element) {
    return element instanceof SourceFileAttribute;
  }

  /** With a look for an interrupt in each turn of a loop. */
  byte[] interruptible(byte[] classFile) {
    CodeTransform checks = CodeTransform.ofStateful(LoopChecks::new);
    return files.transformClass(
        files.parse(classFile), ClassTransform.transformingMethodBodies(checks));
  }

  /** Puts a check before each branch that goes back. */
  private static final class LoopChecks implements CodeTransform {
    private final Set<Label> before = new HashSet<>();

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LabelTarget target) before.add(target.label());
      if (element instanceof BranchInstruction branch && before.contains(branch.target()))
        code.invokestatic(INTERRUPTION, "check", ConstantDescs.MTD_void);
      code.with(element);
    }
  }
}
