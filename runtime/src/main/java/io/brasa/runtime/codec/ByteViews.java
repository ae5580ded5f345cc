package io.brasa.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of fixed width within byte arrays, little-endian. A class of its own because its first
 * use costs a process about ten milliseconds, which those that write no such numbers shall not pay.
 */
final class ByteViews {
  static final VarHandle SHORTS = view(short[].class);
  static final VarHandle CHARS = view(char[].class);
  static final VarHandle LONGS = view(long[].class);

  private ByteViews() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }
}
