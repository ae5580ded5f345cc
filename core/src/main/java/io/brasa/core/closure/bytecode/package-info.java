/**
 * What byte code says about user functions, read with {@code java.lang.classfile}: which fields of
 * enclosing objects they read ({@code OuterUse}), which classes and static fields they reach, and
 * where a user's {@code hashCode} could let an identity hash in. Only the closure package calls it;
 * it knows nothing of serialisation. Nothing here is loaded for a program whose functions capture
 * only plain values.
 */
package io.brasa.core.closure.bytecode;
