package io.brasa.cli.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operating system does to processes, by its own commands: signals, namespaces as hosts,
 * small file systems, control groups. What it does not permit is not tried.
 *
 * @param hasHosts whether network namespaces can be made
 * @param hasMounts whether a file system in memory can be mounted
 * @param hasMemoryGroups whether control groups (of version 1) limit memory
 */
record Machine(boolean hasHosts, boolean hasMounts, boolean hasMemoryGroups) {
  private static final Path MEMORY_GROUPS = Path.of("/sys/fs/cgroup/memory");

  /** Tries what can be had, and leaves nothing of it. */
  static Machine find(Path folder) throws IOException, InterruptedException {
    String name = "brasa-chaos-" + ProcessHandle.current().pid();
    boolean hasHosts = succeeds("ip", "netns", "add", name);
    if (hasHosts) run("ip", "netns", "del", name);
    Path mount = Files.createDirectories(folder.resolve("mount"));
    boolean hasMounts = succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "" + mount);
    if (hasMounts) run("umount", mount.toString());
    Files.delete(mount);
    Path group = MEMORY_GROUPS.resolve(name);
    boolean hasGroups = Files.isWritable(MEMORY_GROUPS.resolve("memory.limit_in_bytes"));
    if (hasGroups) {
      Files.createDirectory(group);
      Files.delete(group);
    }
    return new Machine(hasHosts, hasMounts, hasGroups);
  }

  /** Faults that cannot be had, in words; empty if all can. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Fault fault : Fault.values()) if (!fault.isPermitted(this)) missing.add(fault.toString());
    return missing;
  }

  /** Runs a command of the system; fails with what it says. */
  static void run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0)
      throw new IOException(String.join(" ", words) + " ended with " + code + ": " + said.strip());
  }

  static boolean succeeds(String... words) throws InterruptedException {
    try {
      run(words);
      return true;
    } catch (IOException notPermitted) {
      return false;
    }
  }

  static void signal(String signal, long process) throws InterruptedException {
    succeeds("kill", "-" + signal, String.valueOf(process));
  }

  static void mount(Path folder, int mebibytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
  }

  /** What a process touches from now on may be so much, and then the kernel ends it. */
  static Path limitMemory(long process, long bytes) throws IOException {
    Path group = MEMORY_GROUPS.resolve("brasa-chaos-" + process);
    Files.createDirectories(group);
    Files.writeString(group.resolve("memory.limit_in_bytes"), String.valueOf(bytes));
    Files.writeString(group.resolve("cgroup.procs"), String.valueOf(process));
    return group;
  }
}
