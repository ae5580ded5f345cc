package io.brasa.core.execute;

import io.brasa.core.closure.ClassSource;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What a master is given.
 *
 * @param url as the user wrote it
 * @param driver takes executors and their outcomes
 * @param classes gives the bytes of the program's classes
 * @param variables gives the encoded value of a broadcast variable
 * @param localFolder on this host, of this application alone
 * @param executorSettings for the executors, by name
 * @param wishes what the application asks for
 * @param allocation how many executors it has
 * @param life which driver of the application this is
 */
public record MasterSetup(
    String url,
    String application,
    Driver driver,
    Environment environment,
    Codecs codecs,
    ClassSource classes,
    LongFunction<byte[]> variables,
    String localFolder,
    Map<String, String> executorSettings,
    ResourceWishes wishes,
    AllocationPolicy allocation,
    DriverLife life) {
  public MasterSetup {
    executorSettings = Map.copyOf(executorSettings);
  }
}
