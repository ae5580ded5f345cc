package io.brasa.cli.cluster;

import io.brasa.cluster.protocol.ClusterMessage.DriverStatus;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import io.brasa.cluster.standalone.ClusterClient;
import io.brasa.runtime.storage.Storages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words after {@code brasa submit}. Options stand before the program; everything after it is
 * the program's own.
 */
public final class ClusterSubmission {
  private static final List<String> VALUED =
      List.of(
          "--master",
          "--class",
          "--jars",
          "--files",
          "--conf",
          "--name",
          "--deploy-mode",
          "--driver-memory",
          "--driver-cores",
          "--log-format",
          "--log-level",
          "--secret-file",
          "--tls-folder");
  private static final List<String> FLAGS = List.of("--supervise", "--no-secret");

  /** Settings that a worker gives to its drivers itself. */
  private static final Set<String> OF_THIS_HOST =
      Set.of("master", "secret.file", "tls.folder", "files");

  private static final int DRIVER_MEMORY_MIB = 1_024;

  private final ClusterOptions options;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private ClusterSubmission(ClusterOptions options) {
    this.options = options;
    for (String text : options.all("--conf")) {
      int equals = text.indexOf('=');
      if (equals <= 0)
        throw ClusterOptions.invalid(
            "The setting " + text + " is not of the form KEY=VALUE", "Write --conf KEY=VALUE");
      settings.put(text.substring(0, equals), text.substring(equals + 1));
    }
    if (options.has("--name")) settings.put("name", options.text("--name", ""));
    if (options.has("--master")) settings.put("master", options.text("--master", ""));
    for (String name : ProcessLog.OPTIONS)
      if (options.has(name))
        settings.put(name.substring(2).replace('-', '.'), options.text(name, ""));
    String secretFile = options.secretFile();
    if (!secretFile.isEmpty()) settings.put("secret.file", secretFile);
    if (options.has("--tls-folder")) settings.put("tls.folder", options.text("--tls-folder", ""));
    List<String> files = list("--files");
    if (!files.isEmpty()) settings.put("files", String.join(",", files));
    requireConsistent();
  }

  /** Fails with {@code OPTION_INVALID}. */
  public static ClusterSubmission parse(List<String> words) {
    return new ClusterSubmission(ClusterOptions.parse("submit", words, VALUED, FLAGS));
  }

  private void requireConsistent() {
    String mode = options.text("--deploy-mode", "client");
    if (!mode.equals("client") && !mode.equals("cluster"))
      throw ClusterOptions.invalid(
          "The option --deploy-mode is " + mode,
          "Give client, the driver in this process, or cluster, in one of a worker");
    if (isInCluster()) return;
    for (String name : List.of("--supervise", "--driver-memory", "--driver-cores"))
      if (options.has(name))
        throw ClusterOptions.invalid(
            "The option " + name + " is for drivers in the cluster", "Add --deploy-mode cluster");
  }

  public boolean isInCluster() {
    return options.text("--deploy-mode", "client").equals("cluster");
  }

  /** Empty if there was none. */
  public String program() {
    return options.rest().isEmpty() ? "" : options.rest().getFirst();
  }

  public List<String> arguments() {
    return options.rest().subList(1, options.rest().size());
  }

  public String mainClass() {
    return options.text("--class", "");
  }

  /** By name, the master and the application's name among them. */
  public Map<String, String> settings() {
    return settings;
  }

  public List<String> jars() {
    return list("--jars");
  }

  private List<String> list(String name) {
    List<String> all = new ArrayList<>();
    for (String text : options.all(name))
      for (String part : text.split(",", -1)) if (!part.isBlank()) all.add(part.strip());
    return all;
  }

  /** Gives the program to the cluster, and returns the exit code once the master has it. */
  public int send() {
    Storages storages = Storages.ofThisHost();
    Map<String, String> files = new LinkedHashMap<>();
    List<String> words = new ArrayList<>(List.of("submit"));
    words.addAll(List.of("--master", ClusterQueries.master(options).toString()));
    if (!mainClass().isEmpty()) words.addAll(List.of("--class", mainClass()));
    List<String> jars = new ArrayList<>();
    for (String jar : jars()) jars.add(add(storages, jar, files));
    if (!jars.isEmpty()) words.addAll(List.of("--jars", String.join(",", jars)));
    List<String> further = new ArrayList<>();
    for (String file : list("--files")) further.add(add(storages, file, files));
    if (!further.isEmpty()) words.addAll(List.of("--files", String.join(",", further)));
    settings.forEach(
        (key, value) -> {
          if (!OF_THIS_HOST.contains(key)) words.addAll(List.of("--conf", key + "=" + value));
        });
    boolean isFile = program().endsWith(".jar") || program().endsWith(".java");
    words.add(isFile ? add(storages, program(), files) : program());
    words.addAll(arguments());
    DriverWish wish =
        new DriverWish(
            options.text("--name", program()),
            Map.of(),
            words,
            options.count("--driver-cores", 1, 1 << 16, 1),
            options.memoryMiB("--driver-memory", DRIVER_MEMORY_MIB),
            options.has("--supervise"));
    try (ClusterClient client = ClusterQueries.open(options)) {
      DriverStatus status = client.submit(wish, storages.local(), files);
      System.out.println(ClusterQueries.line(status));
    }
    return 0;
  }

  /** Returns its name in the driver's folder. */
  private static String add(Storages storages, String file, Map<String, String> files) {
    String path = storages.resolve(file).path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String other = files.put(name, path);
    if (other == null || other.equals(path)) return name;
    throw ClusterOptions.invalid(
        "The files " + other + " and " + path + " have the same name", "Rename one of them");
  }
}
