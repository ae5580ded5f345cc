package io.brasa.cli.chaos;

/** What is done to a victim. */
enum Fault {
  /** Signal 9. */
  KILL("kill"),
  /** Signal STOP, and CONT after a while, which may be longer than others wait. */
  PAUSE("pause"),
  /** The victim's host neither hears nor is heard for a while. */
  CUT("cut"),
  /** The victim's host hears, but is not heard for a while. */
  ONE_WAY_CUT("one-way-cut"),
  /** The disk below the victim's files has no room for a while. */
  DISK_FULL("disk-full"),
  /** The kernel ends the victim for its memory: a control group with a limit. */
  MEMORY_LIMIT("memory-limit"),
  /** Bytes in the middle of the victim's map outputs change. */
  CORRUPTION("corruption");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  /** What the machine must permit. */
  boolean isPermitted(Machine machine) {
    return switch (this) {
      case KILL, PAUSE, CORRUPTION -> true;
      case CUT, ONE_WAY_CUT -> machine.hasHosts();
      case DISK_FULL -> machine.hasMounts();
      case MEMORY_LIMIT -> machine.hasMemoryGroups();
    };
  }

  /** Whether a program may end with an error for it, if the error says why. */
  boolean mayEnd(String error) {
    return this == DISK_FULL && error.contains("STORAGE_FULL");
  }

  @Override
  public String toString() {
    return text;
  }
}
