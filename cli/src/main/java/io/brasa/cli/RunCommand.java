package io.brasa.cli;

import io.brasa.cli.program.Program;
import io.brasa.cli.program.ProgramFailure;
import io.brasa.cli.program.ProgramFinder;
import io.brasa.cli.terminal.TerminalListeners;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Runs a program in this process. The program opens its own context, which reads the master and the
 * settings given here from the system properties {@code brasa.conf.NAME}.
 */
final class RunCommand implements Command {
  private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";
  private static final String PAGES = "brasa.conf.ui.enabled";

  @Override
  public int run(List<String> arguments) throws Exception {
    RunOptions options = RunOptions.parse(arguments);
    if (options.program().isEmpty()) return new HelpCommand().run(List.of("run"));
    if (!options.master().isEmpty()) System.setProperty("brasa.conf.master", options.master());
    options.settings().forEach((key, value) -> System.setProperty("brasa.conf." + key, value));
    showPages();
    System.setProperty(TerminalListeners.SWITCH, "true");
    Program program = ProgramFinder.find(options.program(), options.mainClass());
    return start(program, options.arguments());
  }

  /** Contexts of the program have web pages, unless they are told otherwise. */
  static void showPages() {
    if (System.getProperty(PAGES) == null) System.setProperty(PAGES, "true");
    boundRequests();
  }

  /**
   * Whoever has not sent a whole request after so many seconds is cut off, which the JDK's server
   * leaves to the process to say. Answers may last, such as streams of changes.
   */
  static void boundRequests() {
    if (System.getProperty(REQUEST_SECONDS) == null) System.setProperty(REQUEST_SECONDS, "30");
  }

  static int start(Program program, List<String> arguments) throws IllegalAccessException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(program.loader());
    try {
      program.run(arguments);
      return 0;
    } catch (InvocationTargetException e) {
      System.out.flush();
      new ProgramFailure(e.getCause()).print(System.err);
      return 1;
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
