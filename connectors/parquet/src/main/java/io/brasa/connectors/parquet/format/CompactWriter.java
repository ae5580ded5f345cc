package io.brasa.connectors.parquet.format;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes structures in Thrift's compact protocol. */
public final class CompactWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CompactWriter() {}

  /** The bytes of a structure. */
  public static byte[] bytes(ThriftStruct struct) {
    CompactWriter writer = new CompactWriter();
    writer.struct(struct);
    return writer.out.toByteArray();
  }

  private void struct(ThriftStruct struct) {
    int last = 0;
    for (int field = 0; field < struct.end(); field++) {
      Object value = struct.value(field);
      if (value == null) continue;
      int type = value instanceof Boolean truth && !truth ? CompactReader.FALSE : typeOf(value);
      int delta = field - last;
      if (delta > 0 && delta < 16) {
        out.write(delta << 4 | type);
      } else {
        out.write(type);
        zigzag(field);
      }
      last = field;
      if (!(value instanceof Boolean)) value(value);
    }
    out.write(CompactReader.STOP);
  }

  private static int typeOf(Object value) {
    return switch (value) {
      case Boolean _ -> CompactReader.TRUE;
      case Byte _ -> CompactReader.BYTE;
      case Short _ -> CompactReader.SHORT;
      case Integer _ -> CompactReader.INT;
      case Long _ -> CompactReader.LONG;
      case byte[] _ -> CompactReader.BINARY;
      case List<?> _ -> CompactReader.LIST;
      case ThriftStruct _ -> CompactReader.STRUCT;
      default -> throw new IllegalArgumentException("no type of Thrift is " + value.getClass());
    };
  }

  private void value(Object value) {
    switch (value) {
      case Boolean truth -> out.write(truth ? CompactReader.TRUE : CompactReader.FALSE);
      case Byte number -> out.write(number);
      case Number number -> zigzag(number.longValue());
      case byte[] binary -> {
        varint(binary.length);
        out.write(binary, 0, binary.length);
      }
      case List<?> list -> list(list);
      case ThriftStruct inner -> struct(inner);
      default -> throw new IllegalArgumentException("no type of Thrift is " + value.getClass());
    }
  }

  private void list(List<?> list) {
    int type = list.isEmpty() ? CompactReader.BYTE : typeOf(list.getFirst());
    if (list.size() < 15) {
      out.write(list.size() << 4 | type);
    } else {
      out.write(15 << 4 | type);
      varint(list.size());
    }
    for (Object element : list) value(element);
  }

  private void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
