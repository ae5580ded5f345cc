package io.brasa.cluster.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process was last seen to take of memory, and what its control group lets it take: for the
 * words about its end, since the kernel kills without any. Knows nothing where the kernel does not
 * tell. {@link #look} is called now and then while the process lives. Thread-safe.
 */
final class ProcessMemory {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final long UNLIMITED = 1L << 50;

  /**
   * A control group, of either version.
   *
   * @param kills names the file and the line that count what the kernel has killed
   */
  private record Group(Path folder, String limit, String most, String kills) {
    long killed() {
      return line(folder.resolve(kills), "oom_kill").orElse(0L);
    }
  }

  /** What was seen at one moment. */
  private record Sight(long residentKiB, Group group, long killed) {}

  private final long processId;
  private volatile Sight last;

  ProcessMemory(long processId) {
    this.processId = processId;
  }

  void look() {
    Path own = PROCESSES.resolve(Long.toString(processId));
    long resident = line(own.resolve("status"), "VmRSS:").orElse(0L);
    Group group = group(own.resolve("cgroup"));
    if (resident == 0 || group == null) return;
    Sight earlier = last;
    boolean isSame = earlier != null && earlier.group().equals(group);
    last = new Sight(resident, group, isSame ? earlier.killed() : group.killed());
  }

  /** Why the kernel may have killed it; empty if it knows nothing. */
  String verdict(int heapMiB) {
    Sight sight = last;
    if (sight == null) return "";
    Group group = sight.group();
    long limit = number(group.folder().resolve(group.limit())).orElse(UNLIMITED);
    String seen =
        "it was last seen with "
            + (sight.residentKiB() >> 10)
            + " MiB resident, of which its heap may be "
            + heapMiB
            + " MiB";
    if (limit >= UNLIMITED)
      return "; "
          + seen
          + "; its control group has no memory limit, so the machine may have run out, or somebody did it";
    long most = number(group.folder().resolve(group.most())).orElse(0L);
    String size = (limit >> 20) + " MiB";
    String took =
        most == 0 ? "" : ", all processes of the group with at most " + (most >> 20) + " MiB";
    if (group.killed() > sight.killed())
      return "; the memory limit of its control group, "
          + size
          + ", was reached: "
          + seen
          + took
          + "; give the group more memory, or executors less: executor.memory, memory.offheap";
    return "; " + seen + took + "; the limit of its control group is " + size;
  }

  private static Group group(Path membership) {
    try {
      for (String text : Files.readAllLines(membership)) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3) continue;
        if (parts[1].equals("memory"))
          return new Group(
              folder(GROUPS.resolve("memory"), parts[2]),
              "memory.limit_in_bytes",
              "memory.max_usage_in_bytes",
              "memory.oom_control");
        if (parts[1].isEmpty() && Files.exists(folder(GROUPS, parts[2]).resolve("memory.max")))
          return new Group(folder(GROUPS, parts[2]), "memory.max", "memory.peak", "memory.events");
      }
    } catch (IOException ended) {
      // it is gone, or this is another system
    }
    return null;
  }

  /** In a container the group may be the root of what can be seen. */
  private static Path folder(Path root, String path) {
    Path folder = root.resolve(path.substring(1));
    return Files.isDirectory(folder) ? folder : root;
  }

  /** The number after a word at the beginning of a line. */
  private static Optional<Long> line(Path file, String word) {
    try {
      for (String text : Files.readAllLines(file)) {
        if (!text.startsWith(word)) continue;
        String rest = text.substring(word.length());
        if (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0))) continue;
        String[] words = rest.strip().split(" ");
        return Optional.of(Long.parseLong(words[0]));
      }
    } catch (IOException | NumberFormatException unknown) {
      // the kernel does not tell
    }
    return Optional.empty();
  }

  private static Optional<Long> number(Path file) {
    try {
      return Optional.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException unlimitedOrUnknown) {
      return Optional.empty();
    }
  }
}
