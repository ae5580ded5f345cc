package io.brasa.core.closure;

import io.brasa.core.closure.Envelope.ClassHash;
import io.brasa.core.closure.bytecode.ClassFiles;
import io.brasa.core.closure.bytecode.ReferencedClasses;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The user's classes as the driver has them: names and hashes for envelopes, bytes for executors.
 * Classes come from the loaders of declared functions, which this does not keep alive. Where
 * loaders disagree about a name, as after a redefinition in a shell, the one that was last sealed
 * counts. Safe for use by many threads.
 */
final class DriverClasses implements ClassSource {
  /** An envelope names no more classes than this; what is beyond is fetched by name alone. */
  private static final int NAMED_MAX = 1_000;

  /** What is known of a class. */
  private record Known(String hash, Set<String> references) {}

  /** A class that is not the user's to ship. */
  private static final Known ABSENT = new Known("", Set.of());

  private record Named(String name, ClassLoader loader) {}

  private final ClassFiles files;
  private final Set<ClassLoader> loaders;
  private final Map<ClassLoader, Map<String, Known>> known = new WeakHashMap<>();
  private final Map<String, WeakReference<ClassLoader>> lastSealed = new ConcurrentHashMap<>();

  /**
   * @param loaders which may have user classes; guarded by itself, elements may be null
   */
  DriverClasses(ClassFiles files, Set<ClassLoader> loaders) {
    this.files = files;
    this.loaders = loaders;
  }

  /** The user classes among some classes, with all that they refer to. */
  List<ClassHash> closure(Set<Class<?>> roots) {
    List<ClassHash> hashes = new ArrayList<>();
    for (Named named : named(roots)) {
      hashes.add(new ClassHash(named.name(), known(named).hash()));
      lastSealed.put(named.name(), new WeakReference<>(named.loader()));
    }
    return List.copyOf(hashes);
  }

  /** The same, loaded; those that cannot be are left out. */
  Set<Class<?>> loaded(Set<Class<?>> roots) {
    Set<Class<?>> found = new HashSet<>();
    for (Named named : named(roots)) {
      try {
        found.add(Class.forName(named.name(), false, named.loader()));
      } catch (ClassNotFoundException | LinkageError e) {
        // Nobody can have made an object of it.
        continue;
      }
    }
    return found;
  }

  private List<Named> named(Set<Class<?>> roots) {
    Deque<Named> pending = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    for (Class<?> root : roots) {
      Class<?> type = root;
      while (type.isArray()) type = type.getComponentType();
      if (files.isUser(type) && !type.isHidden() && seen.add(type.getName())) {
        pending.add(new Named(type.getName(), type.getClassLoader()));
      }
    }
    List<Named> all = new ArrayList<>();
    while (!pending.isEmpty() && all.size() < NAMED_MAX) {
      Named named = pending.removeFirst();
      Known found = known(named);
      if (found.hash().isEmpty()) continue;
      all.add(named);
      for (String name : found.references()) {
        if (files.isUserName(name) && seen.add(name)) pending.add(new Named(name, named.loader()));
      }
    }
    return all;
  }

  private Known known(Named named) {
    Map<String, Known> ofLoader;
    synchronized (known) {
      ofLoader = known.computeIfAbsent(named.loader(), _ -> new ConcurrentHashMap<>());
    }
    return ofLoader.computeIfAbsent(named.name(), _ -> look(named));
  }

  private static Known look(Named named) {
    if (PlatformClasses.has(named.name())) return ABSENT;
    Optional<byte[]> bytes = ClassFiles.bytes(named.loader(), named.name());
    return bytes.map(found -> new Known(hash(found), ReferencedClasses.in(found))).orElse(ABSENT);
  }

  @Override
  public Optional<byte[]> classBytes(String className) {
    if (!files.isUserName(className) || PlatformClasses.has(className)) return Optional.empty();
    WeakReference<ClassLoader> last = lastSealed.get(className);
    ClassLoader sealed = last == null ? null : last.get();
    if (sealed != null) return ClassFiles.bytes(sealed, className);
    List<ClassLoader> all;
    synchronized (loaders) {
      all = new ArrayList<>(loaders);
    }
    for (ClassLoader loader : all) {
      Optional<byte[]> bytes = ClassFiles.bytes(loader, className);
      if (bytes.isPresent()) return bytes;
    }
    return Optional.empty();
  }

  /** As {@link ClassHash} wants it. */
  static String hash(byte[] classFile) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(classFile);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
