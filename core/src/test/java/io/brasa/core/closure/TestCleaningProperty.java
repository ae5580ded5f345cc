package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.function.Function;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Programs made at random, whose functions read fields by devious ways: whatever is taken along
 * must be enough for the copy to compute what the original computes.
 */
final class TestCleaningProperty {
  private static final int CLASSES = 6;
  private static final int FIELDS = 5;
  private static final int METHODS = 6;

  private final long seed = Long.getLong("brasa.seed", new Random().nextLong());
  private final Closures closures = new Closures();
  private final Random random = new Random(seed);

  @Test
  void copiesComputeWhatOriginalsCompute() throws Exception {
    StringBuilder source =
        new StringBuilder("package program;\nimport io.brasa.core.function.Function;\n");
    source.append("public class Family {\n");
    for (int i = 0; i < CLASSES; i++) appendClass(source, i);
    source.append("}\n");
    SourceLoader loader = new SourceLoader(source.toString());
    for (int i = 0; i < CLASSES; i++) {
      Object instance =
          loader.loadClass("program.Family$G" + i).getDeclaredConstructor().newInstance();
      for (int form = 0; form < 5; form++) check(loader, instance, form, source);
    }
  }

  private void check(SourceLoader loader, Object instance, int form, StringBuilder source)
      throws Exception {
    @SuppressWarnings("unchecked")
    Function<Integer, Integer> original =
        (Function<Integer, Integer>) instance.getClass().getMethod("form" + form).invoke(instance);
    closures.declare(original, new CallSite("map", "Family.java", 1));
    @SuppressWarnings("unchecked")
    Function<Integer, Integer> copy =
        (Function<Integer, Integer>) closures.open(closures.seal(original, false), loader);
    for (int x = -2; x < 4; x++) {
      String where =
          "seed "
              + seed
              + ", form"
              + form
              + " of "
              + instance.getClass()
              + " at "
              + x
              + "\n"
              + source;
      assertEquals(original.call(x), copy.call(x), where);
    }
  }

  private void appendClass(StringBuilder source, int number) {
    boolean isDerived = number > 0 && random.nextInt(3) == 0;
    source.append("  public static class G").append(number);
    source
        .append(isDerived ? " extends G" + (number - 1) : "")
        .append(" implements java.io.Serializable {\n");
    for (int i = 0; i < FIELDS; i++) {
      boolean isFinal = random.nextBoolean();
      int value = random.nextInt(1000) + 1;
      source
          .append("    ")
          .append(isFinal ? "final " : "")
          .append("int f" + i + " = Integer.valueOf(" + value + ");\n");
    }
    source.append("    G" + number + " self;\n    { self = this; }\n");
    source.append(
        "    static int helper(G"
            + number
            + " g, int x) { return x + g.f"
            + random.nextInt(FIELDS)
            + "; }\n");
    source.append("    class Inner { int g(int x) { return x + " + field(number) + "; }\n");
    source.append("      class Deep { int g(int x) { return x + " + field(number) + "; } } }\n");
    for (int i = 0; i < METHODS; i++) {
      String access = random.nextInt(3) == 0 ? "private int p" : "int m";
      source.append("    " + access + i + "(int x) { return " + expression(number, i, 3) + "; }\n");
      String other = access.startsWith("private") ? "int m" : "private int p";
      source.append("    " + other + i + "(int x) { return x; }\n");
    }
    String body = "m" + (METHODS - 1) + "(x) + p" + (METHODS - 1) + "(x)";
    source.append(
        "    public Function<Integer, Integer> form0() { return x -> "
            + expression(number, METHODS, 3)
            + "; }\n");
    source.append("    public Function<Integer, Integer> form1() { return this::reference; }\n");
    source.append("    Integer reference(Integer x) { return " + body + "; }\n");
    source.append("    public Function<Integer, Integer> form2() { return new Function<>() {\n");
    source.append(
        "      int own = 3; public Integer call(Integer x) { return own + "
            + expression(number, METHODS, 2)
            + "; } }; }\n");
    source.append(
        "    public Function<Integer, Integer> form3() { class Local implements Function<Integer, Integer> {\n");
    source.append(
        "      public Integer call(Integer x) { return "
            + expression(number, METHODS, 2)
            + "; } }\n");
    source.append("      return new Local(); }\n");
    source.append("    public Function<Integer, Integer> form4() { return x -> {\n");
    source.append(
        "      java.util.function.IntSupplier s = () -> " + expression(number, METHODS, 2) + ";\n");
    source.append("      return s.getAsInt(); }; }\n  }\n");
  }

  private String field(int number) {
    return "G" + number + ".this.f" + random.nextInt(FIELDS);
  }

  /**
   * An expression over {@code x}; methods call only those of lower numbers, so that all of them
   * end.
   */
  private String expression(int number, int method, int depth) {
    if (depth == 0) return random.nextBoolean() ? field(number) : "x";
    String part = expression(number, method, depth - 1);
    String me = "G" + number + ".this";
    return switch (random.nextInt(14)) {
      case 0 -> part + " + " + field(number);
      case 1, 2 ->
          method == 0
              ? part
              : me
                  + (random.nextBoolean() ? ".m" : ".p")
                  + random.nextInt(method)
                  + "("
                  + part
                  + ")";
      case 3 -> "(x % 2 == 0 ? " + part + " : " + expression(number, method, depth - 1) + ")";
      case 4 -> "((java.util.function.IntSupplier) () -> " + part + ").getAsInt()";
      case 5 ->
          "new java.util.function.IntSupplier() { public int getAsInt() { return "
              + part
              + "; } }.getAsInt()";
      case 6 -> "helper(" + me + ", " + part + ")";
      case 7 -> "(x > 0 ? " + me + " : " + me + ".self).f" + random.nextInt(FIELDS) + " + " + part;
      case 8 -> "new G" + number + "[] {" + me + "}[0].f" + random.nextInt(FIELDS) + " - " + part;
      case 9 -> me + ".new Inner().g(" + part + ")";
      case 10 -> me + ".new Inner().new Deep().g(" + part + ")";
      case 11 ->
          method == 0
              ? part
              : "((java.util.function.IntUnaryOperator) " + me + "::m0).applyAsInt(" + part + ")";
      case 12 ->
          "java.util.Objects.requireNonNull(" + me + ").f" + random.nextInt(FIELDS) + " + " + part;
      default -> "(int) ((long) " + part + " * 3 + " + field(number) + ")";
    };
  }
}
