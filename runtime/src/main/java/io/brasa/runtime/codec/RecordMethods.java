package io.brasa.runtime.codec;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells which methods of a record the compiler added, from the constant pool of its class file: such a method makes an
 * invokedynamic call with its own name whose first argument is the record (JVMS 4.4, {@code java.lang.runtime.ObjectMethods}),
 * which written code cannot contain. The class-file library of the JDK would say the same but takes longer to load than a
 * small job runs.
 */
final class RecordMethods {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int STRING = 8;
  private static final int CLASS = 7;
  private static final int METHOD_TYPE = 16;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private final String recordName;
  private final String[] texts;
  private final int[] tags;

  /** The two indexes that an entry of the pool holds, the first in the upper half. */
  private final int[] references;

  private RecordMethods(Class<?> record, DataInputStream in) throws IOException {
    recordName = record.getName().replace('.', '/');
    in.skipNBytes(8);
    int count = in.readUnsignedShort();
    texts = new String[count];
    tags = new int[count];
    references = new int[count];
    for (int i = 1; i < count; i++) {
      tags[i] = in.readUnsignedByte();
      readEntry(i, in);
      if (tags[i] == LONG || tags[i] == DOUBLE) {
        i++;
      }
    }
  }

  private RecordMethods() {
    recordName = null;
    texts = null;
    tags = null;
    references = null;
  }

  private void readEntry(int index, DataInputStream in) throws IOException {
    switch (tags[index]) {
      case UTF8 -> texts[index] = in.readUTF();
      case LONG, DOUBLE -> in.skipNBytes(8);
      case METHOD_HANDLE -> in.skipNBytes(3);
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> in.skipNBytes(2);
      default -> references[index] = in.readInt();
    }
  }

  /** Reads the class file from where the class came. */
  static RecordMethods of(Class<?> record) {
    String file = record.getName().replace('.', '/') + ".class";
    ClassLoader loader = record.getClassLoader();
    try (InputStream source =
        loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
      return source == null
          ? new RecordMethods()
          : new RecordMethods(record, new DataInputStream(new ByteArrayInputStream(source.readAllBytes())));
    } catch (IOException | RuntimeException unreadable) {
      return new RecordMethods(); // as documented on isGenerated, no bytes means no doubt
    }
  }

  /** Whether the compiler added the method; true too when there are no bytes to tell. */
  boolean isGenerated(String method) {
    if (tags == null) {
      return true;
    }
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] == INVOKE_DYNAMIC && isCallOf(references[i] & 0xFFFF, method)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCallOf(int nameAndType, String method) {
    if (tags[nameAndType] != NAME_AND_TYPE) {
      return false;
    }
    String name = texts[references[nameAndType] >>> 16];
    String descriptor = texts[references[nameAndType] & 0xFFFF];
    return method.equals(name) && descriptor.startsWith("(L" + recordName + ";");
  }
}
