package io.brasa.core.closure.bytecode;

import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;

/**
 * Told by {@link Flow} whatever a method does with values that may be tracked. Bits as in {@link
 * Frame}.
 */
interface Effects {
  /** A field is read from {@code receiver}; gives what the value may be. */
  long read(FieldInstruction field, long receiver);

  /** A field is written; the receiver or the value has a tracked bit. */
  void write(FieldInstruction field, long receiver, long value);

  /** A call, its receiver first unless it is static; gives what the result may be. */
  long call(InvokeInstruction call, long[] arguments);

  /** A call site linked at run time, a lambda for example. */
  void link(InvokeDynamicInstruction call, long[] arguments);

  /** {@code value}, which has a tracked bit, goes where it is not followed. */
  void escape(long value, String how);
}
