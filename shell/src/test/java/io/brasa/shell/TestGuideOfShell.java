package io.brasa.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The transcripts of the guide are what a shell prints. */
@Tag("slow")
final class TestGuideOfShell {
  private static final Path GUIDE =
      Path.of(System.getProperty("brasa.checkout", "")).resolve("docs/guide/shell.md");
  private static final Pattern TRANSCRIPT =
      Pattern.compile("^```text\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INPUT =
      Pattern.compile("^brasa> (.*)\n((?:(?!brasa> ).*\n)*)", Pattern.MULTILINE);

  @Test
  void transcriptsAreWhatIsPrinted() throws Exception {
    int count = 0;
    int number = 0;
    try (ShellSession shell = new ShellSession("local[2]")) {
      Matcher transcripts = TRANSCRIPT.matcher(Files.readString(GUIDE));
      while (transcripts.find()) {
        Matcher inputs = INPUT.matcher(transcripts.group(1));
        while (inputs.find()) {
          String typed = inputs.group(1);
          boolean isCommand = ShellCommands.isCommand(typed);
          if (!isCommand) number++;
          String printed = isCommand ? shell.command(typed) : shell.run(typed, "#" + number);
          assertEquals(inputs.group(2), printed, typed);
          count++;
        }
      }
    }
    assertTrue(count > 10, "the guide has transcripts");
  }
}
