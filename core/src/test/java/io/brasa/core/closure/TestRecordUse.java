package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.closure.bytecode.RecordFlow.Finding;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.function.PairFunction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each function does one thing with its record; what may change or keep it must not be missed. */
final class TestRecordUse {
  record Point(double y, double[] x) implements Serializable {
    double squared() {
      double sum = 0;
      for (double each : x) sum += each * each;
      return sum;
    }

    Point scaled(double factor) {
      double[] scaled = x.clone();
      for (int i = 0; i < scaled.length; i++) scaled[i] *= factor;
      return new Point(y, scaled);
    }

    void clear() {
      Arrays.fill(x, 0);
    }

    double[] cleared() {
      x[0] = 0;
      return x;
    }
  }

  record Boxed(Object any, String text, Integer number) {}

  static class Open implements Serializable {
    int count;

    int count() {
      return count;
    }
  }

  static final class Closed implements Serializable {
    int count;
    Closed next;

    int count() {
      return count;
    }

    Closed touched() {
      count++;
      return this;
    }
  }

  static final class Box implements Serializable {
    Object held;
  }

  static double[] kept;
  static final List<Object> KEPT = new ArrayList<>();

  private final RecordUse use = new RecordUse();

  private <T, R> void assertMap(Finding expected, Function<T, R> function) {
    assertEquals(expected, use.of(function));
    assertEquals(expected, use.of(function));
  }

  private <T> void assertReduce(Finding expected, Function2<T, T, T> function) {
    assertEquals(expected, use.of(function));
  }

  static int closest(double[][] centres, double[] x) {
    double best = Double.MAX_VALUE;
    int at = 0;
    for (int c = 0; c < centres.length; c++) {
      double distance = 0;
      for (int j = 0; j < x.length; j++) distance += Math.abs(centres[c][j] - x[j]);
      if (distance < best) {
        best = distance;
        at = c;
      }
    }
    return at;
  }

  @Test
  void readingIsNoted() {
    double[] weights = {1, 2};
    double[][] centres = {{1}, {2}};
    assertMap(
        Finding.INDEPENDENT,
        (Point p) -> {
          double dot = 0;
          for (int j = 0; j < weights.length; j++) dot += weights[j] * p.x()[j];
          double[] gradient = new double[weights.length];
          for (int j = 0; j < gradient.length; j++)
            gradient[j] = (1 / (1 + Math.exp(-p.y() * dot)) - 1) * p.x()[j];
          return gradient;
        });
    assertMap(Finding.INDEPENDENT, (Point p) -> p.squared());
    assertMap(Finding.INDEPENDENT, Point::squared);
    assertMap(Finding.INDEPENDENT, (Point p) -> p.y());
    assertMap(Finding.INDEPENDENT, (double[] x) -> closest(centres, x));
    assertMap(Finding.INDEPENDENT, (Boxed b) -> b.text() + b.number());
    assertMap(Finding.INDEPENDENT, (Closed c) -> c.count());
    assertMap(Finding.INDEPENDENT, (byte[] b) -> Arrays.copyOf(b, 10));
    assertMap(Finding.INDEPENDENT, (double[] x) -> x.length > 3 && x[0] > 1);
    assertMap(Finding.INDEPENDENT, (Point p) -> new StringBuilder().append(p.y()).toString());
    assertReduce(
        Finding.INDEPENDENT,
        (double[] a, double[] b) -> {
          double[] sum = new double[a.length];
          for (int j = 0; j < sum.length; j++) sum[j] = a[j] + b[j];
          return sum;
        });
    assertMap(Finding.INDEPENDENT, (Point p) -> p.scaled(2).y());
  }

  @Test
  void givingOnIsNoted() {
    assertMap(Finding.GIVEN_ON, (Point p) -> p);
    assertMap(Finding.GIVEN_ON, Point::x);
    assertMap(Finding.GIVEN_ON, (Point p) -> new Pair<>(p.x(), 1));
    assertMap(Finding.GIVEN_ON, (Point p) -> Pair.of(1, Pair.of(p, 2)));
    assertMap(Finding.GIVEN_ON, (Point p) -> new Object[] {p});
    assertMap(Finding.GIVEN_ON, (Boxed b) -> b.any());
    assertMap(Finding.GIVEN_ON, (double[][] x) -> x.clone());
    assertMap(Finding.GIVEN_ON, (Closed c) -> c.next);
    PairFunction<double[], Integer, Pair<double[], Integer>> pairs =
        x -> new Pair<>(closest(new double[0][], x), new Pair<>(x, 1));
    assertEquals(Finding.GIVEN_ON, use.of(pairs));
    assertReduce(Finding.GIVEN_ON, (Point a, Point b) -> a.y() < b.y() ? a : b);
    assertReduce(Finding.INDEPENDENT, (Pair<Integer, Integer> a, Pair<Integer, Integer> b) -> null);
  }

