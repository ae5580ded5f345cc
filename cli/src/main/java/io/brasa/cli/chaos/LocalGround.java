package io.brasa.cli.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code local-cluster} that each driver makes for itself, on a small disk. */
final class LocalGround implements Ground {
  private static final int DISK_MIB = 48;

  private final Path disk;
  private final boolean isMounted;

  LocalGround(Machine machine, Path folder) throws Exception {
    disk = Files.createDirectories(folder.resolve("local"));
    isMounted = machine.hasMounts();
    if (isMounted) Machine.mount(disk, DISK_MIB);
  }

  @Override
  public Process start(DriverPlace driver, List<String> words, Path log) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "run",
                "--master",
                "local-cluster[2,1,96m]",
                "--conf",
                "local.folder=" + disk,
                ChaosProgram.class.getName()));
    all.addAll(words);
    return Ground.brasa(List.of(), all, log);
  }

  @Override
  public Path disk(long executorProcess) {
    return disk;
  }

  @Override
  public boolean awaitWhole() {
    return true;
  }

  @Override
  public void close() throws Exception {
    if (isMounted) Machine.succeeds("umount", "-l", disk.toString());
  }
}
