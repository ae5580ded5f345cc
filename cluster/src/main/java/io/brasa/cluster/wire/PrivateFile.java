package io.brasa.cluster.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Who may read a file. */
public final class PrivateFile {
  private PrivateFile() {}

  /** Whether others than its owner may do anything with it; never where nobody can know. */
  public static boolean isOpenToOthers(Path path) throws IOException {
    try {
      for (PosixFilePermission permission : Files.getPosixFilePermissions(path))
        if (!permission.name().startsWith("OWNER_")) return true;
      return false;
    } catch (UnsupportedOperationException otherFileSystem) {
      return false;
    }
  }
}