  @Test
  void changingIsNotMissed() {
    assertMap(Finding.UNKNOWN, (Point p) -> p.cleared());
    assertMap(
        Finding.UNKNOWN,
        (Point p) -> {
          p.clear();
          return 1;
        });
    assertMap(Finding.UNKNOWN, (double[] x) -> x[0]++);
    assertMap(Finding.UNKNOWN, (Closed c) -> c.touched());
    assertMap(Finding.UNKNOWN, (Closed c) -> c.next.count = 1);
    assertMap(Finding.UNKNOWN, (double[][] x) -> x[0][0] = 1);
    assertMap(Finding.UNKNOWN, (Pair<Integer, double[]> p) -> p._2()[0] = 1);
    assertMap(
        Finding.UNKNOWN,
        (Point p) -> {
          Pair<Point, Integer> pair = new Pair<>(p, 1);
          pair._1().x()[0] = 1;
          return 1;
        });
    assertMap(
        Finding.UNKNOWN,
        (double[] x) -> {
          double[][] rows = {x, new double[1]};
          rows[0][0] = 1;
          return 1;
        });
    assertMap(
        Finding.UNKNOWN,
        (double[][] x) -> {
          double[][] copy = x.clone();
          copy[0][0] = 1;
          return 1;
        });
    assertMap(
        Finding.UNKNOWN,
        (double[] x) -> {
          double[] either = x.length > 1 ? x : new double[1];
          either[0] = 1;
          return 1;
        });
    assertReduce(
        Finding.UNKNOWN,
        (double[] a, double[] b) -> {
          a[0] += b[0];
          return a;
        });
    assertReduce(
        Finding.UNKNOWN,
        (double[] a, double[] b) -> {
          b[0] += a[0];
          return new double[1];
        });
  }

  @Test
  void keepingIsNotMissed() {
    double[][] captured = new double[1][];
    assertMap(Finding.UNKNOWN, (double[] x) -> kept = x);
    assertMap(Finding.UNKNOWN, (double[] x) -> KEPT.add(x));
    assertMap(Finding.UNKNOWN, (double[] x) -> captured[0] = x);
    assertMap(Finding.UNKNOWN, (double[] x) -> new ArrayList<>(List.of(x)));
    assertMap(Finding.UNKNOWN, (double[] x) -> Arrays.asList(x, x));
    Box box = new Box();
    assertMap(Finding.UNKNOWN, (Point p) -> box.held = p);
    assertMap(
        Finding.UNKNOWN,
        (Point p) -> {
          Function<Integer, Double> later = i -> p.x()[i];
          return later;
        });
    assertMap(
        Finding.UNKNOWN,
        (double[] x) -> {
          throw new IllegalStateException(Arrays.toString(x));
        });
  }

  @Test
  void whatIsNotCertainIsUnknown() {
    assertMap(Finding.UNKNOWN, (Open o) -> o.count());
    assertMap(Finding.UNKNOWN, (Object o) -> o.toString());
    assertMap(Finding.UNKNOWN, (Point p) -> "" + p);
    assertMap(Finding.UNKNOWN, (List<Integer> list) -> list.size());
  }

  static final class Mean implements Function<Point, Double> {
    @Override
    public Double call(Point p) {
      return p.squared();
    }
  }

  @Test
  void namedAndAnonymousClassesAreFollowed() {
    assertMap(Finding.INDEPENDENT, new Mean());
    assertMap(
        Finding.GIVEN_ON,
        new Function<Point, double[]>() {
          @Override
          public double[] call(Point p) {
            return p.x();
          }
        });
    assertMap(
        Finding.UNKNOWN,
        new Function<Point, Integer>() {
          private Point last;

          @Override
          public Integer call(Point p) {
            last = p;
            return last == null ? 0 : 1;
          }
        });
  }
}
