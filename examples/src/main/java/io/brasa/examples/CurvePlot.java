package io.brasa.examples;

import java.util.List;
import java.util.Locale;

/** A picture of the memory curve: seconds an iteration over the percentage in memory, as SVG. */
final class CurvePlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 50;
  private static final int BOTTOM = 60;
  private static final int TICKS = 5;

  private final StringBuilder svg = new StringBuilder();
  private final double top;

  private CurvePlot(double top) {
    this.top = top;
  }

  /** Figures at evenly spread percentages from 0 to 100, and what they are. */
  record Curve(String name, String colour, double[] seconds) {}

  static String of(String title, List<Curve> curves) {
    double most = 0;
    for (Curve curve : curves) for (double s : curve.seconds) most = Math.max(most, s);
    CurvePlot plot = new CurvePlot(roundUp(most));
    plot.start(title);
    plot.axes(curves.getFirst().seconds.length);
    for (int i = 0; i < curves.size(); i++) plot.curve(curves.get(i), i);
    return plot.svg.append("</svg>\n").toString();
  }

  /** One, two or five times a power of ten that is not less: a number that ticks divide well. */
  static double roundUp(double value) {
    if (value <= 0) return 1;
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 5}) if (value <= factor * power) return factor * power;
    return 10 * power;
  }

  private void start(String title) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"13\">",
        WIDTH, HEIGHT);
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    text(WIDTH / 2.0, TOP / 2.0, "middle", title);
  }

  private void axes(int figures) {
    double bottom = y(0);
    for (int tick = 0; tick <= TICKS; tick++) {
      double seconds = top * tick / TICKS;
      stroke(x(0), y(seconds), x(1), y(seconds), tick == 0 ? "black" : "#dddddd");
      text(x(0) - 8, y(seconds) + 4, "end", String.format(Locale.ROOT, "%.3g", seconds));
    }
    stroke(x(0), bottom, x(0), y(top), "black");
    for (int i = 0; i < figures; i++) {
      double part = (double) i / (figures - 1);
      stroke(x(part), bottom, x(part), bottom + 5, "black");
      text(x(part), bottom + 20, "middle", Math.round(100 * part) + " %");
    }
    text((x(0) + x(1)) / 2, HEIGHT - 15.0, "middle", "points that fit into memory");
    line(
        "<text x=\"18\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 18 %1$.1f)\">"
            + "seconds an iteration</text>",
        (y(0) + y(top)) / 2);
  }

  private void curve(Curve curve, int index) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < curve.seconds.length; i++) {
      double x = x((double) i / (curve.seconds.length - 1));
      double y = y(curve.seconds[i]);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, curve.colour);
    }
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        points.toString().strip(), curve.colour);
    double legend = TOP + 10 + 20.0 * index;
    stroke(x(1) - 190, legend, x(1) - 160, legend, curve.colour);
    text(x(1) - 152, legend + 4, "start", curve.name);
  }

  private double x(double part) {
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private double y(double seconds) {
    return HEIGHT - BOTTOM - seconds / top * (HEIGHT - BOTTOM - TOP);
  }

  private void stroke(double fromX, double fromY, double toX, double toY, String colour) {
    line(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        fromX, fromY, toX, toY, colour);
  }

  private void text(double x, double y, String anchor, String words) {
    line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
