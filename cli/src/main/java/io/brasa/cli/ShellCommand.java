package io.brasa.cli;

import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.cli.terminal.Progress;
import io.brasa.core.BrasaContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.shell.Colours;
import io.brasa.shell.Libraries;
import io.brasa.shell.Shell;
import io.brasa.sql.BrasaSession;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs Java of a file, of standard input, or what is typed at a prompt. */
final class ShellCommand implements Command {
  private static final List<String> OPTIONS =
      List.of("--master", "--conf", "--jars", "--log-format", "--log-level");

  /** Set by the launcher, which can tell: standard input and output are a terminal. */
  private static final String PROMPT = "brasa.prompt";

  private static final String LAUNCHER = "brasa.launcher";
  private static final Path SOURCES = Path.of("src", "main", "java");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private String master = "local[*]";
  private List<String> words = List.of();
  private List<String> jars = List.of();

  @Override
  public int run(List<String> arguments) throws IOException {
    read(arguments);
    try {
      Shell shell = shell();
      if (!words.isEmpty()) {
        String file = words.getFirst();
        return shell.script(file, content(file), words.subList(1, words.size()), false);
      }
      if (Boolean.getBoolean(PROMPT)) {
        RunCommand.showPages();
        return shell.prompt(history());
      }
      String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      return shell.script("stdin", text, List.of(), true);
    } catch (EngineException e) {
      if (e.code() instanceof CliError) throw e;
      System.err.println("brasa: " + e.getMessage());
      return 1;
    }
  }

  private Shell shell() throws IOException {
    String noColour = System.getenv("NO_COLOR");
    boolean isColoured = Boolean.getBoolean(PROMPT) && (noColour == null || noColour.isEmpty());
    return new Shell(this::session, libraries(), new Colours(isColoured), System.out, System.err);
  }

  /** Jars that are given come behind those of this process, which loads its own first. */
  private Libraries libraries() throws IOException {
    List<String> classPath =
        new ArrayList<>(
            List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    ClassLoader own = ShellCommand.class.getClassLoader();
    if (jars.isEmpty()) return new Libraries(classPath, own, sources());
    List<URL> urls = new ArrayList<>();
    for (String jar : jars) {
      if (!Files.isReadable(Path.of(jar)))
        throw invalid("There is no jar " + jar + " to read", "Check the path");
      classPath.add(jar);
      urls.add(Path.of(jar).toUri().toURL());
    }
    return new Libraries(classPath, new URLClassLoader(urls.toArray(new URL[0]), own), sources());
  }

  /** The launcher stands in a folder with the sources of all modules. */
  private static List<Path> sources() throws IOException {
    String launcher = System.getProperty(LAUNCHER);
    if (launcher == null || Path.of(launcher).getParent() == null) return List.of();
    Path checkout = Path.of(launcher).getParent();
    List<Path> sources = new ArrayList<>();
    for (Path module : folders(checkout)) {
      sources.add(module.resolve(SOURCES));
      for (Path part : folders(module)) sources.add(part.resolve(SOURCES));
    }
    return sources.stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }

  private BrasaSession session() {
    BrasaContext.Builder context = BrasaContext.builder();
    Progress.onTerminal().ifPresent(context::listener);
    BrasaSession.Builder builder =
        BrasaSession.builder(context).master(master).appName("brasa shell");
    settings.forEach(builder::config);
    BrasaSession session = builder.build();
    // Whoever asks has the pages opened without a word, which would land in what is being typed;
    // /ui tells it.
    if (Boolean.getBoolean(PROMPT) && words.isEmpty())
      Thread.ofPlatform().daemon().name("shell-pages").start(() -> open(session));
    return session;
  }

  private static void open(BrasaSession session) {
    Optional<String> _ = session.context().uiWebUrl();
  }

  /** {@code BRASA_SHELL_HISTORY}, or a file in the user's folder; an empty name for none. */
  private static Optional<Path> history() {
    String given = System.getenv("BRASA_SHELL_HISTORY");
    if (given != null) return given.isEmpty() ? Optional.empty() : Optional.of(Path.of(given));
    return Optional.of(Path.of(System.getProperty("user.home"), ".brasa_shell_history"));
  }

  private void read(List<String> given) {
    int at = 0;
    while (at < given.size() && given.get(at).startsWith("-")) {
      String option = given.get(at);
      if (!OPTIONS.contains(option)) throw unknown(option);
      if (at + 1 == given.size())
        throw invalid("The option " + option + " has no value", "Try: brasa help shell");
      String value = given.get(at + 1);
      switch (option) {
        case "--master" -> master = value;
        case "--log-format" -> settings.put("log.format", value);
        case "--log-level" -> settings.put("log.level", value);
        case "--jars" -> jars = List.of(value.split(","));
        default -> set(value);
      }
      at += 2;
    }
    words = List.copyOf(given.subList(at, given.size()));
  }

  private void set(String setting) {
    int equals = setting.indexOf('=');
    if (equals <= 0)
      throw invalid(
          "The setting " + setting + " is not of the form KEY=VALUE", "Write --conf KEY=VALUE");
    settings.put(setting.substring(0, equals), setting.substring(equals + 1));
  }

  private static String content(String file) throws IOException {
    if (!Files.isReadable(Path.of(file)))
      throw new EngineException(
          CliError.PROGRAM_NOT_FOUND, "There is no file " + file + " to read", "Check the path");
    if (Files.isDirectory(Path.of(file)))
      throw new EngineException(
          CliError.PROGRAM_NOT_FOUND,
          file + " is a folder, not a file of Java",
          "Name a file in it");
    return Files.readString(Path.of(file));
  }

  private static EngineException unknown(String option) {
    String meant = Suggestion.of(option, OPTIONS);
    return invalid(
        "There is no option " + option + " of shell",
        meant.isEmpty() ? "Try: brasa help shell" : meant);
  }

  private static EngineException invalid(String what, String remedy) {
    return new EngineException(CliError.OPTION_INVALID, what, remedy);
  }
}
