package io.brasa.runtime.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells which methods of a record the compiler added, from the constant pool of its class file:
 * such a method makes an invokedynamic call with its own name whose first argument is the record
 * (JVMS 4.4, {@code java.lang.runtime.ObjectMethods}), which written code cannot contain. The
 * class-file library of the JDK would say the same but takes longer to load than a small job runs.
 */
final class RecordMethods {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int METHOD_HANDLE = 15;
  private static final int STRING = 8;
  private static final int CLASS = 7;
  private static final int METHOD_TYPE = 16;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  /** The class file, or null if it is not to be had. */
  private final byte[] file;

  /** Where each entry of the constant pool starts, at its tag. */
  private final int[] entries;

  private final String callPrefix;

  private RecordMethods(Class<?> record, byte[] file) {
    this.file = file;
    this.callPrefix = "(L".concat(record.getName().replace('.', '/')).concat(";");
    this.entries = file == null ? new int[0] : new int[u2(8)];
    int at = 10;
    for (int i = 1; i < entries.length; i++) {
      entries[i] = at;
      int tag = file[at];
      at += lengthOf(at);
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
  }

  private int u2(int at) {
    return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
  }

  private int lengthOf(int at) {
    return switch (file[at]) {
      case UTF8 -> 3 + u2(at + 1);
      case LONG, DOUBLE -> 9;
      case METHOD_HANDLE -> 4;
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> 3;
      default -> 5;
    };
  }

  /** Reads the class file from where the class came. */
  static RecordMethods of(Class<?> record) {
    String path = record.getName().replace('.', '/').concat(".class");
    ClassLoader loader = record.getClassLoader();
    try (InputStream source =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(path)
            : loader.getResourceAsStream(path)) {
      return new RecordMethods(record, source == null ? null : source.readAllBytes());
    } catch (IOException | RuntimeException unreadable) {
      return new RecordMethods(record, null); // as documented below, no bytes mean no doubt
    }
  }

  /** Whether the compiler added the method; true too when there are no bytes to tell. */
  boolean isGenerated(String method) {
    if (file == null) {
      return true;
    }
    for (int i = 1; i < entries.length; i++) {
      if (entries[i] != 0
          && file[entries[i]] == INVOKE_DYNAMIC
          && isCallOf(u2(entries[i] + 3), method)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCallOf(int nameAndType, String method) {
    String name = text(u2(entries[nameAndType] + 1));
    String descriptor = text(u2(entries[nameAndType] + 3));
    return name.equals(method) && descriptor.startsWith(callPrefix);
  }

  private String text(int index) {
    int at = entries[index];
    return new String(file, at + 3, u2(at + 1), StandardCharsets.UTF_8);
  }
}
