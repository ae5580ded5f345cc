package io.brasa.cluster.launch;

import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.ProcessFolder;

/**
 * A driver in a process of its own: prints the ids of its executors and then waits to be killed, or
 * ends without closing.
 */
final class DriverProgram {
  private DriverProgram() {}

  /**
   * @param arguments the root of process folders, and whether to {@code wait} or {@code end}
   */
  public static void main(String[] arguments) throws Exception {
    ProcessFolder folder = ProcessFolder.open(new LocalStorage(), arguments[0], "driver");
    FakeDriver driver = new FakeDriver(new LocalClusterSize(2, 1, 64), folder.path());
    driver.start();
    for (int i = 0; i < 2; i++) System.out.println(FakeDriver.next(driver.registered).processId());
    System.out.flush();
    if (arguments[1].equals("wait")) System.in.read();
  }
}
