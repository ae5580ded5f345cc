package io.brasa.core.fusion;

import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.UserFunctionException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of a source after a list of links. Either pulled as an iterator, which computes no
 * more than is asked for, or pushed into a sink, which is faster; whichever comes first decides.
 *
 * <p>Elements are moved by an interpreter until the shape has its kernel, which then takes over,
 * between two elements of wherever the interpreter has come to. They are moved in portions: between
 * two of them the task may be cancelled, and a kernel is called often enough to be compiled as a
 * whole, rather than replaced while it runs.
 *
 * <p>Whoever pulls may catch what a function throws, and goes on with the next element. What the
 * engine throws is noted with the task and is the end of the elements.
 */
public final class Chain implements Iterator<Object>, AutoCloseable {
  /**
   * HotSpot compiles a method with a loop as a whole after some 600 calls only, however long they
   * take. Short portions bring that about within 100,000 elements and cost next to nothing. A
   * kernel that is known already is looked for after the first portion: shorter tasks do not ask.
   */
  private static final int PORTION = 128;

  private final Iterator<?> source;
  private final List<Link> links;
  private final Fusion fusion;

  private Carrier carrier;
  private Sink sink;
  private int portion;

  /** What is known about kernels for this shape; null until it is asked for. */
  private Kernels.Case shape;

  /** The engine has thrown something out of here, so that no record comes any more. */
  private boolean isBroken;

  /** Nothing more is to be found out: there is a kernel, there will be none, or none is wanted. */
  private boolean isSettled;

  Chain(Iterator<?> source, List<Link> links, Fusion fusion) {
    this.source = source;
    this.links = links;
    this.fusion = fusion;
    this.isSettled = !fusion.kernels().isOn();
  }

  /** Whether iterators of the user may be open at an early end. */
  public boolean expands() {
    for (Link link : links) if (link instanceof Link.Expanding) return true;
    return false;
  }

  boolean isPulled() {
    return carrier != null;
  }

  // ---- pushing

  void pushInto(Sink target) throws Exception {
    if (carrier != null) throw new IllegalStateException("pulled already");
    sink = target;
    carrier = Interpreter.of(source, links, target);
    do {
      beginPortion();
    } while (!carrier.run());
    endPortion();
  }

  // ---- pulling

  @Override
  public boolean hasNext() {
    if (carrier != null && carrier.isReady) return true;
    if (isBroken) return false;
    try {
      return advance();
    } catch (RuntimeException | Error e) {
      isBroken = fusion.context().noteThrown(e);
      throw e;
    } catch (Exception e) {
      throw new UserFunctionException(e);
    }
  }

  @Override
  public Object next() {
    if (!hasNext()) throw new NoSuchElementException();
    Carrier from = carrier;
    Object element = from.value;
    from.isReady = false;
    from.value = null;
    return element;
  }

  private boolean advance() throws Exception {
    if (carrier == null) carrier = Interpreter.of(source, links, null);
    while (true) {
      if (carrier.budget == 0) beginPortion();
      if (carrier.run()) {
        endPortion();
        return false;
      }
      if (carrier.isReady) return true;
    }
  }

  // ---- portions

  private void beginPortion() {
    if (portion > 0) fusion.context().checkCancelled();
    if (!isSettled) consider(portion);
    portion = PORTION;
    carrier.budget = portion;
  }

  /** The source is exhausted. */
  private void endPortion() {
    if (!isSettled && shape != null) shape.count(portion - carrier.budget);
    portion = 0;
    carrier.budget = 0;
    fusion.context().checkWhole();
  }

  private void consider(int moved) {
    if (moved == 0 && !fusion.kernels().isImmediate()) return;
    if (shape == null) shape = fusion.kernels().of(Shape.of(source, links, sink));
    shape.count(moved);
    Kernel prototype = shape.prototype();
    if (prototype != null) {
      switchTo(prototype);
    } else if (!shape.refusal().isEmpty()) {
      fusion.noteFallback(shape.refusal());
      isSettled = true;
    }
  }

  private void switchTo(Kernel prototype) {
    if (!((Interpreter) carrier).canHandOver()) return;
    Object[] functions = new Object[links.size()];
    for (int i = 0; i < functions.length; i++) functions[i] = links.get(i).called();
    Kernel kernel = prototype.make(functions, sink, links, carrier.open);
    carrier = kernel;
    isSettled = true;
  }

  /** Closes what links have expanded and not drained. */
  @Override
  public void close() throws Exception {
    if (carrier != null) carrier.closeLevels();
  }
}
