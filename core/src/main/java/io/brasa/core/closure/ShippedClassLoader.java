package io.brasa.core.closure;

import io.brasa.core.closure.Envelope.ClassHash;
import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.closure.bytecode.OwnHashRewriter;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the user's classes where tasks run. Classes of the JDK and the engine are the parent's; all
 * others are asked of the source first, which usually is the driver, so that an executor runs what
 * the driver has even if another version is on its own class path; what the source lacks may come
 * from the parent.
 *
 * <p>No lock is held while the source is asked. Two threads that want the same class may both fetch
 * it; one definition wins.
 */
public final class ShippedClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassSource source;
  private final ClassFiles files = new ClassFiles(CallSite::isEngine);

  /** The hash of each class that was named by an envelope or loaded. */
  private final Map<String, String> hashes = new HashMap<>();

  private final StaticFields statics = new StaticFields();

  public ShippedClassLoader(ClassSource source, ClassLoader parent) {
    super("shipped", parent);
    this.source = source;
  }

  /**
   * Takes on the classes of an envelope; false, and nothing changed, when one is known by another
   * hash.
   */
  boolean expect(List<ClassHash> classes) {
    synchronized (hashes) {
      for (ClassHash type : classes) {
        String known = hashes.get(type.name());
        if (known != null && !known.equals(type.hash())) return false;
      }
      for (ClassHash type : classes) hashes.put(type.name(), type.hash());
      return true;
    }
  }

  /** The values that came with functions. */
  StaticFields statics() {
    return statics;
  }

  /**
   * @throws EngineException ({@code CLOSURE_CLASS_MISSING}) when the source gives other bytes than
   *     the envelope announced
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> loaded = findLoadedClass(name);
    if (loaded != null) return loaded;
    if (!files.isUserName(name)) return getParent().loadClass(name);
    Class<?> platform = PlatformClasses.find(name);
    if (platform != null) return platform;
    Optional<byte[]> bytes = source.classBytes(name);
    return bytes.isPresent() ? define(name, bytes.get()) : loadFromParent(name);
  }

  private Class<?> loadFromParent(String name) throws ClassNotFoundException {
    try {
      return getParent().loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    String hash = DriverClasses.hash(bytes);
    String known;
    synchronized (hashes) {
      known = hashes.putIfAbsent(name, hash);
    }
    if (known != null && !known.equals(hash)) throw redefined(name);
    byte[] own = OwnHashRewriter.rewrite(bytes, this::classBytes);
    try {
      return defineClass(name, own, 0, own.length);
    } catch (LinkageError e) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) return loaded;
      throw e;
    }
  }

  private Optional<byte[]> classBytes(String name) {
    Optional<byte[]> own = files.isUserName(name) ? source.classBytes(name) : Optional.empty();
    return own.isPresent() ? own : ClassFiles.bytes(getParent(), name);
  }

  private static EngineException redefined(String name) {
    return new EngineException(
        CoreError.CLOSURE_CLASS_MISSING,
        "The class "
            + name
            + " was redefined in the driver while a job that uses its former version still runs",
        "Run the job again, or redefine classes only between jobs");
  }
}
