package io.brasa.runtime.codec;

import java.lang.reflect.Modifier;

/** When two values of a record or bean class are the same, and who says so. */
enum StructEquality {
  /** A record without methods of its own: when all components are. */
  BY_FIELDS,
  /** The author wrote equals and hashCode. */
  OWN,
  /** The author wrote one of the two, so that equal values may have different hashes. */
  HALF,
  /** A bean without equals and hashCode. */
  IDENTITY;

  static StructEquality of(Class<?> type) {
    if (!type.isRecord()) {
      boolean ownEquals = Equality.declarer(type, "equals", Object.class) != Object.class;
      boolean ownHash = Equality.declarer(type, "hashCode") != Object.class;
      return ownEquals ? ownHash ? OWN : HALF : IDENTITY;
    }
    boolean ownHash = isWritten(type, "hashCode");
    boolean ownEquals = isWritten(type, "equals", Object.class);
    return ownHash ? OWN : ownEquals ? HALF : BY_FIELDS;
  }

  /**
   * Whether a record's author wrote the method. The one that the compiler adds is final and calls
   * into {@code java.lang.runtime.ObjectMethods}. Where the bytes of the class are not to be had,
   * being final must do as proof.
   */
  private static boolean isWritten(Class<?> record, String method, Class<?>... parameters) {
    try {
      if (!Modifier.isFinal(record.getMethod(method, parameters).getModifiers())) {
        return true;
      }
    } catch (NoSuchMethodException impossible) {
      return false;
    }
    return !RecordMethods.of(record).isGenerated(method);
  }
}
