package io.brasa.ui.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The types that the comments of the pages tell, checked by TypeScript's compiler. That needs Node,
 * which neither building nor running the pages does; without it the test is skipped, and says so.
 */
@Tag("slow")
final class TestTypesOfPages {
  private static final String ENTRIES = "META-INF/resources/webjars/typescript/";

  @Test
  void typesFit(@TempDir Path folder) throws IOException, InterruptedException {
    Optional<Path> node = node();
    assumeTrue(
        node.isPresent(),
        "Types of the pages are not checked: Node is not installed (apt-get install nodejs)");
    Path compiler = unpack(folder);
    Files.writeString(folder.resolve("tsconfig.json"), settings());
    Process process =
        new ProcessBuilder(node.get().toString(), compiler.toString(), "-p", folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("", output);
  }

  private static String settings() {
    return """
        { "compilerOptions": { "checkJs": true, "allowJs": true, "noEmit": true, "strict": true, "target": "es2022", "module": "es2022",
            "moduleResolution": "bundler", "lib": ["es2023", "dom", "dom.iterable"], "noUncheckedIndexedAccess": true, "noImplicitOverride": true, "types": [] },
          "include": ["%s/**/*.js"] }
        """
        .formatted(PageFiles.folder().toString().replace('\\', '/'));
  }

  private static Optional<Path> node() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      for (String name : new String[] {"node", "nodejs"}) {
        Path path = Path.of(folder, name);
        if (Files.isExecutable(path)) return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The compiler's program and the types of browsers. */
  private static Path unpack(Path folder) throws IOException {
    URL url = TestTypesOfPages.class.getClassLoader().getResource(ENTRIES);
    JarFile jar =
        ((JarURLConnection) URI.create(url.toString()).toURL().openConnection()).getJarFile();
    Path found = null;
    for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
      int lib = entry.getName().indexOf("/lib/");
      if (entry.isDirectory() || lib < 0 || !entry.getName().startsWith(ENTRIES)) continue;
      String name = entry.getName().substring(lib + "/lib/".length());
      if (name.contains("/")) continue;
      Path file = folder.resolve("lib").resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, file);
      }
      if (name.equals("tsc.js")) found = file;
    }
    return found;
  }
}
