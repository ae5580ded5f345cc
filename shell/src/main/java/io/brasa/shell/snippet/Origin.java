package io.brasa.shell.snippet;

/**
 * Where a text was typed: what stands in stages, stack traces and errors.
 *
 * @param name of a file, or {@code #3} for the third input at a prompt
 * @param line of its beginning, from 1
 */
public record Origin(String name, int line) {
  Origin plus(int lines) {
    return new Origin(name, line + lines);
  }

  @Override
  public String toString() {
    return name + ":" + line;
  }
}
