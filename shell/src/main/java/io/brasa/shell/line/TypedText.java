package io.brasa.shell.line;

import io.brasa.shell.line.Language.Completions;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/** What was typed, to JLine: one word, which is to be completed, and what stands around it. */
record TypedText(String line, int cursor, Completions completions) implements CompletingParsedLine {
  @Override
  public String word() {
    return line.substring(Math.min(completions.from(), cursor), cursor);
  }

  @Override
  public int wordCursor() {
    return word().length();
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word());
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean isComplete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return word().length();
  }
}
