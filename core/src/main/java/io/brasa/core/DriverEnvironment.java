package io.brasa.core;

import io.brasa.core.event.Event;
import io.brasa.core.event.NamedText;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the driver's process is and what it was told, for people who look for the cause of
 * something. What may be a secret is withheld: values of such names, what stands behind such words
 * in other values, and passwords in addresses.
 */
final class DriverEnvironment {
  static final String WITHHELD = "(withheld)";

  private static final String WORDS =
      "secret|passw|passphrase|token|credential|access[._-]?key|private[._-]?key|api[._-]?key";

  /** What a text has in lower case that one of the words above could be in. */
  private static final List<String> SIGNS =
      List.of("secret", "passw", "passphrase", "token", "credential");

  /** What such a text has before a key. */
  private static final List<String> KINDS_OF_KEYS = List.of("access", "private", "api");

  /** Made when a text has a sign of them: to a small program they are a hundredth of its time. */
  private static final class Patterns {
    static final Pattern NAME = Pattern.compile("(?i).*(" + WORDS + ").*");
    static final Pattern SAID =
        Pattern.compile("(?i)([\\w.-]*(?:" + WORDS + ")[\\w.-]*\\s*(?:[=:]|\\s)\\s*)[^\\s,;&]+");
    static final Pattern ADDRESS = Pattern.compile("(://[^/@:\\s]*):[^/@\\s]+@");

    private Patterns() {}
  }

  /** Settings that name files, whose names are no secrets. */
  private static final List<String> HARMLESS = List.of("secret.file");

  private DriverEnvironment() {}

  static Event.EnvironmentTold told(long atMillis, Map<String, String> settings) {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames())
      if (!name.endsWith("class.path")) properties.put(name, System.getProperty(name, ""));
    return new Event.EnvironmentTold(
        atMillis, runtime(), told(settings), told(properties), classPath());
  }

  private static List<NamedText> runtime() {
    List<NamedText> all = new ArrayList<>();
    for (String name :
        List.of("java.version", "java.vm.name", "java.home", "os.name", "os.version", "os.arch"))
      all.add(new NamedText(name, System.getProperty(name, "")));
    all.add(new NamedText("process", Long.toString(ProcessHandle.current().pid())));
    Runtime runtime = Runtime.getRuntime();
    all.add(new NamedText("cores", Integer.toString(runtime.availableProcessors())));
    all.add(new NamedText("heap.max", Long.toString(runtime.maxMemory())));
    return all;
  }

  private static List<NamedText> told(Map<String, String> texts) {
    List<NamedText> all = new ArrayList<>(texts.size());
    texts.forEach((name, text) -> all.add(new NamedText(name, shown(name, text))));
    return all;
  }

  static String shown(String name, String text) {
    if (text.isEmpty() || HARMLESS.contains(name)) return text;
    if (isSigned(name) && Patterns.NAME.matcher(name).matches()) return WITHHELD;
    String said = isSigned(text) ? Patterns.SAID.matcher(text).replaceAll("$1" + WITHHELD) : text;
    return said.contains("://") && said.indexOf('@') >= 0
        ? Patterns.ADDRESS.matcher(said).replaceAll("$1:" + WITHHELD + "@")
        : said;
  }

  private static boolean isSigned(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return mentionsOneOf(SIGNS, lower)
        || lower.contains("key") && mentionsOneOf(KINDS_OF_KEYS, lower);
  }

  private static boolean mentionsOneOf(List<String> words, String text) {
    for (String word : words) if (text.contains(word)) return true;
    return false;
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1));
  }
}
