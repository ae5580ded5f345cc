package io.brasa.cli.architecture;

import java.util.List;

/** Who may break which rule, and why. Whoever adds a line explains it; a line that nothing needs any more fails the test. */
final class Allowances {
  /**
   * @param rule the name of a forbidden thing in {@link ForbiddenCalls}
   * @param who a top-level class, or a package ending in {@code .*}
   */
  record Allowance(ForbiddenCalls rule, String who, String reason) {
    boolean covers(String className) {
      if (!who.endsWith(".*")) return className.equals(who);
      return className.startsWith(who.substring(0, who.length() - 1));
    }
  }

  static final List<Allowance> ALL =
      List.of(
          allow(ForbiddenCalls.CLOCK, "io.brasa.runtime.environment.SystemEnvironment", "is the real clock"),
          allow(ForbiddenCalls.CHANCE, "io.brasa.runtime.environment.SystemEnvironment", "is the real source of chance"),
          allow(ForbiddenCalls.THREADS, "io.brasa.runtime.environment.SystemEnvironment", "starts the real threads"),
          allow(ForbiddenCalls.WAITING, "io.brasa.runtime.environment.SystemEnvironment", "is the real waiting"));

  private Allowances() {}

  private static Allowance allow(ForbiddenCalls rule, String who, String reason) {
    return new Allowance(rule, who, reason);
  }
}
