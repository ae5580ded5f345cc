package io.brasa.runtime.codec;

/**
 * Where the parts of a record or bean come from when {@link StructAccess} makes one: by their
 * places, each asked for once, in order, by the method of its declared type.
 */
public abstract class PartSource {
  public abstract boolean booleanAt(int place);

  public abstract byte byteAt(int place);

  public abstract short shortAt(int place);

  public abstract char charAt(int place);

  public abstract int intAt(int place);

  public abstract long longAt(int place);

  public abstract float floatAt(int place);

  public abstract double doubleAt(int place);

  /** A value of the part's class, or null. */
  public abstract Object objectAt(int place);
}
