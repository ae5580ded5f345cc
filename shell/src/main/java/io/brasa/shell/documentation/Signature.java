package io.brasa.shell.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signature, as the compiler's completion writes it, is the signature of.
 *
 * @param type the name of the class, by which it is known where the signature was written; the
 *     point is between the names of nested classes too
 * @param member the name of a method or field; empty for the class itself or a constructor of it
 * @param parameters erased types without their packages; absent unless it can be called
 */
record Signature(String type, String member, Optional<List<String>> parameters) {
  private static final Pattern TYPE = Pattern.compile("[\\w.$]+");
  private static final Pattern FIELD = Pattern.compile("([\\w.$]+)\\.([\\w$]+):.*");
  private static final Pattern VARIABLE = Pattern.compile("[\\w$]+:([\\w.$]+)");
  private static final Pattern COMPONENTS = Pattern.compile("\\([^()]*\\)(?=[.(])");
  private static final Pattern DECORATION = Pattern.compile("@[\\w.]+(\\([^)]*\\))?|\\bfinal\\b");

  /** Empty for what is of another form, and for methods that belong to no class. */
  static Optional<Signature> of(String text) {
    // A record stands there with its components.
    String plain = COMPONENTS.matcher(withoutTypeArguments(text)).replaceAll("").strip();
    int open = plain.indexOf('(');
    if (open >= 0)
      return call(plain.substring(0, open), plain.substring(open + 1, plain.lastIndexOf(')')));
    Matcher field = FIELD.matcher(plain);
    if (field.matches())
      return Optional.of(new Signature(field.group(1), field.group(2), Optional.empty()));
    Matcher variable = VARIABLE.matcher(plain);
    String type = variable.matches() ? variable.group(1) : plain;
    boolean isName = TYPE.matcher(type).matches();
    return isName ? Optional.of(new Signature(type, "", Optional.empty())) : Optional.empty();
  }

  /**
   * @param called a constructor's class, or what a method returns and its class and name
   */
  private static Optional<Signature> call(String called, String inParentheses) {
    List<String> types = new ArrayList<>();
    for (String parameter : inParentheses.split(",", -1))
      if (!parameter.isBlank()) types.add(erased(parameter.strip().split("\\s+")[0]));
    int blank = called.lastIndexOf(' ');
    if (blank < 0) return Optional.of(new Signature(called, "", Optional.of(types)));
    int point = called.lastIndexOf('.');
    if (point < blank) return Optional.empty();
    String type = called.substring(blank + 1, point);
    return Optional.of(new Signature(type, called.substring(point + 1), Optional.of(types)));
  }

  /** A type of a parameter without what stands between angle brackets, and without its package. */
  static String erased(String type) {
    String plain = DECORATION.matcher(withoutTypeArguments(type)).replaceAll("");
    String name = plain.replace("...", "[]").replaceAll("\\s", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String withoutTypeArguments(String text) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (char c : text.toCharArray()) {
      if (c == '<') depth++;
      if (depth == 0) plain.append(c);
      if (c == '>') depth--;
    }
    return plain.toString();
  }
}
