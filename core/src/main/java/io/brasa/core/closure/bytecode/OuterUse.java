package io.brasa.core.closure.bytecode;

import static io.brasa.core.closure.bytecode.Frame.OTHER;

import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the byte code of one function reads of the objects around it.
 *
 * <p>A lambda that calls a method of its class captures {@code this}; an inner class holds {@code
 * this$0}. Those outer objects are <em>tracked</em>: from the function's own methods on, {@link
 * Flow} follows every value that may be one of them through locals, stack, calls, constructors and
 * nested lambdas, and each field read of them is noted. A field that is never noted need not
 * travel. A value read from a noted field is followed no further (all of it travels), unless the
 * field is itself a reference to an outer object, which is tracked in turn.
 *
 * <p>Dropping a field that is read would be a silent wrong answer, so whatever is not understood is
 * an <em>escape</em>, and an escaped object travels whole: passed to code that is not the user's,
 * called where the target is not certain, stored, returned, thrown, compared by reflection. What
 * makes the rest sound:
 *
 * <ul>
 *   <li>Tracked objects are concrete, so virtual calls on them are resolved on their run-time
 *       class; where overriding is subtle (package-private methods, several defaults) all
 *       candidates are followed.
 *   <li>An instance made inside the function may keep an outer object in a synthetic final field
 *       ({@code this$0}, {@code val$x}). Only classes of its nest name such a field, so when one is
 *       written, every method of the nest that reads it is followed too, whichever instance it
 *       reads.
 *   <li>The same holds for an existing inner-class object that travels whole except for its outer
 *       references ({@link #follow(Object, Field)}).
 *   <li>Analysis covers all paths and stops when nothing new is found; too much work is an escape.
 * </ul>
 *
 * <p>Reflection by name on a class's own {@code this} passes {@code this} to the JDK, an escape.
 * For one thread, one use.
 */
public final class OuterUse {
  private static final int TRACKED_MAX = 60;
  private static final int CONTEXTS_MAX = 20_000;

  /** One method body, entered with certain values in its parameter slots. */
  private record Context(Class<?> owner, MethodModel method, List<Long> parameters) {}

  /** A synthetic field of instances that are not tracked. */
  private record HeapField(Class<?> owner, String name) {}

  final ClassFiles files;
  private final List<Object> tracked = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> bits = new IdentityHashMap<>();
  private final List<Set<Field>> reads = new ArrayList<>();
  private final Map<Integer, String> escapes = new HashMap<>();
  private final Map<HeapField, Long> heap = new HashMap<>();
  private final Set<HeapField> heapReads = new HashSet<>();
  private long written;
  private final Set<Context> seen = new HashSet<>();
  private final Deque<Context> pending = new ArrayDeque<>();

  public OuterUse(ClassFiles files) {
    this.files = files;
  }

  /**
   * Starts from a lambda or method reference: a method of {@code owner} that is called on {@code
   * receiver}.
   */
  public void follow(
      Object receiver, Class<?> owner, String name, String descriptor, boolean isExact) {
    long[] arguments = new long[MethodTypeDesc.ofDescriptor(descriptor).parameterCount() + 1];
    Arrays.fill(arguments, OTHER);
    arguments[0] = track(receiver);
    Targets targets = new Targets(this);
    if (isExact) targets.exact(owner, name, descriptor, arguments, true);
    else targets.virtual(receiver, arguments[0], name, descriptor, arguments);
    run();
  }

  /**
   * Starts from an inner-class object that travels whole, but for {@code field}, one of its outer
   * references.
   */
  public void follow(Object inner, Field field) {
    track(inner);
    Object outer = value(field, inner);
    if (outer != null) hold(field.getDeclaringClass(), field.getName(), track(outer));
    run();
  }

  /** Whether an object was met as an outer object; of others nothing is known and all is needed. */
  public boolean isTracked(Object object) {
    return bits.containsKey(object);
  }

  /** Whether code that is not followed may use the object. */
  public boolean escapes(Object object) {
    return escapes.containsKey(bits.get(object));
  }

  /** How the object escapes, as the end of a sentence about it. */
  public String escape(Object object) {
    return escapes.get(bits.get(object));
  }

  /** The fields of a tracked object that may be read; complete unless it escapes. */
  public Set<Field> reads(Object object) {
    return reads.get(bits.get(object));
  }

  /** Whether a field of a tracked object may be written. */
  public boolean isWritten(Object object) {
    return (written & (1L << bits.get(object))) != 0;
  }

  /** Whether code reads an outer reference given to {@link #follow(Object, Field)}. */
  public boolean isRead(Field outerReference) {
    return heapReads.contains(
        new HeapField(outerReference.getDeclaringClass(), outerReference.getName()));
  }

  /** Whether a field is a compiler's reference to an enclosing instance. */
  public static boolean isOuterReference(Field field) {
    return field.isSynthetic()
        && field.accessFlags().contains(AccessFlag.FINAL)
        && !field.accessFlags().contains(AccessFlag.STATIC)
        && field.getName().startsWith("this$");
  }

  private void run() {
    while (!pending.isEmpty()) {
      Context context = pending.removeFirst();
      long[] parameters = new long[context.parameters.size()];
      for (int i = 0; i < parameters.length; i++) parameters[i] = context.parameters.get(i);
      try {
        new Flow(
                code(context.method),
                parameters,
                new FollowedMethod(this, context.owner, context.method))
            .run();
      } catch (RuntimeException | LinkageError e) {
        // Whatever went wrong, the whole objects are right.
        escapeAll(
            "is used in "
                + context.method.methodName().stringValue()
                + ", whose byte code is not understood");
      }
    }
  }

  private static CodeAttribute code(MethodModel method) {
    return (CodeAttribute) method.code().orElseThrow();
  }

  /** Enters a method body; arguments are one entry each, {@link Flow} wants one per slot. */
  void enter(Class<?> owner, MethodModel method, long[] arguments, boolean hasReceiver) {
    MethodTypeDesc type = method.methodTypeSymbol();
    List<Long> slots = new ArrayList<>();
    int next = 0;
    if (hasReceiver) slots.add(arguments[next++]);
    for (int i = 0; i < type.parameterCount(); i++, next++) {
      slots.add(arguments[next]);
      if (TypeKind.from(type.parameterType(i)).slotSize() == 2) slots.add(OTHER);
    }
    enter(new Context(owner, method, List.copyOf(slots)));
  }

  private void enter(Context context) {
    if (seen.size() >= CONTEXTS_MAX) escapeAll("is used by more code than can be followed");
    else if (seen.add(context)) pending.addLast(context);
  }

  /** The bit of an object that may be tracked, {@link Frame#OTHER} for one that may not. */
  long track(Object object) {
    Integer known = bits.get(object);
    if (known != null) return 1L << known;
    if (object == null || tracked.size() == TRACKED_MAX) return OTHER;
    int bit = tracked.size();
    tracked.add(object);
    bits.put(object, bit);
    reads.add(new HashSet<>());
    if (!files.isUser(object.getClass()) || object.getClass().isHidden()) {
      escapes.put(
          bit, "is an object of " + object.getClass().getName() + ", which is not followed");
    }
    return 1L << bit;
  }

  List<Object> objects(long value) {
    List<Object> objects = new ArrayList<>();
    for (int bit = 0; bit < tracked.size(); bit++)
      if ((value & (1L << bit)) != 0) objects.add(tracked.get(bit));
    return objects;
  }

  void escape(long value, String how) {
    for (Object object : objects(value)) escapes.putIfAbsent(bits.get(object), how);
  }

  private void escapeAll(String how) {
    for (int bit = 0; bit < tracked.size(); bit++) escapes.putIfAbsent(bit, how);
    pending.clear();
  }

  /** Notes that a field of a tracked object is read; gives what it may hold. */
  long read(Object receiver, Class<?> named, String name, Class<?> type) {
    for (Class<?> owner = named; owner != null; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (!field.getName().equals(name) || field.getType() != type) continue;
        if (!files.isUser(owner)) break;
        reads(receiver).add(field);
        return isOuterReference(field) ? track(value(field, receiver)) | OTHER : OTHER;
      }
    }
    escape(track(receiver), "has its field " + name + " of a class of the JDK read");
    return OTHER;
  }

  private Object value(Field field, Object receiver) {
    try {
      field.setAccessible(true);
      return field.get(receiver);
    } catch (ReflectiveOperationException | RuntimeException e) {
      escape(track(receiver), "has a field " + field.getName() + " that may not be read");
      return null;
    }
  }

  /** What instances that are not tracked may hold in a field. */
  long held(Class<?> owner, String name) {
    HeapField field = new HeapField(owner, name);
    long value = heap.getOrDefault(field, 0L);
    if (value != 0) heapReads.add(field);
    return value;
  }

  /** Some instance of {@code owner} now holds tracked objects in a synthetic final field. */
  void hold(Class<?> owner, String name, long value) {
    long added = value & ~OTHER;
    long known = heap.getOrDefault(new HeapField(owner, name), 0L);
    if ((added & ~known) == 0) return;
    if (owner.getEnclosingClass() == null || owner.getNestHost() == owner) {
      escape(added, "is stored in the field " + name + " of " + owner.getName());
      return;
    }
    heap.put(new HeapField(owner, name), known | added);
    try {
      for (Class<?> member : owner.getNestMembers()) enterReaders(member, owner, name, added);
      pending.addAll(seen);
    } catch (LinkageError | RuntimeException e) {
      escape(added, "is used by the classes around " + owner.getName() + ", which cannot be read");
    }
  }

  void noteWrite(long receiver) {
    written |= receiver & ~OTHER;
  }

  private void enterReaders(Class<?> member, Class<?> owner, String name, long added) {
    Optional<SyntheticReads> readers = files.syntheticReads(member);
    if (readers.isEmpty()) {
      escape(added, "is used by " + member.getName() + ", whose class file cannot be found");
      return;
    }
    for (MethodModel method : readers.get().of(owner, name)) {
      boolean hasReceiver = !method.flags().has(AccessFlag.STATIC);
      long[] arguments =
          new long[method.methodTypeSymbol().parameterCount() + (hasReceiver ? 1 : 0)];
      Arrays.fill(arguments, OTHER);
      enter(member, method, arguments, hasReceiver);
    }
  }
}
