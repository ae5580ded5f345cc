package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.execute.JobLabels;
import java.util.Set;

/**
 * What a thread says of its jobs; threads that it starts inherit it. Each context asks its own
 * threads: what is said to one context counts for no other. Thread-safe.
 */
public abstract sealed class JobProperties permits BrasaContext {
  private final LocalProperties properties = new LocalProperties();

  JobProperties() {}

  /**
   * Sets a property that counts for jobs this thread submits from now on; null removes it. The ones
   * that the engine reads are {@code scheduler.pool} and what the methods below set, by the names
   * that Spark has for them too.
   */
  public void setLocalProperty(String name, String value) {
    properties.set(requireNonNull(name), value);
  }

  /** A property of this thread, or null if it has no such. */
  public String getLocalProperty(String name) {
    return properties.get(name);
  }

  /** What people see of this thread's jobs; null for nothing. */
  public void setJobDescription(String description) {
    properties.set(LocalProperties.DESCRIPTION, description);
  }

  /** Puts this thread's jobs into a group, to be cancelled together. */
  public void setJobGroup(String group, String description) {
    setJobGroup(group, description, false);
  }

  /**
   * As {@link #setJobGroup(String, String)}.
   *
   * @param interruptOnCancel see {@link #setInterruptOnCancel}
   */
  public void setJobGroup(String group, String description, boolean interruptOnCancel) {
    properties.set(LocalProperties.GROUP, requireNonNull(group));
    setJobDescription(description);
    setInterruptOnCancel(interruptOnCancel);
  }

  /** This thread's jobs are in no group and have no description any more. */
  public void clearJobGroup() {
    properties.set(LocalProperties.GROUP, null);
    properties.set(LocalProperties.DESCRIPTION, null);
    properties.set(LocalProperties.INTERRUPT, null);
  }

  /**
   * Whether threads that run tasks of this thread's jobs are interrupted when such a job is
   * cancelled or fails. Else only loops over records notice.
   */
  public void setInterruptOnCancel(boolean interruptOnCancel) {
    properties.set(LocalProperties.INTERRUPT, Boolean.toString(interruptOnCancel));
  }

  /** Gives this thread's jobs one more name. It is not empty and has no comma. */
  public void addJobTag(String tag) {
    if (tag.isEmpty() || tag.indexOf(',') >= 0)
      throw new IllegalArgumentException("tag '" + tag + "' is empty or has a comma");
    Set<String> tags = properties.tags();
    tags.add(tag);
    properties.setTags(tags);
  }

  /** Takes a name away again. */
  public void removeJobTag(String tag) {
    Set<String> tags = properties.tags();
    tags.remove(tag);
    properties.setTags(tags);
  }

  /** Gives this thread's jobs more names. */
  public void addJobTags(Set<String> tags) {
    tags.forEach(this::addJobTag);
  }

  /** Takes names away again. */
  public void removeJobTags(Set<String> tags) {
    tags.forEach(this::removeJobTag);
  }

  /** The names of this thread's jobs. */
  public Set<String> getJobTags() {
    return properties.tags();
  }

  /** Takes all names away. */
  public void clearJobTags() {
    properties.setTags(Set.of());
  }

  /** What people see as the place of this thread's actions, instead of file and line. */
  public void setCallSite(String site) {
    properties.set(LocalProperties.SITE, requireNonNull(site));
  }

  /** People see file and line again. */
  public void clearCallSite() {
    properties.set(LocalProperties.SITE, null);
  }

  /** Where what a thread says is kept. */
  LocalProperties properties() {
    return properties;
  }

  JobLabels labels() {
    return properties.labels();
  }
}
