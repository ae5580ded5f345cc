package io.brasa.core.fusion;

import io.brasa.core.lineage.Form;
import io.brasa.core.lineage.Link;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What two chains must have in common to be moved by one kernel class: the forms of their links,
 * the classes of their functions, and what is at either end. Functions themselves may differ, as
 * they do from task to task when they are opened anew, and from job to job in a loop. Holds classes
 * weakly: a shape whose classes are gone equals no other.
 */
final class Shape {
  private final List<Form> forms;
  private final Ending ending;
  private final List<WeakReference<Class<?>>> classes;
  private final int hash;

  private Shape(List<Form> forms, Ending ending, List<Class<?>> classes) {
    this.forms = forms;
    this.ending = ending;
    this.classes = new ArrayList<>(classes.size());
    int mixed = 31 * ending.hashCode() + forms.hashCode();
    for (Class<?> type : classes) {
      this.classes.add(new WeakReference<>(type));
      mixed = 31 * mixed + System.identityHashCode(type);
    }
    this.hash = mixed;
  }

  /**
   * @param sink null if elements are pulled
   */
  static Shape of(Iterator<?> source, List<Link> links, Sink sink) {
    List<Form> forms = new ArrayList<>(links.size());
    List<Class<?>> classes = new ArrayList<>(links.size() + 2);
    for (Link link : links) {
      forms.add(link.form());
      classes.add(link.called().getClass());
    }
    classes.add(source.getClass());
    classes.add(Ending.calledBy(sink));
    return new Shape(forms, Ending.of(sink), classes);
  }

  List<Form> forms() {
    return forms;
  }

  Ending ending() {
    return ending;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) return true;
    if (!(other instanceof Shape shape) || hash != shape.hash || ending != shape.ending)
      return false;
    if (!forms.equals(shape.forms)) return false;
    for (int i = 0; i < classes.size(); i++) {
      Class<?> type = classes.get(i).get();
      if (type == null || type != shape.classes.get(i).get()) return false;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code map filter map: fold}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Form form : forms) text.append(text.isEmpty() ? "" : " ").append(form);
    return text.append(": ").append(ending).toString();
  }
}
