package io.brasa.cli.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Network namespaces on a bridge that leads nowhere else, each a host of its own to the processes
 * in it. A host that is cut off loses its line; one that is not heard sends its frames to a card
 * that nobody has. Both are silent: nobody is told of a refusal.
 */
final class Hosts implements AutoCloseable {
  private static final String NOBODY = "02:00:00:00:00:99";

  private final String name;
  private final String network;
  private final int count;

  /** This process is on the bridge, too, with the number 1; the hosts have 2, 3 and so on. */
  Hosts(int count) throws IOException, InterruptedException {
    long id = ProcessHandle.current().pid();
    this.name = "bc" + id;
    this.network = "10." + (128 + id % 96) + "." + (id / 96 % 250) + ".";
    this.count = count;
    Machine.run("ip", "link", "add", name, "type", "bridge");
    Machine.run("ip", "addr", "add", address(-1) + "/24", "dev", name);
    Machine.run("ip", "link", "set", name, "up");
    for (int host = 0; host < count; host++) add(host);
  }

  private void add(int host) throws IOException, InterruptedException {
    String space = space(host);
    Machine.run("ip", "netns", "add", space);
    Machine.run(
        "ip", "link", "add", line(host), "type", "veth", "peer", "name", "eth0", "netns", space);
    Machine.run("ip", "link", "set", line(host), "master", name, "up");
    Machine.run("ip", "-n", space, "addr", "add", address(host) + "/24", "dev", "eth0");
    Machine.run("ip", "-n", space, "link", "set", "eth0", "up");
    Machine.run("ip", "-n", space, "link", "set", "lo", "up");
  }

  private String space(int host) {
    return name + "h" + host;
  }

  private String line(int host) {
    return name + "v" + host;
  }

  /** Of a host, or of this process's side of the bridge for -1. */
  String address(int host) {
    return network + (host + 2);
  }

  /** The words before a command that is to run on a host. */
  List<String> on(int host) {
    return List.of("ip", "netns", "exec", space(host));
  }

  void cut(int host) throws IOException, InterruptedException {
    Machine.run("ip", "link", "set", line(host), "down");
  }

  void join(int host) throws IOException, InterruptedException {
    Machine.run("ip", "link", "set", line(host), "up");
  }

  void silence(int host) throws IOException, InterruptedException {
    for (String other : others(host))
      Machine.run(
          "ip",
          "-n",
          space(host),
          "neigh",
          "replace",
          other,
          "lladdr",
          NOBODY,
          "dev",
          "eth0",
          "nud",
          "permanent");
  }

  void hear(int host) throws IOException, InterruptedException {
    for (String other : others(host))
      Machine.run("ip", "-n", space(host), "neigh", "del", other, "dev", "eth0");
  }

  private List<String> others(int host) {
    List<String> others = new ArrayList<>();
    for (int other = -1; other < count; other++) if (other != host) others.add(address(other));
    return others;
  }

  @Override
  public void close() throws InterruptedException {
    for (int host = 0; host < count; host++) Machine.succeeds("ip", "netns", "del", space(host));
    Machine.succeeds("ip", "link", "del", name);
  }
}
