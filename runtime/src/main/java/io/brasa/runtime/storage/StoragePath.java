package io.brasa.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A path as users write it, taken apart. A scheme is letters, digits, {@code +}, {@code -} or
 * {@code .} before {@code :/}; so {@code a:b} is a plain file name. In {@code file:} URIs escapes
 * such as {@code %20} stand for bytes of UTF-8, and a per cent sign that begins no escape stands
 * for itself; in plain paths every character does.
 *
 * @param scheme {@code file} for plain paths
 * @param path without the scheme for {@code file}, the whole text for others, and without slashes
 *     at the end
 */
public record StoragePath(String scheme, String path) {
  /** The scheme of the local file system. */
  public static final String FILE = "file";

  /** Takes a path apart. */
  public static StoragePath parse(String text) {
    String scheme = schemeOf(text);
    if (scheme.isEmpty()) return new StoragePath(FILE, withoutEndingSlashes(text));
    if (!scheme.equals(FILE)) return new StoragePath(scheme, withoutEndingSlashes(text));
    String rest = text.substring(FILE.length() + 1);
    if (!rest.startsWith("//")) return new StoragePath(FILE, withoutEndingSlashes(unescaped(rest)));
    int slash = rest.indexOf('/', 2);
    String host = rest.substring(2, slash < 0 ? rest.length() : slash);
    if (!host.isEmpty() && !host.equals("localhost"))
      return new StoragePath("file://" + host, text);
    return new StoragePath(
        FILE, withoutEndingSlashes(unescaped(slash < 0 ? "/" : rest.substring(slash))));
  }

  /**
   * The absolute form of a local path: below {@code workingFolder} if relative, without {@code .}
   * and {@code ..}.
   */
  public static String absolute(String workingFolder, String path) {
    String full = path.startsWith("/") ? path : workingFolder + "/" + path;
    List<String> names = new ArrayList<>();
    for (String name : full.split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> {
          if (!names.isEmpty()) names.removeLast();
        }
        default -> names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  private static String schemeOf(String text) {
    int colon = text.indexOf(":/");
    for (int index = 0; index < colon; index++) {
      char c = text.charAt(index);
      boolean isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean isOther = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!isLetter && (index == 0 || !isOther)) return "";
    }
    return colon <= 0 ? "" : text.substring(0, colon);
  }

  private static String withoutEndingSlashes(String text) {
    int end = text.length();
    while (end > 1 && text.charAt(end - 1) == '/') end--;
    return text.substring(0, end);
  }

  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) return text;
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int index = 0; index < bytes.length; index++) {
      int value =
          bytes[index] == '%' && index + 2 < bytes.length
              ? hex(bytes[index + 1], bytes[index + 2])
              : -1;
      out.write(value < 0 ? bytes[index] : value);
      if (value >= 0) index += 2;
    }
    return out.toString(UTF_8);
  }

  private static int hex(byte high, byte low) {
    int left = Character.digit(high, 16);
    int right = Character.digit(low, 16);
    return left < 0 || right < 0 ? -1 : left << 4 | right;
  }
}
