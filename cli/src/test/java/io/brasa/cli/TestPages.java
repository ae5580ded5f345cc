package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Web pages of programs that run and of logs, by the command line. */
@Tag("slow")
@Timeout(120)
final class TestPages {
  private static final String SOURCE =
      """
      import io.brasa.core.BrasaContext;
      import java.util.List;

      class Waiting {
        static void main(String[] arguments) throws Exception {
          try (var brasa = BrasaContext.local()) {
            System.out.println("counted " + brasa.parallelize(List.of(1, 2, 3), 2).count());
            System.in.read();
          }
          System.out.println("done");
        }
      }
      """;

  @TempDir private Path folder;

  private static String get(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void showWhatAProgramDoesAndEndWithIt() throws Exception {
    Path source = Files.writeString(folder.resolve("Waiting.java"), SOURCE);
    try (RunningProgram program =
        RunningProgram.inPipe("--conf", "ui.port=0", "--master", "local[2]", source.toString())) {
      program.awaitOutput("pages at http://127.0.0.1:");
      program.awaitOutput("\n");
      Matcher url =
          Pattern.compile("(?m)^brasa: pages at (http://127.0.0.1:\\d+)$")
              .matcher(program.output());
      assertTrue(url.find(), program.output());
      String list = get(url.group(1) + "/api/v1/applications");
      assertTrue(list.contains("\"jobs\":{\"running\":0,\"succeeded\":1"), list);
      assertTrue(get(url.group(1) + "/").contains("<html"), "the first page");
      program.press('\n');
      assertEquals(0, program.awaitEnd(), program.output());
      assertTrue(program.output().contains("done"), program.output());
    }
  }

  @Test
  void areLeftOutIfTheProgramIsTold() throws Exception {
    Path source = Files.writeString(folder.resolve("Waiting.java"), SOURCE);
    try (RunningProgram program =
        RunningProgram.inPipe("--conf", "ui.enabled=false", source.toString())) {
      program.awaitOutput("counted 3");
      program.press('\n');
      assertEquals(0, program.awaitEnd(), program.output());
      assertFalse(program.output().contains("pages"), program.output());
    }
  }

  @Test
  void showTheLogsOfAFolder() throws Exception {
    String id;
    try (BrasaContext brasa =
        BrasaContext.builder().master("local[1]").set("event.log", folder.toString()).build()) {
      id = brasa.applicationId();
      assertEquals(3, brasa.parallelize(List.of(1, 2, 3)).count());
    }
    Process history =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.brasa.cli.Main",
                "history",
                "--port",
                "0",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(history.getInputStream(), StandardCharsets.UTF_8))) {
      String url = lines.readLine();
      assertTrue(url.matches("http://127.0.0.1:\\d+"), url);
      assertTrue(get(url + "/api/v1/applications").contains("\"" + id + "\""));
      String jobs = get(url + "/api/v1/applications/" + id + "/jobs");
      assertTrue(jobs.contains("\"status\":\"succeeded\""), jobs);
    } finally {
      history.destroyForcibly().waitFor();
    }
  }
}
