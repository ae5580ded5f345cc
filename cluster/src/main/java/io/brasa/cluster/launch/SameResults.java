package io.brasa.cluster.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What functions of the JDK silently depend on: a task must give what it would give in the driver,
 * on whatever host.
 *
 * @param timeZone an id
 * @param language as of {@link Locale#getLanguage()}
 * @param country as of {@link Locale#getCountry()}
 * @param fileEncoding the name of a charset
 */
public record SameResults(String timeZone, String language, String country, String fileEncoding) {
  public SameResults {
    requireWord(timeZone);
    requireWord(language);
    requireWord(country);
    requireWord(fileEncoding);
  }

  /** They come over the wire, and become words of a command line. */
  private static void requireWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "/_+-:.".indexOf(c) < 0)
        throw new IllegalArgumentException("No zone, language or charset: '" + text + "'");
    }
  }

  /** Those of this process. */
  public static SameResults ofThisProcess() {
    Locale locale = Locale.getDefault();
    return new SameResults(
        TimeZone.getDefault().getID(),
        locale.getLanguage(),
        locale.getCountry(),
        System.getProperty("file.encoding"));
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add("-Duser.timezone=" + timeZone);
    words.add("-Duser.language=" + language);
    words.add("-Duser.country=" + country);
    words.add("-Dfile.encoding=" + fileEncoding);
    return words;
  }
}
