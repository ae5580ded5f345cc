package io.brasa.core.closure.bytecode;

import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;

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

  /** An element that is no primitive is read from an array; gives what it may be. */
  default long element(long array) {
    return Frame.OTHER;
  }

  /** An element is written to an array. */
  default void storeElement(long array, long value) {
    if (Flow.isTracked(value)) escape(value, "is stored in an array");
  }

  /** The method ends with a result that is no primitive. */
  default void returned(long value) {
    if (Flow.isTracked(value)) escape(value, "is returned");
  }

  /** An object is made; gives what it is. */
  default long made(ClassDesc type) {
    return Frame.OTHER;
  }

  /** An array is made; gives what it is. */
  default long madeArray() {
    return Frame.OTHER;
  }
}
