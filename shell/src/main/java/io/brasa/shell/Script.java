package io.brasa.shell;

import io.brasa.shell.snippet.Origin;
import io.brasa.shell.snippet.Snippets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of inputs and commands. A command stands in a line of its own, which begins with its slash
 * or colon, behind what is whole: else the line goes on with an expression.
 *
 * @param name for errors, which say {@code name:line}
 * @param depth how many texts that open others are around this one
 */
record Script(String name, String text, Inputs.Echo echo, int depth) {
  /** Files that open each other in a circle end. */
  static final int DEPTH_MAX = 20;

  private record Piece(String text, int line, boolean isCommand) {}

  /**
   * Runs all up to the first that goes wrong.
   *
   * @param typed the inputs since the start, to which those of this text are added
   */
  ShellCommands.Next run(Inputs inputs, List<String> typed) {
    for (Piece piece : pieces(inputs.workspace().snippets())) {
      ShellCommands.Next next;
      if (piece.isCommand) {
        next = new ShellCommands(inputs, typed, depth).run(piece.text);
        if (next == ShellCommands.Next.FAILED)
          inputs.complain("    at " + new Origin(name, piece.line));
      } else {
        typed.add(piece.text);
        boolean isGood = inputs.run(piece.text, new Origin(name, piece.line), echo);
        next = isGood ? ShellCommands.Next.GOES_ON : ShellCommands.Next.FAILED;
      }
      if (next != ShellCommands.Next.GOES_ON) return next;
    }
    return ShellCommands.Next.GOES_ON;
  }

  private List<Piece> pieces(Snippets snippets) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder java = new StringBuilder();
    int line = 0;
    int from = 1;
    // A first line #!... becomes blank, so that lines keep their numbers.
    String whole = text.startsWith("#!") ? text.substring(Math.max(text.indexOf('\n'), 2)) : text;
    for (String each : whole.split("\n", -1)) {
      line++;
      boolean isCommand =
          !each.isEmpty()
              && !Character.isWhitespace(each.charAt(0))
              && ShellCommands.isCommand(each)
              && snippets.isWhole(java.toString(), true);
      if (isCommand) {
        if (!java.toString().isBlank()) pieces.add(new Piece(java.toString(), from, false));
        pieces.add(new Piece(each, line, true));
        java.setLength(0);
        from = line + 1;
      } else java.append(each).append('\n');
    }
    if (!java.toString().isBlank()) pieces.add(new Piece(java.toString(), from, false));
    return pieces;
  }
}
