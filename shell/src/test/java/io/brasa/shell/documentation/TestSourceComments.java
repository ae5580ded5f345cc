package io.brasa.shell.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments are found by signatures, in folders and in archives of sources. */
final class TestSourceComments {
  private static final List<String> IMPORTS = List.of("java.util.*", "town.*");

  private static final String HARBOUR =
      """
      package town;

      import town.base.Place;
      import java.util.List;

      /** Where ships are. */
      public final class Harbour<T extends Comparable<T>> extends Place<T> implements Named {
        /** How many fit. */
        public static final int SIZE = 3;

        /** Takes a {@code ship}. */
        public <S> void moor(List<? super S> ships, @Deprecated final int[] at) {}

        /** Takes many. */
        public void moor(String... ships) {}

        public void moor() {}

        @Override
        public String label(T of) { return ""; }

        @Override
        public int area() { return 1; }

        /** Made with care. */
        public Harbour(String name) {}

        public Harbour() {}

        /** What lies there. */
        public record Ship(String name, int length) {
          /** In metres. */
          public enum Unit { /** Short. */ METRE }
        }
      }
      """;

  private static final String PLACE =
      """
      package town.base;

      public abstract class Place<T> {
        /** How large it is. */
        public abstract int area();
      }
      """;

  private static final String NAMED =
      """
      package town;

      public interface Named {
        /// What is written there, in *Markdown*.
        default <T> String label(T of) { return ""; }
      }
      """;

  @TempDir private Path folder;
  private Documentation documentation;

  @BeforeEach
  void write() throws IOException {
    Path town = Files.createDirectories(folder.resolve("sources/town"));
    Files.writeString(town.resolve("Harbour.java"), HARBOUR);
    Files.writeString(town.resolve("Named.java"), NAMED);
    Files.writeString(town.resolve("Broken.java"), "package town; /** Odd. */ class Broken {{{ ");
    Path jar = folder.resolve("base-1.2.jar");
    try (OutputStream file = Files.newOutputStream(folder.resolve("base-1.2-sources.jar"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("town/base/Place.java"));
      zip.write(PLACE.getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("odd-sources.jar"), "no archive");
    documentation =
        new Documentation(
            List.of(folder.resolve("none"), folder.resolve("sources")),
            List.of(folder.resolve("odd.jar").toString(), jar.toString(), "classes"));
  }

  private String of(String signature) {
    return documentation.of(signature, IMPORTS).strip();
  }

  @Test
  void overloadsAreToldApartByTheirParameters() {
    assertEquals(
        "Takes a {@code ship}.", of("void Harbour<T>.<S>moor(List<? super S> ships, int[] at)"));
    assertEquals("Takes many.", of("void town.Harbour<T>.moor(String... ships)"));
    assertEquals("Takes many.", of("void Harbour<T>.moor(String...) throws java.io.IOException"));
    assertEquals("", of("void Harbour<T>.moor()"));
    assertEquals("", of("void Harbour<T>.moor(long)"));
  }

  @Test
  void whatIsOverriddenDocumentsWhatOverrides() {
    assertEquals("How large it is.", of("int Harbour<T>.area()"));
    assertEquals("What is written there, in *Markdown*.", of("String Harbour<T>.label(T of)"));
  }

  @Test
  void classesFieldsAndConstructorsHaveTheirs() {
    assertEquals("Where ships are.", of("town.Harbour<T>"));
    assertEquals("Where ships are.", of("here:town.Harbour<String>"));
    assertEquals("How many fit.", of("Harbour<T>.SIZE:int"));
    assertEquals("Made with care.", of("Harbour<T>(String name)"));
    assertEquals("Where ships are.", of("Harbour<T>()"));
    assertEquals("What lies there.", of("town.Harbour.Ship(String name, int length)"));
    assertEquals(
        "What lies there.", of("Harbour.Ship(String name, int length)(String name, int length)"));
    assertEquals("Short.", of("Harbour.Ship.Unit.METRE:town.Harbour.Ship.Unit"));
  }

  @Test
  void whatIsNotThereHasNone() {
    assertEquals("", of("int Nowhere.size()"));
    assertEquals("", of("void mine(int x)"));
    assertEquals("", of("k:int"));
    assertEquals("Odd.", of("Broken"), "what can be read of a file that does not compile");
    assertEquals("", documentation.of("town.Harbour.None", List.of()));
    assertEquals("", documentation.of("Harbour", List.of("java.util.*")));
  }
}
