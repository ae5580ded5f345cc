package io.brasa.sql.function.general;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;

import io.brasa.columnar.type.MapType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Digests of bytes, and hashes of any values. */
final class HashFunctions {
  private static final int SEED = 42;

  private HashFunctions() {}

  static List<Function> all() {
    Function sha1 = Definition.of("sha1", BINARY).text((a, out) -> out.write(digest("SHA-1", a)));
    return List.of(
        Definition.of("md5", BINARY).text((a, out) -> out.write(digest("MD5", a))),
        sha1,
        Definition.alias("sha", sha1),
        Definition.of("sha2", BINARY, INTEGER)
            .nullable()
            .text(
                (a, out) -> {
                  int bits = a.intAt(1) == 0 ? 256 : a.intAt(1);
                  if (bits == 224 || bits == 256 || bits == 384 || bits == 512)
                    out.write(digest("SHA-" + bits, a));
                  else a.giveNull();
                }),
        Definition.of("crc32", BINARY)
            .longs(
                LONG,
                a -> {
                  CRC32 crc = new CRC32();
                  crc.update(a.bytes(0), a.start(0), a.size(0));
                  return crc.getValue();
                }),
        new Function.Scalar(
            "hash",
            (arguments, _) -> {
              Signature.count("hash", arguments, 1, Integer.MAX_VALUE);
              checkNoMaps("hash", arguments);
              return new Call("hash", arguments, INTEGER, false);
            },
            (_, _) ->
                PerRow.LENIENT.ints(
                    INTEGER,
                    a -> {
                      int hash = SEED;
                      for (int i = 0; i < a.count(); i++)
                        if (!a.isNull(i)) hash = Murmur3.of(a.column(i).flat(), a.place(i), hash);
                      return hash;
                    })),
        new Function.Scalar(
            "xxhash64",
            (arguments, _) -> {
              Signature.count("xxhash64", arguments, 1, Integer.MAX_VALUE);
              checkNoMaps("xxhash64", arguments);
              return new Call("xxhash64", arguments, LONG, false);
            },
            (_, _) ->
                PerRow.LENIENT.longs(
                    LONG,
                    a -> {
                      long hash = SEED;
                      for (int i = 0; i < a.count(); i++)
                        if (!a.isNull(i)) hash = XxHash64.of(a.column(i).flat(), a.place(i), hash);
                      return hash;
                    })));
  }

  /** Equal maps may have their entries in different orders. */
  private static void checkNoMaps(String name, List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++)
      if (arguments.get(i).type() instanceof MapType)
        throw Signature.mismatch(name, arguments, i, "no map");
  }

  private static String digest(String algorithm, Arguments a) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(a.bytes(0), a.start(0), a.size(0));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
