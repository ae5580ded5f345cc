package io.brasa.cli;

import java.util.List;

/** One word after {@code brasa}. */
@FunctionalInterface
interface Command {
  /** Runs with the words after the command's own and returns the exit code. */
  int run(List<String> arguments) throws Exception;
}
