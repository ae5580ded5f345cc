package io.brasa.cluster.launch;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;

/**
 * What a {@code local-cluster} consists of.
 *
 * @param executors how many processes
 * @param cores how many tasks each runs at a time
 * @param memoryMiB the largest heap of each
 */
public record LocalClusterSize(int executors, int cores, int memoryMiB) {
  private static final String PREFIX = "local-cluster[";
  private static final int LEAST_MEMORY_MIB = 64;

  public LocalClusterSize {
    if (executors < 1 || cores < 1 || memoryMiB < LEAST_MEMORY_MIB) {
      throw new IllegalArgumentException(
          executors + " executors with " + cores + " cores and " + memoryMiB + " MiB");
    }
  }

  /** Whether a master URL is of this kind. */
  public static boolean isMeantBy(String master) {
    return master.startsWith(PREFIX);
  }

  /**
   * Reads {@code local-cluster[COUNT,CORES,MEMORY]}; memory is in MiB, or has the unit {@code m} or
   * {@code g}. Fails with {@code SETTING_INVALID}.
   */
  public static LocalClusterSize parse(String master) {
    try {
      if (!isMeantBy(master) || !master.endsWith("]")) throw invalid(master, null);
      String[] parts = master.substring(PREFIX.length(), master.length() - 1).split(",", -1);
      if (parts.length != 3) throw invalid(master, null);
      return new LocalClusterSize(number(parts[0]), number(parts[1]), memoryMiB(parts[2].strip()));
    } catch (IllegalArgumentException | ArithmeticException notUnderstood) {
      throw invalid(master, notUnderstood);
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text.strip());
  }

  private static int memoryMiB(String text) {
    char unit = text.isEmpty() ? ' ' : Character.toLowerCase(text.charAt(text.length() - 1));
    return switch (unit) {
      case 'm' -> number(text.substring(0, text.length() - 1));
      case 'g' -> Math.multiplyExact(1024, number(text.substring(0, text.length() - 1)));
      default -> number(text);
    };
  }

  private static EngineException invalid(String master, Exception cause) {
    return new EngineException(
        CoreError.SETTING_INVALID,
        "The master '" + master + "' is not understood",
        "Write local-cluster[2,1,512m]: processes, cores of each, heap of each (at least "
            + LEAST_MEMORY_MIB
            + "m)",
        cause);
  }
}
