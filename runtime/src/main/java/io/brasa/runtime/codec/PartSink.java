package io.brasa.runtime.codec;

/**
 * Gets the parts of a record or bean that {@link StructAccess} takes apart: each once, in order, by
 * the method of its declared type.
 */
public abstract class PartSink {
  public abstract void putBoolean(int place, boolean value);

  public abstract void putByte(int place, byte value);

  public abstract void putShort(int place, short value);

  public abstract void putChar(int place, char value);

  public abstract void putInt(int place, int value);

  public abstract void putLong(int place, long value);

  public abstract void putFloat(int place, float value);

  public abstract void putDouble(int place, double value);

  /** A value of the part's class, or null. */
  public abstract void putObject(int place, Object value);
}
