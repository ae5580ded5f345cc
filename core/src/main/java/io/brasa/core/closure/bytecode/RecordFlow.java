package io.brasa.core.closure.bytecode;

import static io.brasa.core.closure.bytecode.Frame.OTHER;

import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a function leaves the records that it is given as they are.
 *
 * <p>Two things are followed through the function and all that it calls: what may be reached from a
 * given record ({@link #RECORD}) and objects that the function made itself ({@link #FRESH}), which
 * may come to hold such things. Fresh objects may be written as the function likes; what is read
 * from them counts as reached from a record again. A record is left alone if nothing reached from
 * it is written, and nothing reached from it is put where it is not followed: into a field or an
 * array that is neither fresh, into code that is not understood. Values that can never change,
 * numbers and strings, are not followed at all.
 *
 * <p>Everything not understood is {@link Finding#UNKNOWN}: calls of methods that a subclass may
 * override or of interfaces, of the JDK but for a few that are known only to read, nested lambdas
 * that capture a record, recursion that does not settle. So a finding other than that holds for
 * every run. The function may do to all else what it wants: it cannot reach the record from there,
 * since nothing of it was ever put there. For one thread, one use.
 */
public final class RecordFlow {
  private static final long RECORD = 1;
  private static final long FRESH = 2;
  private static final long BODIES_MAX = 2_000;

  /** What a function does with its records, when it leaves them as they are. */
  public enum Finding {
    /** Nothing of them is in what it gives. */
    INDEPENDENT,
    /** What it gives may hold them or parts of them. */
    GIVEN_ON,
    /** It may change them, or keep them, or is not understood. */
    UNKNOWN
  }

  private record Body(Class<?> owner, MethodModel method, List<Long> parameters) {}

  private static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String why) {
      super(why, null, false, false);
    }
  }

  private final ClassFiles files;

  /** Results of the bodies that were followed; all there could be while one is being followed. */
  private final Map<Body, Long> results = new HashMap<>();

  /** Whether something reached from a record was ever put into a fresh object. */
  private boolean isHeld;

  public RecordFlow(ClassFiles files) {
    this.files = files;
  }

  /**
   * Follows a function's body.
   *
   * @param isRecord for each argument, the receiver first if there is one, whether it is a record
   */
  public Finding of(Class<?> owner, String name, String descriptor, boolean[] isRecord) {
    try {
      long[] arguments = new long[isRecord.length];
      for (int i = 0; i < arguments.length; i++) arguments[i] = isRecord[i] ? RECORD : OTHER;
      long result = exact(owner, name, descriptor, arguments);
      boolean holds = (result & RECORD) != 0 || (result & FRESH) != 0 && isHeld;
      return holds ? Finding.GIVEN_ON : Finding.INDEPENDENT;
    } catch (RuntimeException | LinkageError e) {
      return Finding.UNKNOWN;
    }
  }

  /** Follows the method of that name that the class has or inherits; gives its result. */
  private long exact(Class<?> named, String name, String descriptor, long[] arguments) {
    for (Class<?> owner = named;
        owner != null && isFollowed(owner);
        owner = owner.getSuperclass()) {
      Optional<MethodModel> method = files.method(owner, name, descriptor);
      if (method.isPresent()) return follow(owner, method.get(), arguments);
    }
    throw new NotUnderstood("no body of " + name);
  }

  private static boolean isFollowed(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }

  private long follow(Class<?> owner, MethodModel method, long[] arguments) {
    Optional<CodeModel> code = method.code();
    if (code.isEmpty()) throw new NotUnderstood("no code");
    Body body = new Body(owner, method, slots(method, arguments));
    Long known = results.get(body);
    if (known != null) return known;
    if (results.size() >= BODIES_MAX) throw new NotUnderstood("too much code");
    results.put(body, RECORD | FRESH | OTHER);
    long[] parameters = new long[body.parameters.size()];
    for (int i = 0; i < parameters.length; i++) parameters[i] = body.parameters.get(i);
    Uses uses = new Uses(owner);
    new Flow((CodeAttribute) code.get(), parameters, uses).run();
    results.put(body, uses.result);
    return uses.result;
  }

  /** Arguments have one entry each; parameters one per slot. */
  private static List<Long> slots(MethodModel method, long[] arguments) {
    MethodTypeDesc type = method.methodTypeSymbol();
    List<Long> slots = new ArrayList<>();
    int next = 0;
    if (!method.flags().has(AccessFlag.STATIC)) slots.add(arguments[next++]);
    for (int i = 0; i < type.parameterCount(); i++, next++) {
      ClassDesc parameter = type.parameterType(i);
      slots.add(canChange(parameter) ? arguments[next] : OTHER);
      if (TypeKind.from(parameter).slotSize() == 2) slots.add(OTHER);
    }
    return List.copyOf(slots);
  }

  /** Whether a value of this declared type may be anything but a number, a string or the like. */
  private static boolean canChange(ClassDesc type) {
    return !type.isPrimitive()
        && switch (type.descriptorString()) {
          case "Ljava/lang/String;",
              "Ljava/lang/Integer;",
              "Ljava/lang/Long;",
              "Ljava/lang/Double;",
              "Ljava/lang/Float;",
              "Ljava/lang/Short;",
              "Ljava/lang/Byte;",
              "Ljava/lang/Character;",
              "Ljava/lang/Boolean;" ->
              false;
          default -> true;
        };
  }

  /** What one method does. */
  private final class Uses implements Effects {
    private final Class<?> owner;
    private long result;

    Uses(Class<?> owner) {
      this.owner = owner;
    }

    @Override
    public long read(FieldInstruction field, long receiver) {
      return canChange(field.typeSymbol()) ? inside(receiver) : OTHER;
    }

    @Override
    public long element(long array) {
      return inside(array);
    }

    private long inside(long holder) {
      return Flow.isTracked(holder) ? RECORD | FRESH | OTHER : OTHER;
    }

    @Override
    public void write(FieldInstruction field, long receiver, long value) {
      put(receiver, canChange(field.typeSymbol()) ? value : OTHER);
    }

    @Override
    public void storeElement(long array, long value) {
      put(array, value);
    }

    private void put(long holder, long value) {
      if ((holder & RECORD) != 0) throw new NotUnderstood("a record is written");
      if (!Flow.isTracked(value)) return;
      if ((holder & OTHER) != 0) throw new NotUnderstood("a record is kept");
      isHeld = true;
    }

    /** Objects of the JDK are not followed: nothing of a record may be put into them. */
    @Override
    public long made(ClassDesc type) {
      Class<?> made = Targets.load(type, owner);
      return made != null && isFollowed(made) ? FRESH : OTHER;
    }

    @Override
    public long madeArray() {
      return FRESH;
    }

    @Override
    public void returned(long value) {
      result |= value;
    }

    @Override
    public long call(InvokeInstruction call, long[] arguments) {
      if (!FollowedMethod.anyTracked(arguments)) return OTHER;
      MethodTypeDesc type = call.typeSymbol();
      String name = call.name().stringValue();
      String owned = call.owner().asInternalName();
      long given = onlyReading(owned, name, type, arguments);
      if (given == 0) given = followed(call, owned, name, arguments);
      return canChange(type.returnType()) ? given : OTHER;
    }

    private long followed(InvokeInstruction call, String owned, String name, long[] arguments) {
      Class<?> named = Targets.load(call.owner().asSymbol(), owner);
      if (named == null) throw new NotUnderstood("no class " + owned);
      boolean isCertain =
          call.opcode() == Opcode.INVOKESTATIC
              || call.opcode() == Opcode.INVOKESPECIAL
              || Modifier.isFinal(named.getModifiers())
              || isFinal(named, name, call.type().stringValue());
      if (!isCertain) throw new NotUnderstood(name + " may be overridden");
      return exact(named, name, call.type().stringValue(), arguments);
    }

    private boolean isFinal(Class<?> named, String name, String descriptor) {
      Optional<MethodModel> method = files.method(named, name, descriptor);
      return method.isPresent()
          && (method.get().flags().has(AccessFlag.FINAL)
              || method.get().flags().has(AccessFlag.PRIVATE));
    }

    /** The result of a method of the JDK that is known to read only, or 0. */
    private long onlyReading(String owned, String name, MethodTypeDesc type, long[] arguments) {
      boolean isRoot = owned.equals("java/lang/Object") || owned.equals("java/lang/Record");
      if (isRoot && name.equals("<init>")) return OTHER;
      if (owned.startsWith("[") && name.equals("clone")) return copyOf(owned, arguments[0]);
      if (owned.equals("java/util/Objects") && name.equals("requireNonNull")) return arguments[0];
      if (!owned.equals("java/util/Arrays")) return 0;
      String array = type.parameterCount() == 0 ? "" : type.parameterType(0).descriptorString();
      return switch (name) {
        case "copyOf", "copyOfRange" -> copyOf(array, arguments[0]);
        case "equals", "hashCode", "compare", "compareUnsigned", "mismatch" ->
            isOfPrimitives(array) ? OTHER : 0;
        default -> 0;
      };
    }

    private long copyOf(String array, long original) {
      if (isOfPrimitives(array)) return FRESH;
      isHeld |= Flow.isTracked(original);
      return FRESH;
    }

    private boolean isOfPrimitives(String array) {
      return array.length() == 2 && array.charAt(0) == '[';
    }

    @Override
    public void link(InvokeDynamicInstruction call, long[] captured) {
      if (FollowedMethod.anyTracked(captured)) throw new NotUnderstood("a record is captured");
    }

    @Override
    public void escape(long value, String how) {
      throw new NotUnderstood(how);
    }
  }
}
