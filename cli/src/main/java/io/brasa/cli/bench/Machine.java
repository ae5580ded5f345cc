package io.brasa.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringTokenizer;

/**
 * What this process and its machine have used, without the management beans: loading those would be
 * a good part of a cold start. Resolution is the kernel's clock tick, mostly 10 ms. What a system
 * does not tell is zero or negative.
 */
final class Machine {
  private static final double TICKS_PER_SECOND = 100;

  private Machine() {}

  /** CPU seconds of all threads of this process so far. */
  static double processCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** As {@link #processCpuSeconds}, with the living processes that this one has started. */
  static double familyCpuSeconds() {
    return processCpuSeconds()
        + ProcessHandle.current()
            .descendants()
            .mapToDouble(p -> p.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
            .sum();
  }

  /** Busy CPU seconds of all processes since the machine started. */
  static double busySeconds() {
    try {
      StringTokenizer fields =
          new StringTokenizer(Files.readAllLines(Path.of("/proc/stat")).get(0));
      fields.nextToken();
      double ticks = 0;
      for (int i = 0; i < 8 && fields.hasMoreTokens(); i++) {
        double value = Double.parseDouble(fields.nextToken());
        boolean isIdle = i == 3 || i == 4;
        if (!isIdle) ticks += value;
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException | NumberFormatException notLinux) {
      return 0;
    }
  }

  /**
   * Makes the system forget the files it keeps in memory, as far as they are written; returns
   * whether this process may.
   */
  static boolean dropPageCache() {
    try {
      Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
      return true;
    } catch (IOException notAllowed) {
      return false;
    }
  }

  /** The most memory this process ever had resident, in MB of 1,024 kB. */
  static long peakResidentMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (!line.startsWith("VmHWM:")) continue;
        StringTokenizer words = new StringTokenizer(line);
        words.nextToken();
        return Long.parseLong(words.nextToken()) / 1024;
      }
    } catch (IOException | NumberFormatException notLinux) {
      // reported as unknown
    }
    return -1;
  }
}
