package io.brasa.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names that a pattern of SHOW takes: stars for any text, bars between alternatives. */
final class NamePattern {
  private NamePattern() {}

  static List<String> matching(List<String> names, Optional<String> pattern) {
    if (pattern.isEmpty()) return names;
    return names.stream()
        .filter(
            name -> {
              for (String one : pattern.get().split("\\|"))
                if (matches(name.toLowerCase(Locale.ROOT), one.toLowerCase(Locale.ROOT)))
                  return true;
              return false;
            })
        .toList();
  }

  private static boolean matches(String name, String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) return name.equals(pattern);
    if (!name.startsWith(pattern.substring(0, star))) return false;
    String rest = pattern.substring(star + 1);
    for (int from = star; from <= name.length(); from++)
      if (matches(name.substring(from), rest)) return true;
    return false;
  }
}
