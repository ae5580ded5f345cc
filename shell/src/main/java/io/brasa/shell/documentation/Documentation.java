package io.brasa.shell.documentation;

import com.sun.source.util.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the Javadoc comment of what a signature names. For one thread. */
public final class Documentation {
  private static final int SUPERTYPES_MAX = 20;

  private final SourceTexts texts;

  /**
   * @param sources folders that packages begin in, and archives of sources; they need not be there
   * @param classPath jars whose sources may lie beside them, {@code a-sources.jar} beside {@code
   *     a.jar}
   */
  public Documentation(List<Path> sources, List<String> classPath) {
    List<Path> places = new ArrayList<>(sources);
    for (String each : classPath) SourceTexts.beside(each).ifPresent(places::add);
    texts = new SourceTexts(places);
  }

  /**
   * The comment as it is written, without its stars. A method without one has that of the method it
   * overrides, and a constructor that of its class.
   *
   * @param signature as the compiler's completion writes it
   * @param imports what names in it may stand for: of classes, and of packages with a star behind
   * @return empty when nothing is known
   */
  public String of(String signature, List<String> imports) {
    Optional<Signature> parsed = Signature.of(signature);
    if (parsed.isEmpty()) return "";
    String comment = comment(parsed.get(), imports, "", new LinkedHashSet<>());
    boolean isConstructor =
        parsed.get().member().isEmpty() && parsed.get().parameters().isPresent();
    if (!comment.isEmpty() || !isConstructor) return comment;
    Signature type = new Signature(parsed.get().type(), "", Optional.empty());
    return comment(type, imports, "", new LinkedHashSet<>());
  }

  /**
   * @param home the package whose classes need no import
   * @param tried what has been looked at
   */
  private String comment(Signature wanted, List<String> imports, String home, Set<String> tried) {
    for (String name : candidates(wanted.type(), imports, home)) {
      if (tried.size() >= SUPERTYPES_MAX) return "";
      Optional<Found> found = find(name);
      if (found.isEmpty()) continue;
      if (!tried.add(name)) return "";
      ParsedSource source = found.get().source;
      TreePath type = found.get().type;
      String comment = source.comment(type, wanted);
      if (!comment.isEmpty() || wanted.member().isEmpty()) return comment;
      for (String above : ParsedSource.supertypes(type)) {
        Signature inherited = new Signature(above, wanted.member(), wanted.parameters());
        String told = comment(inherited, source.imports(), source.packageName(), tried);
        if (!told.isEmpty()) return told;
      }
      return "";
    }
    return "";
  }

  private record Found(ParsedSource source, TreePath type) {}

  /** What a name may stand for, with its packages. */
  private static List<String> candidates(String name, List<String> imports, String home) {
    List<String> names = new ArrayList<>(List.of(name));
    String first = name.split("\\.")[0];
    for (String each : imports) {
      String before = each.substring(0, each.lastIndexOf('.') + 1);
      if (each.endsWith("." + first) || each.endsWith(".*")) names.add(before + name);
    }
    if (!home.isEmpty()) names.add(home + "." + name);
    return names;
  }

  /** A nested class is in the file of the one around it. */
  private Optional<Found> find(String name) {
    List<String> parts = Arrays.asList(name.split("\\."));
    for (int end = parts.size(); end > 0; end--) {
      Optional<String> text = texts.of(String.join(".", parts.subList(0, end)));
      if (text.isEmpty()) continue;
      Optional<ParsedSource> source = ParsedSource.of(text.get());
      if (source.isEmpty()) return Optional.empty();
      ParsedSource parsed = source.get();
      return parsed.type(parts.subList(end - 1, parts.size())).map(t -> new Found(parsed, t));
    }
    return Optional.empty();
  }
}
