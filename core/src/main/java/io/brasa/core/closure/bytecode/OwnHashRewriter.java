package io.brasa.core.closure.bytecode;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps identity hashes out of a user class that has its own {@code hashCode}. An enum's hash code
 * is its identity's and differs in each process, so {@code Objects.hash(color, name)} would send
 * equal keys to different partitions. Every call in such a class that hashes some object is turned
 * to {@code StableHash}, which gives what the JDK gives except where that depends on identities.
 * All methods of the class are rewritten, since hashes are often computed by helpers or in the
 * constructor. A record's generated {@code hashCode} is replaced too.
 */
public final class OwnHashRewriter {
  private static final ClassDesc STABLE = ClassDesc.of("io.brasa.core.closure.StableHash");
  private static final MethodTypeDesc OF_OBJECT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);
  private static final MethodTypeDesc OF_OBJECTS =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object.arrayType());

  private OwnHashRewriter() {}

  /**
   * The class file with stable hashes, or the same bytes when there is nothing to do.
   *
   * @param classBytes gives other class files by binary name: a rewritten method needs the
   *     supertypes of the classes it mixes
   */
  public static byte[] rewrite(byte[] classFile, Function<String, Optional<byte[]>> classBytes) {
    ClassModel model = ClassFile.of().parse(classFile);
    if (!declaresHashCode(model) || model.methods().stream().noneMatch(OwnHashRewriter::hashes))
      return classFile;
    ClassHierarchyResolver shipped =
        ClassHierarchyResolver.ofResourceParsing(type -> stream(type, classBytes));
    ClassHierarchyResolver resolver = ClassHierarchyResolver.defaultResolver().orElse(shipped);
    MethodTransform body = MethodTransform.transformingCode(OwnHashRewriter::rewrite);
    ClassTransform hashes = ClassTransform.transformingMethods(OwnHashRewriter::hashes, body);
    return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver))
        .transformClass(model, hashes);
  }

  private static InputStream stream(ClassDesc type, Function<String, Optional<byte[]>> classBytes) {
    String descriptor = type.descriptorString();
    String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    return classBytes.apply(name).map(ByteArrayInputStream::new).orElse(null);
  }

  private static boolean hashes(MethodModel method) {
    CodeModel code = method.code().orElse(null);
    if (code == null) return false;
    for (CodeElement element : code) {
      if (element instanceof InvokeInstruction call && replacement(call) != null) return true;
      if (element instanceof InvokeDynamicInstruction call && GeneratedHash.isGenerated(call))
        return true;
    }
    return false;
  }

  private static boolean declaresHashCode(ClassModel model) {
    for (MethodModel method : model.methods()) {
      if (method.methodName().equalsString("hashCode") && method.methodType().equalsString("()I"))
        return true;
    }
    return false;
  }

  private static void rewrite(CodeBuilder builder, CodeElement element) {
    switch (element) {
      case InvokeInstruction call when replacement(call) != null -> {
        String name = replacement(call);
        builder.invokestatic(STABLE, name, name.equals("hash") ? OF_OBJECT : OF_OBJECTS);
      }
      case InvokeDynamicInstruction call when GeneratedHash.isGenerated(call) ->
          builder.invokestatic(STABLE, "hashRecord", OF_OBJECT);
      default -> builder.with(element);
    }
  }

  private static String replacement(InvokeInstruction call) {
    String name = call.name().stringValue();
    String type = call.type().stringValue();
    if (call.opcode() != Opcode.INVOKESTATIC) {
      boolean isHash =
          name.equals("hashCode") && type.equals("()I") && call.opcode() != Opcode.INVOKESPECIAL;
      return isHash ? "hash" : null;
    }
    return switch (call.owner().asInternalName() + "." + name + type) {
      case "java/util/Objects.hashCode(Ljava/lang/Object;)I" -> "hash";
      case "java/util/Objects.hash([Ljava/lang/Object;)I",
          "java/util/Arrays.hashCode([Ljava/lang/Object;)I" ->
          "hashAll";
      case "java/util/Arrays.deepHashCode([Ljava/lang/Object;)I" -> "hashDeep";
      default -> null;
    };
  }
}
