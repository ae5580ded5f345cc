package io.brasa.core.closure.bytecode;

import java.util.Arrays;

/**
 * What may be in the local variables and on the operand stack of a method at one point: per slot a
 * set of tracked objects as bits, and {@link #OTHER} for everything else. Two-slot values take two
 * slots, as in the machine. A slot of no bit at all was never reached.
 */
final class Frame {
  /** Some value that is not tracked. */
  static final long OTHER = Long.MIN_VALUE;

  private final long[] locals;
  private final long[] stack;
  private int depth;

  Frame(int localsMax, int stackMax) {
    locals = new long[localsMax];
    stack = new long[stackMax];
  }

  private Frame(long[] locals, long[] stack, int depth) {
    this.locals = locals;
    this.stack = stack;
    this.depth = depth;
  }

  Frame copy() {
    return new Frame(locals.clone(), stack.clone(), depth);
  }

  /** The frame in which a handler starts when this point throws. */
  Frame thrown() {
    Frame frame = new Frame(locals.clone(), new long[stack.length], 0);
    frame.push(OTHER);
    return frame;
  }

  /** Adds what may be in another frame at the same point; true when that was news. */
  boolean merge(Frame other) {
    if (depth != other.depth) throw new IllegalStateException("stack depths differ");
    boolean newLocals = mergeInto(locals, other.locals, locals.length);
    boolean newStack = mergeInto(stack, other.stack, depth);
    return newLocals || newStack;
  }

  private static boolean mergeInto(long[] into, long[] from, int length) {
    boolean news = false;
    for (int i = 0; i < length; i++) {
      long merged = into[i] | from[i];
      news |= merged != into[i];
      into[i] = merged;
    }
    return news;
  }

  void push(long value) {
    stack[depth++] = value;
  }

  void pushOther(int slots) {
    for (int i = 0; i < slots; i++) push(OTHER);
  }

  long pop() {
    return stack[--depth];
  }

  /** Pops a value of some slots and gives the bits of all of them. */
  long pop(int slots) {
    long bits = 0;
    for (int i = 0; i < slots; i++) bits |= pop();
    return bits;
  }

  long local(int slot) {
    return locals[slot];
  }

  void store(int slot, long value) {
    locals[slot] = value;
  }

  /**
   * Copies the topmost {@code count} slots to below the next {@code under} ones: all forms of dup.
   */
  void duplicate(int count, int under) {
    int from = depth - count - under;
    long[] moved = Arrays.copyOfRange(stack, from, depth);
    System.arraycopy(moved, under, stack, from, count);
    System.arraycopy(moved, 0, stack, from + count, moved.length);
    depth += count;
  }

  void swap() {
    long top = pop();
    long below = pop();
    push(top);
    push(below);
  }
}
