package io.brasa.core.closure;

import io.brasa.core.function.Function;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * A process that burns some identity hashes, then loads shipped classes and prints the hash of an
 * own value.
 */
public final class TestStableHashProgram {
  private TestStableHashProgram() {}

  enum Color {
    RED,
    GREEN
  }

  static final class Key implements Serializable {
    private final Color color;
    private final String name;

    Key(Color color, String name) {
      this.color = color;
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.color == color && key.name.equals(name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(color, name);
    }
  }

  public static final class Hashing implements Function<String, Integer> {
    @Override
    public Integer call(String name) {
      return new Key(Color.GREEN, name).hashCode();
    }
  }

  public static void main(String[] arguments) throws Exception {
    int burned = 0;
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++)
      burned ^= System.identityHashCode(new Object());
    ClassLoader engine = TestStableHashProgram.class.getClassLoader();
    ClassLoader loader = new ShippedClassLoader(name -> bytes(engine, name), engine);
    Closures closures = new Closures();
    Object copy = closures.open(closures.seal(new Hashing(), true), loader);
    Object hash = copy.getClass().getMethod("call", String.class).invoke(copy, "a");
    System.out.println(hash + (burned == 1 ? " " : ""));
  }

  private static Optional<byte[]> bytes(ClassLoader loader, String name) {
    try (var in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
