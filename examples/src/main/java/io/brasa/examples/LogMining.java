package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import java.util.Arrays;
import java.util.List;

/**
 * Searches in the error messages of a log, of lines {@code LEVEL<TAB>time<TAB>message}. The
 * messages are kept in memory by the first search, so that the others do not read the file again.
 * Prints one {@code word<TAB>count} line for each search.
 */
public final class LogMining {
  private LogMining() {}

  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      System.err.println("usage: LogMining FILE WORD...");
      System.exit(2);
    }
    List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<String> messages =
          brasa
              .textFile(arguments[0])
              .filter(line -> line.startsWith("ERROR"))
              .map(line -> line.split("\t")[2])
              .cache();
      for (String word : words) {
        System.out.println(
            word + "\t" + messages.filter(message -> message.contains(word)).count());
      }
    }
  }
}
