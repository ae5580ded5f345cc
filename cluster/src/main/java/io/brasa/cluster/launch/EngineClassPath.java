package io.brasa.cluster.launch;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.core.compression.Packing;
import io.brasa.core.remote.Peer;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The class path of executors: the engine's own jars or class folders, and nothing of the user's.
 * User classes reach an executor through the driver, so that what runs in a local cluster is what
 * runs in a real one. Of the engine's modules those are on it that the driver has, connectors among
 * them, with the libraries that they use.
 */
final class EngineClassPath {
  /** Folders within jars: of all our modules, and of libraries of modules not known here. */
  private static final List<String> FOLDERS =
      List.of(
          "io/brasa/", "com/github/luben/zstd/", "org/apache/datasketches/", "com/ibm/icu/text/");

  private EngineClassPath() {}

  /** Fails with {@code ENGINE_NOT_LOCATED}. */
  static String find() {
    List<Class<?>> samples =
        new ArrayList<>(List.of(ExecutorMain.class, Peer.class, Environment.class));
    samples.addAll(NettyTransport.libraries());
    samples.addAll(Packing.libraries());
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> sample : samples) places.add(placeOf(sample));
    for (String folder : FOLDERS) addPlacesOf(folder, places);
    return String.join(File.pathSeparator, places);
  }

  private static void addPlacesOf(String folder, Set<String> places) {
    try {
      Enumeration<URL> found = ExecutorMain.class.getClassLoader().getResources(folder);
      while (found.hasMoreElements()) {
        String place = found.nextElement().toString();
        String root = place.substring(0, place.length() - folder.length());
        if (root.startsWith("jar:") && root.endsWith("!/"))
          root = root.substring("jar:".length(), root.length() - "!/".length());
        if (root.startsWith("file:")) places.add(Path.of(URI.create(root)).toString());
      }
    } catch (IOException e) {
      throw notLocated(ExecutorMain.class, e);
    }
  }

  private static String placeOf(Class<?> sample) {
    CodeSource source = sample.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) throw notLocated(sample, null);
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | RuntimeException noFile) {
      throw notLocated(sample, noFile);
    }
  }

  private static EngineException notLocated(Class<?> sample, Exception cause) {
    return new EngineException(
        ClusterError.ENGINE_NOT_LOCATED,
        "Executors cannot be started, as the file that holds " + sample.getName() + " is not known",
        "Run the engine from its jars, as the launcher does, or use the master local[*]",
        cause);
  }
}
