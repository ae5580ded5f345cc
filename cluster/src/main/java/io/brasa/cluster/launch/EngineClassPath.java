package io.brasa.cluster.launch;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.wire.NettyTransport;
import io.brasa.core.compression.Packing;
import io.brasa.core.remote.Peer;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The class path of executors: the engine's own jars or class folders, and nothing of the user's.
 * User classes reach an executor through the driver, so that what runs in a local cluster is what
 * runs in a real one.
 */
final class EngineClassPath {
  private EngineClassPath() {}

  /** Fails with {@code ENGINE_NOT_LOCATED}. */
  static String find() {
    List<Class<?>> samples =
        new ArrayList<>(List.of(ExecutorMain.class, Peer.class, Environment.class));
    samples.addAll(NettyTransport.libraries());
    samples.addAll(Packing.libraries());
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> sample : samples) places.add(placeOf(sample));
    return String.join(File.pathSeparator, places);
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
