package io.brasa.shell.documentation;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A file of Java, parsed and no more: names stand for what its text says. */
final class ParsedSource {
  private static final String CONSTRUCTOR = "<init>";

  private final CompilationUnitTree unit;
  private final DocTrees trees;

  private ParsedSource(CompilationUnitTree unit, DocTrees trees) {
    this.unit = unit;
    this.trees = trees;
  }

  /** Empty for what is no Java of this release. */
  static Optional<ParsedSource> of(String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, _ -> {}, List.of("-proc:none"), null, List.of(new Text(text)));
    try {
      for (CompilationUnitTree unit : task.parse())
        return Optional.of(new ParsedSource(unit, DocTrees.instance(task)));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///Documented.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  String packageName() {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  /** What is imported, a star at the end included; static ones left out. */
  List<String> imports() {
    List<String> names = new ArrayList<>();
    for (ImportTree each : unit.getImports())
      if (!each.isStatic()) names.add(each.getQualifiedIdentifier().toString());
    return names;
  }

  /** A class of the file by its name and those of the classes around it. */
  Optional<TreePath> type(List<String> names) {
    TreePath path = new TreePath(unit);
    List<? extends Tree> members = unit.getTypeDecls();
    for (String name : names) {
      TreePath around = path;
      Optional<ClassTree> found =
          members.stream()
              .filter(ClassTree.class::isInstance)
              .map(ClassTree.class::cast)
              .filter(each -> each.getSimpleName().contentEquals(name))
              .findFirst();
      if (found.isEmpty()) return Optional.empty();
      path = new TreePath(around, found.get());
      members = found.get().getMembers();
    }
    return Optional.of(path);
  }

  /** The types that a class says it extends and implements, the nearest first. */
  static List<String> supertypes(TreePath type) {
    ClassTree tree = (ClassTree) type.getLeaf();
    List<Tree> above = new ArrayList<>();
    if (tree.getExtendsClause() != null) above.add(tree.getExtendsClause());
    above.addAll(tree.getImplementsClause());
    return above.stream().map(each -> each.toString().replaceAll("<.*", "")).toList();
  }

  /** The comment of a class, or of a member that it declares itself; empty without one. */
  String comment(TreePath type, Signature wanted) {
    if (wanted.member().isEmpty() && wanted.parameters().isEmpty()) return comment(type);
    for (Tree member : ((ClassTree) type.getLeaf()).getMembers())
      if (isMeant(member, wanted)) return comment(new TreePath(type, member));
    return "";
  }

  private String comment(TreePath path) {
    String comment = trees.getDocComment(path);
    return comment == null ? "" : comment;
  }

  private static boolean isMeant(Tree member, Signature wanted) {
    return switch (member) {
      case MethodTree method when wanted.parameters().isPresent() ->
          method.getName().contentEquals(wanted.member().isEmpty() ? CONSTRUCTOR : wanted.member())
              && types(method).equals(wanted.parameters().get());
      case VariableTree variable when wanted.parameters().isEmpty() ->
          variable.getName().contentEquals(wanted.member());
      default -> false;
    };
  }

  private static List<String> types(MethodTree method) {
    List<String> types = new ArrayList<>();
    for (VariableTree parameter : method.getParameters()) {
      // That there may be more of the last is written at the variable.
      boolean isMany = parameter.toString().contains("...");
      String type = Signature.erased(parameter.getType().toString());
      types.add(isMany && !type.endsWith("[]") ? type + "[]" : type);
    }
    return types;
  }
}
