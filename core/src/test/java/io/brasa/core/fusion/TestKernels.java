package io.brasa.core.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Function;
import io.brasa.core.lineage.Form;
import io.brasa.core.lineage.Link;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the process keeps of kernels, and what HotSpot wants of their code. */
final class TestKernels {
  private final Kernels kernels = new Kernels(true);

  private static Link map(Function<Object, Object> function) {
    return new Link.Mapping("map", function);
  }

  private static Shape shape(Sink sink, Link... links) {
    return Shape.of(List.of().iterator(), List.of(links), sink);
  }

  @Test
  void keepEveryMethodFarBelowTheLimitOfTheCompiler() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      List<Form> forms = new ArrayList<>();
      int length = random.nextInt(300);
      int kinds = 1 + random.nextInt(Form.values().length);
      for (int i = 0; i < length; i++) forms.add(Form.values()[random.nextInt(kinds)]);
      for (Ending ending : Ending.values()) {
        byte[] bytes = Generator.classFile(forms, ending);
        for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
          int length1 = ((CodeAttribute) method.code().orElseThrow()).codeLength();
          boolean isOnce = method.methodName().equalsString("<init>");
          assertTrue(isOnce || length1 < 4_000, method.methodName() + " has " + length1);
        }
      }
    }
  }

  @Test
  void takeEachFormAloneAndLast() {
    for (Form form : Form.values()) {
      for (Ending ending : Ending.values()) {
        assertNotNull(Generator.generate(List.of(form), ending));
        assertNotNull(Generator.generate(List.of(Form.EXPAND_VALUE, form), ending));
        assertNotNull(Generator.generate(List.of(form, Form.EXPAND), ending));
      }
    }
    assertNotNull(Generator.generate(List.of(), Ending.READY));
  }

  @Test
  void areGeneratedOnceEnoughWasSeenAndNotAgain() {
    kernels.setWorthwhileRecords(1_000);
    Kernels.Case first = kernels.of(shape(null, map(x -> x)));
    first.count(999);
    assertNull(first.prototype());
    first.count(1);
    Kernel prototype = first.prototype();
    assertNotNull(prototype);
    first.count(5_000);
    assertSame(prototype, first.prototype());
  }

  @Test
  void areSharedByEqualShapesAlone() {
    Function<Object, Object> function = x -> x;
    Kernels.Case first = kernels.of(shape(null, map(function)));
    assertSame(first, kernels.of(shape(null, map(function))));
    assertNotSame(first, kernels.of(shape(null, map(x -> x))));
    assertNotSame(first, kernels.of(shape(null, map(function), map(function))));
    assertNotSame(first, kernels.of(shape(x -> {}, map(function))));
    Function<Object, Boolean> predicate = x -> true;
    assertNotSame(first, kernels.of(shape(null, new Link.Filtering("filter", predicate))));
    Iterator<Object> other = new ArrayList<>().iterator();
    assertNotSame(first, kernels.of(Shape.of(other, List.of(map(function)), null)));
  }

  @Test
  void forgetWhatWasNotUsedForLong() {
    Shape shape = shape(null, map(x -> x));
    Kernels.Case first = kernels.of(shape);
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      links.add(map(x -> x));
      kernels.of(Shape.of(List.of().iterator(), links, null));
      if (i < 200) assertSame(first, kernels.of(shape));
    }
    for (int i = 0; i < 300; i++) {
      links.add(map(x -> x));
      kernels.of(Shape.of(List.of().iterator(), links, null));
    }
    assertNotSame(first, kernels.of(shape));
  }

  @Test
  void unloadTheirClassesWhenForgotten() throws InterruptedException {
    WeakReference<Class<?>> kernel =
        new WeakReference<>(Generator.generate(List.of(Form.MAP), Ending.SINK).getClass());
    for (int i = 0; i < 50 && kernel.get() != null; i++) {
      System.gc();
      Thread.yield();
    }
    assertNull(kernel.get());
  }

  @Test
  void areNamedForProfilers() {
    Kernel kernel = Generator.generate(List.of(Form.MAP_TO_PAIR, Form.FILTER), Ending.DIVIDE);
    assertTrue(kernel.getClass().getName().contains("Kernel$MapToPairFilterDivide/"));
    assertEquals(0, kernel.links == null ? 0 : kernel.links.size());
  }
}
