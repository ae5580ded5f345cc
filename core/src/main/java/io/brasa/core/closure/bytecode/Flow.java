package io.brasa.core.closure.bytecode;

import static io.brasa.core.closure.bytecode.Frame.OTHER;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows tracked objects through one method: a forward data-flow analysis in the manner of the
 * type-inferring verifier (Java virtual machine specification, section 4.10.2). Every instruction
 * is interpreted over {@link Frame}s until nothing new arrives anywhere; what happens to tracked
 * values is told to {@link Effects}, possibly several times. All paths count, dead ones too, so
 * what is told covers every run.
 */
final class Flow {
  private final List<CodeElement> elements;
  private final Map<Label, Integer> positions = new HashMap<>();
  private final List<List<Integer>> handlers;
  private final Frame[] arriving;
  private final Deque<Integer> pending = new ArrayDeque<>();
  private final BitSet isPending = new BitSet();
  private final Effects effects;

  Flow(CodeAttribute code, long[] parameters, Effects effects) {
    this.effects = effects;
    elements = code.elementList();
    arriving = new Frame[elements.size()];
    handlers = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      handlers.add(List.of());
      if (elements.get(i) instanceof LabelTarget target) positions.put(target.label(), i);
    }
    for (ExceptionCatch handler : code.exceptionHandlers()) cover(handler);
    Frame entry = new Frame(code.maxLocals(), code.maxStack());
    for (int i = 0; i < parameters.length; i++) entry.store(i, parameters[i]);
    arrive(0, entry);
  }

  private void cover(ExceptionCatch handler) {
    int end = positions.get(handler.tryEnd());
    for (int i = positions.get(handler.tryStart()); i < end; i++) {
      List<Integer> targets = new ArrayList<>(handlers.get(i));
      targets.add(positions.get(handler.handler()));
      handlers.set(i, targets);
    }
  }

  void run() {
    while (!pending.isEmpty()) {
      int position = pending.removeFirst();
      isPending.clear(position);
      Frame frame = arriving[position].copy();
      if (elements.get(position) instanceof Instruction instruction) {
        for (int handler : handlers.get(position)) arrive(handler, frame.thrown());
        step(instruction, frame);
        leave(instruction, frame);
        // A handler sees local variables as they were before or after any instruction it covers;
        // the next instruction it
        // covers reports the state after this one, and the last one can no longer throw once it has
        // stored.
        if (!fallsThrough(instruction)) continue;
      }
      if (position + 1 < elements.size()) arrive(position + 1, frame);
    }
  }

  private void arrive(int position, Frame frame) {
    Frame known = arriving[position];
    boolean news = true;
    if (known == null) arriving[position] = frame.copy();
    else news = known.merge(frame);
    if (news && !isPending.get(position)) {
      isPending.set(position);
      pending.addLast(position);
    }
  }

  private void leave(Instruction instruction, Frame frame) {
    switch (instruction) {
      case BranchInstruction branch -> arrive(positions.get(branch.target()), frame);
      case LookupSwitchInstruction choice -> leave(choice.defaultTarget(), choice.cases(), frame);
      case TableSwitchInstruction choice -> leave(choice.defaultTarget(), choice.cases(), frame);
      default -> {}
    }
  }

  private void leave(Label otherwise, List<SwitchCase> cases, Frame frame) {
    arrive(positions.get(otherwise), frame);
    for (SwitchCase one : cases) arrive(positions.get(one.target()), frame);
  }

  private static boolean fallsThrough(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction branch ->
          branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
      case LookupSwitchInstruction _,
          TableSwitchInstruction _,
          ReturnInstruction _,
          ThrowInstruction _ ->
          false;
      default -> true;
    };
  }

  private void step(Instruction instruction, Frame frame) {
    switch (instruction) {
      case LoadInstruction load -> load(load, frame);
      case StoreInstruction store -> store(store, frame);
      case FieldInstruction field -> field(field, frame);
      case InvokeInstruction call -> call(call, frame);
      case InvokeDynamicInstruction call -> link(call, frame);
      case StackInstruction stack -> stack(stack.opcode(), frame);
      case OperatorInstruction operator -> operate(operator, frame);
      case ConstantInstruction constant -> frame.pushOther(constant.typeKind().slotSize());
      case ConvertInstruction convert -> {
        frame.pop(convert.fromType().slotSize());
        frame.pushOther(convert.toType().slotSize());
      }
      case ArrayLoadInstruction load -> {
        frame.pop();
        long array = frame.pop();
        if (load.typeKind() == TypeKind.REFERENCE) frame.push(effects.element(array));
        else frame.pushOther(load.typeKind().slotSize());
      }
      case ArrayStoreInstruction store -> {
        long value = frame.pop(store.typeKind().slotSize());
        frame.pop();
        effects.storeElement(frame.pop(), value);
      }
      case NewObjectInstruction made -> frame.push(effects.made(made.className().asSymbol()));
      case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> make(frame, 1);
      case NewMultiArrayInstruction array -> make(frame, array.dimensions());
      case TypeCheckInstruction check -> {
        if (check.opcode() == Opcode.INSTANCEOF) replaceTop(frame, 1);
      }
      case BranchInstruction branch -> frame.pop(comparedSlots(branch.opcode()));
      case LookupSwitchInstruction _, TableSwitchInstruction _, MonitorInstruction _ -> frame.pop();
      case ReturnInstruction result -> {
        if (result.typeKind() == TypeKind.REFERENCE) effects.returned(frame.pop());
      }
      case ThrowInstruction _ -> escape(frame.pop(), "is thrown");
      case IncrementInstruction _, NopInstruction _ -> {}
      case DiscontinuedInstruction _ ->
          throw new IllegalStateException("subroutines of old byte code");
      default -> throw new IllegalStateException("an unknown instruction " + instruction);
    }
  }

  private void make(Frame frame, int dimensions) {
    frame.pop(dimensions);
    frame.push(effects.madeArray());
  }

  private static void replaceTop(Frame frame, int slots) {
    frame.pop(slots);
    frame.pushOther(1);
  }

  private static void load(LoadInstruction load, Frame frame) {
    if (load.typeKind() == TypeKind.REFERENCE) frame.push(frame.local(load.slot()));
    else frame.pushOther(load.typeKind().slotSize());
  }

  private static void store(StoreInstruction store, Frame frame) {
    int slots = store.typeKind().slotSize();
    long value = frame.pop(slots);
    for (int i = 0; i < slots; i++) frame.store(store.slot() + i, value);
  }

  private void field(FieldInstruction field, Frame frame) {
    int slots = TypeKind.from(field.typeSymbol()).slotSize();
    switch (field.opcode()) {
      case GETSTATIC -> frame.pushOther(slots);
      case PUTSTATIC ->
          escape(frame.pop(slots), "is stored in the static field " + field.name().stringValue());
      case GETFIELD -> {
        long value = effects.read(field, frame.pop());
        if (slots == 1) frame.push(value);
        else frame.pushOther(slots);
      }
      default -> {
        long value = frame.pop(slots);
        long receiver = frame.pop();
        if (isTracked(value | receiver)) effects.write(field, receiver, value);
      }
    }
  }

  private void call(InvokeInstruction call, Frame frame) {
    MethodTypeDesc type = call.typeSymbol();
    long result = effects.call(call, arguments(type, call.opcode() != Opcode.INVOKESTATIC, frame));
    int slots = TypeKind.from(type.returnType()).slotSize();
    if (slots == 1) frame.push(result);
    else frame.pushOther(slots);
  }

  private void link(InvokeDynamicInstruction call, Frame frame) {
    MethodTypeDesc type = call.typeSymbol();
    effects.link(call, arguments(type, false, frame));
    frame.pushOther(TypeKind.from(type.returnType()).slotSize());
  }

  /** One entry per argument, whatever its size. */
  private static long[] arguments(MethodTypeDesc type, boolean hasReceiver, Frame frame) {
    int first = hasReceiver ? 1 : 0;
    long[] arguments = new long[type.parameterCount() + first];
    for (int i = type.parameterCount() - 1; i >= 0; i--) {
      ClassDesc parameter = type.parameterType(i);
      arguments[i + first] = frame.pop(TypeKind.from(parameter).slotSize());
    }
    if (hasReceiver) arguments[0] = frame.pop();
    return arguments;
  }

  private static void stack(Opcode opcode, Frame frame) {
    switch (opcode) {
      case POP -> frame.pop();
      case POP2 -> frame.pop(2);
      case DUP -> frame.duplicate(1, 0);
      case DUP_X1 -> frame.duplicate(1, 1);
      case DUP_X2 -> frame.duplicate(1, 2);
      case DUP2 -> frame.duplicate(2, 0);
      case DUP2_X1 -> frame.duplicate(2, 1);
      case DUP2_X2 -> frame.duplicate(2, 2);
      case SWAP -> frame.swap();
      default -> throw new IllegalStateException("an unknown stack instruction " + opcode);
    }
  }

  private static void operate(OperatorInstruction operator, Frame frame) {
    int slots = operator.typeKind().slotSize();
    switch (operator.opcode()) {
      case ARRAYLENGTH -> replaceTop(frame, 1);
      case INEG, LNEG, FNEG, DNEG -> {}
      case ISHL, ISHR, IUSHR, LSHL, LSHR, LUSHR -> frame.pop();
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> replaceTop(frame, 2 * slots);
      default -> frame.pop(slots);
    }
  }

  private static int comparedSlots(Opcode opcode) {
    return switch (opcode) {
      case GOTO, GOTO_W -> 0;
      case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE ->
          2;
      default -> 1;
    };
  }

  private void escape(long value, String how) {
    if (isTracked(value)) effects.escape(value, how);
  }

  static boolean isTracked(long value) {
    return (value & ~OTHER) != 0;
  }
}
