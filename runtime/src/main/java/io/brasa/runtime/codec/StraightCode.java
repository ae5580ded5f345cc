package io.brasa.runtime.codec;

/**
 * The instructions of one method, one after the other. Names of methods are those of the JVM's
 * instructions.
 */
final class StraightCode {
  private final ClassBytes owner;
  private final ClassBytes.Output bytes = new ClassBytes.Output();
  private final int maxStack;
  private final int maxLocals;

  StraightCode(ClassBytes owner, int maxStack, int maxLocals) {
    this.owner = owner;
    this.maxStack = maxStack;
    this.maxLocals = maxLocals;
  }

  ClassBytes.Output bytes() {
    return bytes;
  }

  int maxStack() {
    return maxStack;
  }

  int maxLocals() {
    return maxLocals;
  }

  private StraightCode op(int code) {
    bytes.u1(code);
    return this;
  }

  private StraightCode op(int code, int index) {
    bytes.u1(code).u2(index);
    return this;
  }

  StraightCode aload(int local) {
    return op(0x2A + local);
  }

  StraightCode astore(int local) {
    return op(0x4B + local);
  }

  StraightCode iconst(int zeroOrOne) {
    return op(0x03 + zeroOrOne);
  }

  StraightCode bipush(int value) {
    bytes.u1(0x10).u1(value);
    return this;
  }

  StraightCode sipush(int value) {
    return op(0x11, value);
  }

  StraightCode ldcString(String text) {
    return op(0x13, owner.string(text));
  }

  StraightCode ldcClass(String internalName) {
    return op(0x13, owner.type(internalName));
  }

  StraightCode aaload() {
    return op(0x32);
  }

  StraightCode aastore() {
    return op(0x53);
  }

  StraightCode pop() {
    return op(0x57);
  }

  StraightCode pop2() {
    return op(0x58);
  }

  StraightCode dup() {
    return op(0x59);
  }

  StraightCode iadd() {
    return op(0x60);
  }

  StraightCode imul() {
    return op(0x68);
  }

  StraightCode iand() {
    return op(0x7E);
  }

  StraightCode ior() {
    return op(0x80);
  }

  StraightCode ixor() {
    return op(0x82);
  }

  StraightCode lcmp() {
    return op(0x94);
  }

  StraightCode ireturn() {
    return op(0xAC);
  }

  StraightCode areturn() {
    return op(0xB0);
  }

  StraightCode returnVoid() {
    return op(0xB1);
  }

  StraightCode getstatic(String type, String member, String descriptor) {
    return op(0xB2, owner.field(type, member, descriptor));
  }

  StraightCode putstatic(String type, String member, String descriptor) {
    return op(0xB3, owner.field(type, member, descriptor));
  }

  StraightCode invokevirtual(String type, String member, String descriptor) {
    return op(0xB6, owner.method(type, member, descriptor));
  }

  StraightCode invokespecial(String type, String member, String descriptor) {
    return op(0xB7, owner.method(type, member, descriptor));
  }

  StraightCode invokestatic(String type, String member, String descriptor) {
    return op(0xB8, owner.method(type, member, descriptor));
  }

  StraightCode newObject(String type) {
    return op(0xBB, owner.type(type));
  }

  StraightCode checkcast(String type) {
    return op(0xC0, owner.type(type));
  }
}
