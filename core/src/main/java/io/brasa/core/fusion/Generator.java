package io.brasa.core.fusion;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_List;
import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import io.brasa.core.function.DoubleFunction;
import io.brasa.core.function.DoubleOperator;
import io.brasa.core.function.DoubleOperator2;
import io.brasa.core.function.DoublePredicate;
import io.brasa.core.function.DoubleToLongFunction;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.LongFunction;
import io.brasa.core.function.LongOperator;
import io.brasa.core.function.LongOperator2;
import io.brasa.core.function.LongPredicate;
import io.brasa.core.function.LongToDoubleFunction;
import io.brasa.core.function.PairFlatMapFunction;
import io.brasa.core.function.PairFunction;
import io.brasa.core.function.VoidFunction;
import io.brasa.core.lineage.Form;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the kernel of a shape. For {@code flatMap, mapToPair} into a shuffle it is, as Java:
 *
 * <pre>
 *   final class Kernel$ExpandMapToPairDivide extends Kernel {
 *     private final FlatMapFunction f0;
 *     private final PairFunction f1;
 *     private final ShuffleWriter end;
 *
 *     boolean run() { return level0(); }
 *
 *     private boolean level0() {                        // draws from the source
 *       if (open[1] != null &amp;&amp; !level1()) return false;
 *       Iterator source = open[0];
 *       for (int budget = this.budget; source.hasNext(); ) {
 *         if (budget &lt;= 0) { this.budget = budget; return false; }
 *         budget--;
 *         Object e = source.next();
 *         Iterator expanded = f0.call(e);
 *         if (expanded == null) throw gaveNull(0);
 *         enter(1, expanded);
 *         this.budget = budget;
 *         if (!level1()) return false;
 *         budget = this.budget;
 *       }
 *       this.budget = budget;
 *       return true;
 *     }
 *
 *     private boolean level1() {                        // draws from what f0 gave
 *       ...  Pair e = f1.call(source.next()); end.write(e._1(), e._2());
 *       closeLevel(1);
 *       return true;
 *     }
 *   }
 * </pre>
 *
 * <p>Each call has a place of its own, so HotSpot sees which class is called there and inlines it,
 * however many pipelines the process has run, and boxes and pairs that only go from one link to the
 * next are never made. The class is hidden, names no class of the user's, and goes when the last
 * chain and the cache let go of it.
 *
 * <p><b>Sizes.</b> A link takes at most 60 bytes. After {@link #LINKS_PER_METHOD} of them the rest
 * goes to a method of its own, {@code rest50}, which takes the element and answers whether to go
 * on; so no method comes near the 8,000 bytes beyond which HotSpot does not compile.
 *
 * <p><b>Adding a form.</b> A case in {@link #functionOf}, in {@link #taken} and in {@link
 * Body#link}. Between primitive forms the element is a long or a double in a variable of its own,
 * and boxed only where a link or the end takes objects.
 */
final class Generator {
  static final int LINKS_PER_METHOD = 50;

  private static final ClassDesc KERNEL = desc(Kernel.class);
  private static final ClassDesc SINK = desc(Sink.class);
  private static final ClassDesc FOLD = desc(FoldSink.class);
  private static final ClassDesc ITERATOR = ClassDesc.of("java.util.Iterator");
  private static final ClassDesc ITERATORS = ITERATOR.arrayType();
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final ClassDesc PAIR = ClassDesc.of("io.brasa.core.function.Pair");
  private static final ClassDesc WRITER = ClassDesc.of("io.brasa.core.shuffle.ShuffleWriter");
  private static final ClassDesc FUNCTION2 = desc(Function2.class);
  private static final ClassDesc CALLED_FOR_EFFECT = desc(VoidFunction.class);

  private static final MethodTypeDesc CONSTRUCTOR =
      MethodTypeDesc.of(CD_void, OBJECTS, SINK, CD_List, ITERATORS);
  private static final MethodTypeDesc MAKE =
      MethodTypeDesc.of(KERNEL, OBJECTS, SINK, CD_List, ITERATORS);
  private static final MethodTypeDesc LEVEL = MethodTypeDesc.of(CD_boolean);
  private static final MethodTypeDesc REST = MethodTypeDesc.of(CD_boolean, CD_Object);
  private static final MethodTypeDesc GET = MethodTypeDesc.of(CD_Object);

  // Variables of the methods.
  private static final int SOURCE = 1;
  private static final int ELEMENT = 2;
  private static final int BUDGET = 3;
  private static final int FOLDED = 4;
  private static final int KEY = 5;
  private static final int SCRATCH = 6;

  /** The element while it is a long or a double. */
  private static final int NUMBER = 7;

  /** The folded value while it is a long or a double, and whether there is one. */
  private static final int FOLDED_NUMBER = 9;

  private static final int HAS_NUMBER = 11;

  private final List<Form> forms;
  private final Ending ending;
  private final ClassDesc self;

  private Generator(List<Form> forms, Ending ending) {
    this.forms = forms;
    this.ending = ending;
    this.self = ClassDesc.of(KERNEL.packageName(), "Kernel$" + name(forms, ending));
  }

  /** The prototype of a new class. */
  static Kernel generate(List<Form> forms, Ending ending) {
    Object[] prototype = new Object[1];
    try {
      MethodHandles.lookup()
          .defineHiddenClassWithClassData(classFile(forms, ending), prototype, true);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("no access to the own package", e);
    }
    return (Kernel) prototype[0];
  }

  static byte[] classFile(List<Form> forms, Ending ending) {
    return new Generator(forms, ending).classFile();
  }

  private static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** For profilers: {@code MapFilterFold}, and not without end. */
  private static String name(List<Form> forms, Ending ending) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < Math.min(forms.size(), 8); i++) appendWords(name, forms.get(i).name());
    if (forms.size() > 8) name.append("And").append(forms.size() - 8);
    appendWords(name, ending.name());
    return name.toString();
  }

  private static void appendWords(StringBuilder name, String constant) {
    boolean isFirst = true;
    for (int i = 0; i < constant.length(); i++) {
      char c = constant.charAt(i);
      if (c != '_') name.append(isFirst ? c : Character.toLowerCase(c));
      isFirst = c == '_';
    }
  }

  // ---- the class

  private byte[] classFile() {
    ClassHierarchyResolver types =
        ClassHierarchyResolver.ofClassLoading(Generator.class.getClassLoader());
    return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(types))
        .build(
            self,
            type -> {
              type.withSuperclass(KERNEL).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
              fields(type);
              type.withMethodBody(
                  ConstantDescs.CLASS_INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_STATIC,
                  this::initialiser);
              type.withMethodBody(INIT_NAME, CONSTRUCTOR, 0, this::constructor);
              type.withMethodBody("make", MAKE, 0, this::make);
              type.withMethodBody("run", LEVEL, 0, this::run);
              methods(type);
            });
  }

  private void fields(ClassBuilder type) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;
    for (int i = 0; i < forms.size(); i++) {
      Class<?> function = functionOf(forms.get(i));
      if (function != null) type.withField("f" + i, desc(function), flags);
    }
    switch (ending) {
      case READY -> {}
      case SINK -> type.withField("end", SINK, flags);
      case FOLD, FOLD_LONGS, FOLD_DOUBLES -> {
        type.withField("end", folding(), flags);
        type.withField("folded", FOLD, flags);
      }
      case EACH -> type.withField("end", CALLED_FOR_EFFECT, flags);
      case DIVIDE -> type.withField("end", WRITER, flags);
    }
  }

  /** What combines two values. */
  private ClassDesc folding() {
    return switch (ending) {
      case FOLD_LONGS -> desc(LongOperator2.class);
      case FOLD_DOUBLES -> desc(DoubleOperator2.class);
      case FOLD, READY, SINK, EACH, DIVIDE -> FUNCTION2;
    };
  }

  /** As what the end takes elements. */
  private static TypeKind taken(Ending ending) {
    return switch (ending) {
      case FOLD_LONGS -> TypeKind.LONG;
      case FOLD_DOUBLES -> TypeKind.DOUBLE;
      case FOLD, READY, SINK, EACH, DIVIDE -> TypeKind.REFERENCE;
    };
  }

  /** What a form calls; null if nothing. */
  private static Class<?> functionOf(Form form) {
    return switch (form) {
      case MAP, FILTER, KEY_BY, MAP_VALUE -> Function.class;
      case EXPAND, EXPAND_VALUE -> FlatMapFunction.class;
      case MAP_TO_PAIR -> PairFunction.class;
      case EXPAND_TO_PAIRS -> PairFlatMapFunction.class;
      case MAP_TO_LONG -> LongFunction.class;
      case MAP_TO_DOUBLE -> DoubleFunction.class;
      case MAP_LONG -> LongOperator.class;
      case MAP_DOUBLE -> DoubleOperator.class;
      case LONG_TO_DOUBLE -> LongToDoubleFunction.class;
      case DOUBLE_TO_LONG -> DoubleToLongFunction.class;
      case FILTER_LONG -> LongPredicate.class;
      case FILTER_DOUBLE -> DoublePredicate.class;
      case TO_KEY, FIRST, SECOND, IDENTITY -> null;
    };
  }

  /** As what a form takes the element: an object, a long or a double. */
  private static TypeKind taken(Form form) {
    return switch (form) {
      case MAP_LONG, LONG_TO_DOUBLE, FILTER_LONG -> TypeKind.LONG;
      case MAP_DOUBLE, DOUBLE_TO_LONG, FILTER_DOUBLE -> TypeKind.DOUBLE;
      case MAP, FILTER, EXPAND, MAP_TO_PAIR, EXPAND_TO_PAIRS, KEY_BY, MAP_VALUE, EXPAND_VALUE ->
          TypeKind.REFERENCE;
      case TO_KEY, FIRST, SECOND, IDENTITY, MAP_TO_LONG, MAP_TO_DOUBLE -> TypeKind.REFERENCE;
    };
  }

  /** Leaves the prototype where {@link #generate} finds it: no reflection is needed. */
  private void initialiser(CodeBuilder code) {
    ClassDesc handles = ClassDesc.of("java.lang.invoke.MethodHandles");
    code.invokestatic(handles, "lookup", MethodTypeDesc.of(CD_MethodHandles_Lookup))
        .loadConstant(ConstantDescs.DEFAULT_NAME)
        .loadConstant(OBJECTS)
        .invokestatic(
            handles,
            "classData",
            MethodTypeDesc.of(CD_Object, CD_MethodHandles_Lookup, CD_String, CD_Class))
        .checkcast(OBJECTS)
        .iconst_0()
        .new_(self)
        .dup()
        .loadConstant(forms.size())
        .anewarray(CD_Object)
        .aconst_null()
        .aconst_null()
        .iconst_0()
        .anewarray(ITERATOR)
        .invokespecial(self, INIT_NAME, CONSTRUCTOR)
        .aastore()
        .return_();
  }

  private void constructor(CodeBuilder code) {
    code.aload(0).aload(3).aload(4);
    code.invokespecial(KERNEL, INIT_NAME, MethodTypeDesc.of(CD_void, CD_List, ITERATORS));
    for (int i = 0; i < forms.size(); i++) {
      Class<?> function = functionOf(forms.get(i));
      if (function == null) continue;
      code.aload(0).aload(1).loadConstant(i).aaload().checkcast(desc(function));
      code.putfield(self, "f" + i, desc(function));
    }
    switch (ending) {
      case READY -> {}
      case SINK -> code.aload(0).aload(2).putfield(self, "end", SINK);
      case FOLD, FOLD_LONGS, FOLD_DOUBLES -> {
        code.aload(0).aload(2).checkcast(FOLD).putfield(self, "folded", FOLD);
        Label none = code.newLabel();
        code.aload(2).ifnull(none).aload(0).aload(2).checkcast(FOLD);
        code.invokevirtual(FOLD, "called", GET).checkcast(folding());
        code.putfield(self, "end", folding()).labelBinding(none);
      }
      case EACH -> ofSink(code, desc(EachSink.class), "function", CALLED_FOR_EFFECT);
      case DIVIDE -> ofSink(code, desc(DivideSink.class), "writer", WRITER);
    }
    code.return_();
  }

  /** The prototype has no sink. */
  private void ofSink(CodeBuilder code, ClassDesc sink, String field, ClassDesc type) {
    Label none = code.newLabel();
    code.aload(2).ifnull(none).aload(0).aload(2).checkcast(sink);
    code.getfield(sink, field, type).putfield(self, "end", type).labelBinding(none);
  }

  private void make(CodeBuilder code) {
    code.new_(self).dup().aload(1).aload(2).aload(3).aload(4);
    code.invokespecial(self, INIT_NAME, CONSTRUCTOR).areturn();
  }

  private void run(CodeBuilder code) {
    code.aload(0).invokevirtual(self, "level0", LEVEL).ireturn();
  }

  /** A method for each level, and one for each further run of links within it. */
  private void methods(ClassBuilder type) {
    int level = 0;
    int from = 0;
    while (true) {
      int to = endOfMethod(from);
      Body body = new Body(level, from, to);
      if (from == entryOf(level)) {
        type.withMethodBody("level" + level, LEVEL, ClassFile.ACC_PRIVATE, body::loop);
      } else {
        type.withMethodBody("rest" + from, REST, ClassFile.ACC_PRIVATE, body::rest);
      }
      boolean expands = to > from && forms.get(to - 1).isExpanding();
      if (to == forms.size() && !expands) return;
      if (expands) level++;
      from = to;
    }
  }

  /** Behind an expansion the next level begins, whose element is another one. */
  private int endOfMethod(int from) {
    int to = from;
    while (to < forms.size() && to - from < LINKS_PER_METHOD) {
      if (forms.get(to++).isExpanding()) break;
    }
    return to;
  }

  /** The first link that elements of a level pass. */
  private int entryOf(int level) {
    int expansions = 0;
    for (int i = 0; i < forms.size() && expansions <= level; i++) {
      if (expansions == level) return i;
      if (forms.get(i).isExpanding()) expansions++;
    }
    return level == 0 ? 0 : forms.size();
  }

  // ---- one method

  /** The links from one to before another, which the elements of one level pass in one method. */
  private final class Body {
    private final int level;
    private final int from;
    private final int to;
    private final boolean hasExpansion;
    private final boolean hasEnd;

    /** As what the element is held at the place that is being written. */
    private TypeKind kind = TypeKind.REFERENCE;

    Body(int level, int from, int to) {
      this.level = level;
      this.from = from;
      this.to = to;
      this.hasExpansion = to > from && forms.get(to - 1).isExpanding();
      this.hasEnd = to == forms.size() && !hasExpansion;
    }

    private boolean folds() {
      return hasEnd
          && switch (ending) {
            case FOLD, FOLD_LONGS, FOLD_DOUBLES -> true;
            case READY, SINK, EACH, DIVIDE -> false;
          };
    }

    void loop(CodeBuilder code) {
      Label head = code.newLabel();
      Label exhausted = code.newLabel();
      Label leave = code.newLabel();
      if (hasLevelAbove()) resume(code);
      code.aload(0).getfield(self, "open", ITERATORS).loadConstant(level).aaload().astore(SOURCE);
      code.aload(0).getfield(self, "budget", ConstantDescs.CD_int).istore(BUDGET);
      if (isKeyed()) {
        code.aload(0).getfield(self, "keys", OBJECTS).loadConstant(level).aaload().astore(KEY);
      }
      if (folds()) loadFolded(code);
      code.labelBinding(head);
      code.aload(SOURCE).invokeinterface(ITERATOR, "hasNext", MethodTypeDesc.of(CD_boolean));
      code.ifeq(exhausted).iload(BUDGET).ifle(leave).iinc(BUDGET, -1);
      draw(code);
      links(code, new Ways(head, true));
      code.labelBinding(leave);
      saveAll(code).iconst_0().ireturn();
      code.labelBinding(exhausted);
      saveAll(code);
      if (level > 0) {
        code.aload(0).loadConstant(level);
        code.invokevirtual(self, "closeLevel", MethodTypeDesc.of(CD_void, ConstantDescs.CD_int));
      }
      code.iconst_1().ireturn();
    }

    void rest(CodeBuilder code) {
      code.aload(1).astore(ELEMENT);
      if (folds()) loadFolded(code);
      Label next = code.newLabel();
      links(code, new Ways(next, false));
      code.labelBinding(next);
      if (folds()) saveFolded(code);
      code.iconst_1().ireturn();
    }

    private boolean hasLevelAbove() {
      for (int i = from; i < forms.size(); i++) if (forms.get(i).isExpanding()) return true;
      return false;
    }

    private boolean isKeyed() {
      return level > 0 && forms.get(from - 1) == Form.EXPAND_VALUE;
    }

    /** Drains first what is open above. */
    private void resume(CodeBuilder code) {
      Label begin = code.newLabel();
      code.aload(0).getfield(self, "open", ITERATORS).loadConstant(level + 1).aaload();
      code.ifnull(begin).aload(0).invokevirtual(self, "level" + (level + 1), LEVEL).ifne(begin);
      code.iconst_0().ireturn().labelBinding(begin);
    }

    private void draw(CodeBuilder code) {
      if (isKeyed()) code.new_(PAIR).dup().aload(KEY);
      code.aload(SOURCE).invokeinterface(ITERATOR, "next", GET);
      if (isKeyed()) newPair(code);
      code.astore(ELEMENT);
    }

    private void loadFolded(CodeBuilder code) {
      code.aload(0).getfield(self, "folded", FOLD).getfield(FOLD, "value", CD_Object);
      code.astore(FOLDED);
      TypeKind number = taken(ending);
      if (number == TypeKind.REFERENCE) return;
      Label none = code.newLabel();
      Label done = code.newLabel();
      code.aload(FOLDED).getstatic(FOLD, "NOTHING", CD_Object).if_acmpeq(none);
      unbox(code.aload(FOLDED), number).storeLocal(number, FOLDED_NUMBER);
      code.iconst_1().istore(HAS_NUMBER).goto_(done).labelBinding(none);
      code.loadConstant(number == TypeKind.LONG ? (ConstantDesc) 0L : (ConstantDesc) 0.0);
      code.storeLocal(number, FOLDED_NUMBER).iconst_0().istore(HAS_NUMBER).labelBinding(done);
    }

    private void saveFolded(CodeBuilder code) {
      TypeKind number = taken(ending);
      if (number != TypeKind.REFERENCE) {
        Label none = code.newLabel();
        code.iload(HAS_NUMBER).ifeq(none).aload(0).getfield(self, "folded", FOLD);
        code.loadLocal(number, FOLDED_NUMBER);
        code.invokestatic(box(number), "valueOf", valueOf(number));
        code.putfield(FOLD, "value", CD_Object).labelBinding(none);
        return;
      }
      code.aload(0).getfield(self, "folded", FOLD).aload(FOLDED);
      code.putfield(FOLD, "value", CD_Object);
    }

    private void saveBudget(CodeBuilder code) {
      code.aload(0).iload(BUDGET).putfield(self, "budget", ConstantDescs.CD_int);
    }

    /** What other methods, and the chain, want to see of a loop's variables. */
    private CodeBuilder saveAll(CodeBuilder code) {
      saveBudget(code);
      if (folds()) saveFolded(code);
      return code;
    }

    private void links(CodeBuilder code, Ways ways) {
      for (int i = from; i < to; i++) {
        become(code, taken(forms.get(i)));
        link(code, i, ways);
      }
      become(code, hasEnd ? taken(ending) : TypeKind.REFERENCE);
      if (hasEnd) {
        end(code, ways);
      } else if (hasExpansion) {
        continueIn(code, ways, c -> c.aload(0).invokevirtual(self, "level" + (level + 1), LEVEL));
      } else {
        continueIn(
            code, ways, c -> c.aload(0).aload(ELEMENT).invokevirtual(self, "rest" + to, REST));
      }
    }

    /** Boxes or unboxes the element if the next link, or the end, wants it so. */
    private void become(CodeBuilder code, TypeKind wanted) {
      if (kind == wanted) return;
      if (kind != TypeKind.REFERENCE) {
        code.loadLocal(kind, NUMBER);
        code.invokestatic(box(kind), "valueOf", valueOf(kind)).astore(ELEMENT);
      }
      if (wanted != TypeKind.REFERENCE) {
        unbox(code.aload(ELEMENT), wanted).storeLocal(wanted, NUMBER);
      }
      kind = wanted;
    }

    /** Booleans are ints to the verifier, not in descriptors. */
    private static ClassDesc descOf(TypeKind result) {
      return result == TypeKind.BOOLEAN ? CD_boolean : result.upperBound();
    }

    private static CodeBuilder unbox(CodeBuilder code, TypeKind number) {
      String value = number == TypeKind.LONG ? "longValue" : "doubleValue";
      MethodTypeDesc type = MethodTypeDesc.of(number.upperBound());
      return code.checkcast(box(number)).invokevirtual(box(number), value, type);
    }

    private static MethodTypeDesc valueOf(TypeKind number) {
      return MethodTypeDesc.of(box(number), number.upperBound());
    }

    private static ClassDesc box(TypeKind number) {
      return number == TypeKind.LONG ? ConstantDescs.CD_Long : ConstantDescs.CD_Double;
    }

    /** Calls a function that takes the element as it is, and gives a primitive. */
    private void number(CodeBuilder code, int i, TypeKind result) {
      ClassDesc function = desc(functionOf(forms.get(i)));
      code.aload(0).getfield(self, "f" + i, function);
      code.loadLocal(kind, kind == TypeKind.REFERENCE ? ELEMENT : NUMBER);
      ClassDesc argument = kind == TypeKind.REFERENCE ? CD_Object : kind.upperBound();
      code.invokeinterface(function, "call", MethodTypeDesc.of(descOf(result), argument));
      if (result == TypeKind.BOOLEAN) return;
      code.storeLocal(result, NUMBER);
      kind = result;
    }

    private void link(CodeBuilder code, int i, Ways ways) {
      switch (forms.get(i)) {
        case MAP_TO_LONG, MAP_LONG, DOUBLE_TO_LONG -> number(code, i, TypeKind.LONG);
        case MAP_TO_DOUBLE, MAP_DOUBLE, LONG_TO_DOUBLE -> number(code, i, TypeKind.DOUBLE);
        case FILTER_LONG, FILTER_DOUBLE -> {
          number(code, i, TypeKind.BOOLEAN);
          code.ifeq(ways.next);
        }
        case MAP -> call(code, i, c -> c.aload(ELEMENT)).astore(ELEMENT);
        case FILTER -> filter(code, i, ways);
        case EXPAND, EXPAND_TO_PAIRS -> {
          call(code, i, c -> c.aload(ELEMENT)).astore(SCRATCH);
          requireNotNull(code, i);
          code.aload(0).loadConstant(level + 1).aload(SCRATCH);
          enter(code, ITERATOR);
        }
        case EXPAND_VALUE -> {
          call(code, i, c -> part(c, "_2")).astore(SCRATCH);
          requireNotNull(code, i);
          code.aload(0).loadConstant(level + 1).aload(SCRATCH);
          part(code, "_1");
          enter(code, ITERATOR, CD_Object);
        }
        case MAP_TO_PAIR -> call(code, i, c -> c.aload(ELEMENT)).astore(ELEMENT);
        case KEY_BY -> {
          code.new_(PAIR).dup();
          call(code, i, c -> c.aload(ELEMENT)).aload(ELEMENT);
          newPair(code).astore(ELEMENT);
        }
        case MAP_VALUE -> {
          code.new_(PAIR).dup();
          part(code, "_1");
          call(code, i, c -> part(c, "_2"));
          newPair(code).astore(ELEMENT);
        }
        case TO_KEY -> {
          code.new_(PAIR).dup().aload(ELEMENT).aconst_null();
          newPair(code).astore(ELEMENT);
        }
        case FIRST -> part(code, "_1").astore(ELEMENT);
        case SECOND -> part(code, "_2").astore(ELEMENT);
        case IDENTITY -> {}
      }
    }

    /** Leaves on the stack what the function of a link gives. */
    private CodeBuilder call(CodeBuilder code, int i, Consumer<CodeBuilder> argument) {
      Form form = forms.get(i);
      Class<?> function = functionOf(form);
      code.aload(0).getfield(self, "f" + i, desc(function));
      argument.accept(code);
      ClassDesc result =
          form.isExpanding() ? ITERATOR : form == Form.MAP_TO_PAIR ? PAIR : CD_Object;
      return code.invokeinterface(desc(function), "call", MethodTypeDesc.of(result, CD_Object));
    }

    private CodeBuilder part(CodeBuilder code, String name) {
      return code.aload(ELEMENT).checkcast(PAIR).invokevirtual(PAIR, name, GET);
    }

    private CodeBuilder newPair(CodeBuilder code) {
      return code.invokespecial(PAIR, INIT_NAME, MethodTypeDesc.of(CD_void, CD_Object, CD_Object));
    }

    private void enter(CodeBuilder code, ClassDesc... entered) {
      MethodTypeDesc type =
          MethodTypeDesc.of(CD_void, entered).insertParameterTypes(0, ConstantDescs.CD_int);
      code.invokevirtual(self, "enter", type);
    }

    private void filter(CodeBuilder code, int i, Ways ways) {
      call(code, i, c -> c.aload(ELEMENT)).checkcast(CD_Boolean).astore(SCRATCH);
      requireNotNull(code, i);
      code.aload(SCRATCH).invokevirtual(CD_Boolean, "booleanValue", LEVEL).ifeq(ways.next);
    }

    private void requireNotNull(CodeBuilder code, int i) {
      Label given = code.newLabel();
      code.aload(SCRATCH).ifnonnull(given).aload(0).loadConstant(i);
      ClassDesc error = ClassDesc.of("java.lang.NullPointerException");
      code.invokevirtual(self, "gaveNull", MethodTypeDesc.of(error, ConstantDescs.CD_int));
      code.athrow().labelBinding(given);
    }

    /** Another method goes on with the element; if it answers false, so does this one. */
    private void continueIn(CodeBuilder code, Ways ways, Consumer<CodeBuilder> method) {
      Label goesOn = code.newLabel();
      if (ways.isLoop) saveBudget(code);
      method.accept(code);
      code.ifne(goesOn).iconst_0().ireturn().labelBinding(goesOn);
      if (ways.isLoop) code.aload(0).getfield(self, "budget", ConstantDescs.CD_int).istore(BUDGET);
      if (ways.isLoop) code.goto_(ways.next);
    }

    private void end(CodeBuilder code, Ways ways) {
      switch (ending) {
        case READY -> {
          code.aload(0).aload(ELEMENT).putfield(self, "value", CD_Object);
          code.aload(0).iconst_1().putfield(self, "isReady", CD_boolean);
          if (ways.isLoop) saveBudget(code);
          code.iconst_0().ireturn();
        }
        case SINK -> {
          code.aload(0).getfield(self, "end", SINK).aload(ELEMENT);
          code.invokeinterface(SINK, "accept", MethodTypeDesc.of(CD_void, CD_Object));
          if (ways.isLoop) code.goto_(ways.next);
        }
        case EACH -> {
          code.aload(0).getfield(self, "end", CALLED_FOR_EFFECT).aload(ELEMENT);
          code.invokeinterface(CALLED_FOR_EFFECT, "call", MethodTypeDesc.of(CD_void, CD_Object));
          if (ways.isLoop) code.goto_(ways.next);
        }
        case DIVIDE -> {
          code.aload(0).getfield(self, "end", WRITER);
          part(code, "_1");
          part(code, "_2");
          code.invokevirtual(WRITER, "write", MethodTypeDesc.of(CD_void, CD_Object, CD_Object));
          if (ways.isLoop) code.goto_(ways.next);
        }
        case FOLD -> fold(code, ways);
        case FOLD_LONGS, FOLD_DOUBLES -> foldNumbers(code, ways);
      }
    }

    private void foldNumbers(CodeBuilder code, Ways ways) {
      TypeKind number = taken(ending);
      ClassDesc type = number.upperBound();
      Label isFirst = code.newLabel();
      code.iload(HAS_NUMBER).ifeq(isFirst).aload(0).getfield(self, "end", folding());
      code.loadLocal(number, FOLDED_NUMBER).loadLocal(number, NUMBER);
      code.invokeinterface(folding(), "call", MethodTypeDesc.of(type, type, type));
      code.storeLocal(number, FOLDED_NUMBER).goto_(ways.next).labelBinding(isFirst);
      code.loadLocal(number, NUMBER).storeLocal(number, FOLDED_NUMBER);
      code.iconst_1().istore(HAS_NUMBER);
      if (ways.isLoop) code.goto_(ways.next);
    }

    private void fold(CodeBuilder code, Ways ways) {
      Label isFirst = code.newLabel();
      code.aload(FOLDED).getstatic(FOLD, "NOTHING", CD_Object).if_acmpeq(isFirst);
      code.aload(0).getfield(self, "end", FUNCTION2).aload(FOLDED).aload(ELEMENT);
      code.invokeinterface(FUNCTION2, "call", MethodTypeDesc.of(CD_Object, CD_Object, CD_Object));
      code.astore(FOLDED).goto_(ways.next);
      code.labelBinding(isFirst);
      code.aload(ELEMENT).astore(FOLDED);
      if (ways.isLoop) code.goto_(ways.next);
    }
  }

  /**
   * @param next where the next element begins: the head of the loop, or the end of the method
   */
  private record Ways(Label next, boolean isLoop) {}
}
