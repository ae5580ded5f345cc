package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES. What is encrypted begins with its initialisation vector, which is drawn by the security
 * source of the platform unless it is given: no seed must make two ciphers alike.
 */
public final class CipherFunctions {
  private static final int GCM_VECTOR_BYTES = 12;
  private static final int CBC_VECTOR_BYTES = 16;
  private static final int TAG_BITS = 128;

  private CipherFunctions() {}

  public static List<Function> all() {
    return List.of(encrypt(), decrypt("aes_decrypt", false), decrypt("try_aes_decrypt", true));
  }

  private static Call call(String name, List<Expression> arguments, int most, boolean isNullable) {
    Signature.count(name, arguments, 2, most);
    List<Expression> coerced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean isText = i == 2 || i == 3;
      DataType type = isText ? STRING : BINARY;
      Expression argument = arguments.get(i);
      boolean isPlainText = type == BINARY && argument.type() == STRING;
      coerced.add(
          isPlainText
              ? Coercion.cast(argument, BINARY)
              : Signature.coerceOne(name, arguments, i, type));
    }
    if (coerced.size() < 3) coerced.add(Literal.of("GCM"));
    if (coerced.size() < 4) coerced.add(Literal.of("DEFAULT"));
    return new Call(name, coerced, BINARY, isNullable || Signature.anyNullable(coerced));
  }

  private static Function encrypt() {
    return new Function.Scalar(
        "aes_encrypt",
        (arguments, _) -> call("aes_encrypt", arguments, 6, false),
        (_, _) -> {
          SecureRandom random = new SecureRandom();
          return PerRow.STRICT.bytes(
              BINARY,
              (a, out) -> {
                String mode = mode("aes_encrypt", a);
                byte[] vector = vector(a, mode, random);
                out.write(vector);
                out.write(encrypted(a, mode, vector));
              });
        },
        false);
  }

  private static Function decrypt(String name, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, _) -> call(name, arguments, 5, isTry),
        (_, _) ->
            PerRow.STRICT.bytes(
                BINARY,
                (a, out) -> {
                  byte[] plain = decrypted(name, a, isTry);
                  if (plain == null) a.giveNull();
                  else out.write(plain);
                }));
  }

  /** ECB, CBC or GCM, with the padding that suits it. */
  private static String mode(String function, Arguments a) {
    String mode = a.text(2).toUpperCase(Locale.ROOT);
    String padding = a.text(3).toUpperCase(Locale.ROOT);
    boolean isBlocks = mode.equals("ECB") || mode.equals("CBC");
    boolean isFit =
        padding.equals("DEFAULT") && (isBlocks || mode.equals("GCM"))
            || padding.equals("PKCS") && isBlocks
            || padding.equals("NONE") && mode.equals("GCM");
    if (!isFit)
      throw Failures.invalidArgument(
          function,
          "the mode " + a.text(2) + " with the padding " + a.text(3),
          "ECB, CBC or GCM, and DEFAULT for the padding");
    int size = a.size(1);
    if (size != 16 && size != 24 && size != 32)
      throw Failures.invalidArgument(
          function, "a key of " + size + " bytes", "a key of 16, 24 or 32 bytes");
    return mode;
  }

  private static int vectorBytes(String mode) {
    return switch (mode) {
      case "GCM" -> GCM_VECTOR_BYTES;
      case "CBC" -> CBC_VECTOR_BYTES;
      default -> 0;
    };
  }

  private static byte[] vector(Arguments a, String mode, SecureRandom random) {
    int size = vectorBytes(mode);
    byte[] given = a.count() > 4 ? CodeFunctions.slice(a, 4) : new byte[0];
    if (given.length == 0) {
      byte[] drawn = new byte[size];
      random.nextBytes(drawn);
      return drawn;
    }
    if (given.length != size)
      throw Failures.invalidArgument(
          "aes_encrypt",
          "an initialisation vector of " + given.length + " bytes for " + mode,
          size == 0 ? "none" : "one of " + size + " bytes");
    return given;
  }

  private static Cipher cipher(Arguments a, String mode, int direction, byte[] vector)
      throws GeneralSecurityException {
    Cipher cipher =
        Cipher.getInstance(
            mode.equals("GCM") ? "AES/GCM/NoPadding" : "AES/" + mode + "/PKCS5Padding");
    SecretKeySpec key = new SecretKeySpec(CodeFunctions.slice(a, 1), "AES");
    switch (mode) {
      case "GCM" -> cipher.init(direction, key, new GCMParameterSpec(TAG_BITS, vector));
      case "CBC" -> cipher.init(direction, key, new IvParameterSpec(vector));
      default -> cipher.init(direction, key);
    }
    return cipher;
  }

  private static byte[] encrypted(Arguments a, String mode, byte[] vector) {
    try {
      Cipher cipher = cipher(a, mode, Cipher.ENCRYPT_MODE, vector);
      authenticate(cipher, a, mode, 5);
      return cipher.doFinal(a.bytes(0), a.start(0), a.size(0));
    } catch (GeneralSecurityException e) {
      throw Failures.invalidArgument(
          "aes_encrypt", "what cannot be encrypted: " + e.getMessage(), "another key or mode");
    }
  }

  private static void authenticate(Cipher cipher, Arguments a, String mode, int argument) {
    if (a.count() <= argument || a.size(argument) == 0) return;
    if (!mode.equals("GCM"))
      throw Failures.invalidArgument(
          "AES", "authenticated data in the mode " + mode, "it in the mode GCM alone");
    cipher.updateAAD(CodeFunctions.slice(a, argument));
  }

  /** Null if it cannot be and that is no failure. */
  private static byte[] decrypted(String name, Arguments a, boolean isTry) {
    String mode = mode(name, a);
    byte[] bytes = CodeFunctions.slice(a, 0);
    int size = vectorBytes(mode);
    try {
      if (bytes.length < size) throw new GeneralSecurityException("it is too short");
      Cipher cipher = cipher(a, mode, Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, size));
      authenticate(cipher, a, mode, 4);
      return cipher.doFinal(bytes, size, bytes.length - size);
    } catch (GeneralSecurityException e) {
      if (isTry) return null;
      throw Failures.invalidArgument(
          name,
          "what cannot be decrypted: " + e.getMessage(),
          "what aes_encrypt made with this key and mode, or use try_aes_decrypt for null");
    }
  }
}
