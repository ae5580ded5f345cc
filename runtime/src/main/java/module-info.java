/**
 * The leaf every other module stands on: errors with codes, time and waiting, the memory account,
 * codecs, and storage with the local file system. It depends on the JDK alone.
 */
module io.brasa.runtime {
  requires java.logging;
  requires java.management;
  requires jdk.management;
  requires static jdk.unsupported;

  exports io.brasa.runtime.error;
  exports io.brasa.runtime.environment;
  exports io.brasa.runtime.memory;
  exports io.brasa.runtime.storage;
  exports io.brasa.runtime.codec;
  exports io.brasa.runtime.log;
}
