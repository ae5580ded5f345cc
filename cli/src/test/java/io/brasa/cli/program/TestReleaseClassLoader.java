package io.brasa.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cli.prepare.ServiceList;
import io.brasa.core.event.EventListenerProvider;
import io.brasa.core.execute.MasterProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of services as it is written when a build is prepared, and as it is read at starts. */
final class TestReleaseClassLoader {
  private static final String LIST = "brasa.services";
  private static final String LISTENER = "io.brasa.core.event.EventListenerProvider";
  private static final String MASTER = "io.brasa.core.execute.MasterProvider";
  private static final String TERMINAL = "io.brasa.cli.terminal.TerminalListeners";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(LIST);
  }

  @Test
  void findsTheServicesOfTheListAndNoOthers() throws Exception {
    ClassLoader command = getClass().getClassLoader();
    assertFalse(services(MasterProvider.class, command).isEmpty());
    ClassLoader release = ReleaseClassLoader.of(List.of(LISTENER + ' ' + TERMINAL), command);
    assertEquals(List.of(TERMINAL), services(EventListenerProvider.class, release));
    assertEquals(List.of(), services(MasterProvider.class, release));
    assertSame(getClass(), release.loadClass(getClass().getName()));
    String own = getClass().getName().replace('.', '/') + ".class";
    assertEquals(command.getResource(own), release.getResource(own));
    assertEquals(
        Collections.list(command.getResources("META-INF/services/java.nio.file.spi.X")),
        Collections.list(release.getResources("META-INF/services/java.nio.file.spi.X")));
  }

  @Test
  void whatAProgramBringsIsFoundBesides() throws Exception {
    Path jar = folder.resolve("program.jar");
    jar(jar, LISTENER, "# by a program\n" + TERMINAL + "  # twice\n");
    ClassLoader release =
        ReleaseClassLoader.of(List.of(MASTER + " a.Master"), getClass().getClassLoader());
    try (URLClassLoader program = new URLClassLoader(new URL[] {jar.toUri().toURL()}, release)) {
      assertEquals(List.of(TERMINAL), services(EventListenerProvider.class, program));
    }
  }

  @Test
  void isTheCommandsLoaderWithoutAList() {
    assertSame(getClass().getClassLoader(), ReleaseClassLoader.find());
    System.setProperty(LIST, folder.resolve("absent").toString());
    assertSame(getClass().getClassLoader(), ReleaseClassLoader.find());
  }

  @Test
  void theListHasAllServicesOfTheJars() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    jar(lib.resolve("b.jar"), LISTENER, "b.Two\n\n # nothing\nb.One # said\n");
    jar(lib.resolve("a.jar"), LISTENER, "a.First");
    jar(lib.resolve("c.jar"), "java.sql.Driver", "c.Driver");
    Files.writeString(lib.resolve("text.txt"), "no jar");
    Path list = folder.resolve("services");
    ServiceList.write(lib, list);
    assertEquals(
        List.of(LISTENER + " a.First", LISTENER + " b.Two", LISTENER + " b.One"),
        Files.readAllLines(list));
  }

  /** Each service of the engine on this class path is found by the list of its folders' files. */
  @Test
  void findsWhatTheServiceLoaderFinds() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    int count = 0;
    ClassLoader command = getClass().getClassLoader();
    for (String service : List.of(LISTENER, MASTER))
      for (URL url : Collections.list(command.getResources("META-INF/services/" + service)))
        try (var in = url.openStream()) {
          jar(lib.resolve(++count + ".jar"), service, new String(in.readAllBytes(), UTF_8));
        }
    Path list = folder.resolve("services");
    ServiceList.write(lib, list);
    System.setProperty(LIST, list.toString());
    ClassLoader release = ReleaseClassLoader.find();
    assertTrue(release instanceof ReleaseClassLoader);
    assertEquals(services(MasterProvider.class, command), services(MasterProvider.class, release));
    assertEquals(
        services(EventListenerProvider.class, command),
        services(EventListenerProvider.class, release));
  }

  private static List<String> services(Class<?> service, ClassLoader loader) {
    List<String> names = new ArrayList<>();
    ServiceLoader.load(service, loader).stream().forEach(each -> names.add(each.type().getName()));
    return names;
  }

  private static void jar(Path jar, String service, String text) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + service));
      out.write(text.getBytes(UTF_8));
      out.closeEntry();
    }
  }
}
