package io.brasa.ui.api;

import io.brasa.ui.state.ApplicationView;
import io.brasa.ui.state.JobView;
import io.brasa.ui.state.StageLink;
import io.brasa.ui.state.StageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Two runs of a job side by side. */
record Comparison(Side left, Side right, List<Pair> stages) {
  record Side(ApplicationView application, JobView job) {}

  /** Why two stages stand beside each other. */
  enum Match {
    /** Their work is the same. */
    FINGERPRINT,
    /** They are called the same, and as many before them were. */
    NAME,
    /** The other run has none like this. */
    NONE
  }

  record Pair(Optional<StageView> left, Optional<StageView> right, Match matched) {}

  static Comparison of(Application left, JobView leftJob, Application right, JobView rightJob) {
    List<StageView> lefts = stages(left, leftJob);
    List<StageView> rights = new ArrayList<>(stages(right, rightJob));
    Pair[] pairs = new Pair[lefts.size()];
    match(lefts, rights, pairs, Match.FINGERPRINT, Comparison::isSameWork);
    match(lefts, rights, pairs, Match.NAME, (a, b) -> a.name().equals(b.name()));
    match(lefts, rights, pairs, Match.NAME, (a, b) -> words(a).equals(words(b)));
    List<Pair> found = new ArrayList<>();
    for (int i = 0; i < pairs.length; i++)
      found.add(
          pairs[i] != null
              ? pairs[i]
              : new Pair(Optional.of(lefts.get(i)), Optional.empty(), Match.NONE));
    for (StageView rest : rights)
      found.add(new Pair(Optional.empty(), Optional.of(rest), Match.NONE));
    return new Comparison(side(left, leftJob), side(right, rightJob), found);
  }

  private static Side side(Application application, JobView job) {
    return new Side(application.state().application(application.origin()), job);
  }

  private static boolean isSameWork(StageView left, StageView right) {
    return !left.fingerprint().isEmpty() && left.fingerprint().equals(right.fingerprint());
  }

  /** {@code map at Main.java:12} without the line, which an edit elsewhere moves. */
  private static String words(StageView stage) {
    int colon = stage.name().lastIndexOf(':');
    return colon < 0 ? stage.name() : stage.name().substring(0, colon);
  }

  private static List<StageView> stages(Application application, JobView job) {
    List<StageView> found = new ArrayList<>();
    for (StageLink link : job.stages())
      application.state().latestStage(link.id()).ifPresent(found::add);
    return found;
  }

  /** Gives each on the left that has none the first on the right that is like it. */
  private static void match(
      List<StageView> lefts,
      List<StageView> rights,
      Pair[] pairs,
      Match why,
      BiPredicate<StageView, StageView> isAlike) {
    for (int i = 0; i < pairs.length; i++) {
      if (pairs[i] != null) continue;
      StageView left = lefts.get(i);
      Optional<StageView> like =
          rights.stream().filter(right -> isAlike.test(left, right)).findFirst();
      if (like.isEmpty()) continue;
      rights.remove(like.get());
      pairs[i] = new Pair(Optional.of(left), like, why);
    }
  }
}
