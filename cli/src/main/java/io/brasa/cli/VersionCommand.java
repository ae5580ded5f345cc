package io.brasa.cli;

import java.util.List;

/** Prints what exactly is running. */
final class VersionCommand implements Command {
  @Override
  public int run(List<String> arguments) {
    String commit = System.getProperty("brasa.commit", "");
    System.out.println("brasa " + version() + (commit.isEmpty() ? "" : " (" + commit + ")"));
    System.out.println(
        "java "
            + System.getProperty("java.runtime.version")
            + " ("
            + System.getProperty("java.vendor")
            + ")");
    return 0;
  }

  /** The version in the jar's manifest; classes in a folder have none. */
  static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
