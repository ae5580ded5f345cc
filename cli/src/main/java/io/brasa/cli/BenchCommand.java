package io.brasa.cli;

import java.util.List;

final class BenchCommand implements Command {
  @Override
  public int run(List<String> arguments) {
    return 2;
  }
}
