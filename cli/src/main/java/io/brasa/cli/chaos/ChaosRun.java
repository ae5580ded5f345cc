package io.brasa.cli.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One program on a ground, with a blow or without. */
final class ChaosRun {
  private static final long LOOK_MILLIS = 10;

  /** Beyond what the program needs alone; many times what any waiting for the silent takes. */
  private static final long PATIENCE_MILLIS = 150_000;

  private final Ground ground;
  private final Workload workload;
  private final Path folder;
  private final Path output;
  private final History history;
  private final DriverPlace place;

  ChaosRun(Ground ground, Workload workload, DriverPlace place, Path folder) throws IOException {
    this.ground = ground;
    this.workload = workload;
    this.place = place;
    this.folder = folder;
    this.output = Files.createDirectories(folder.resolve("out")).resolve("answer");
    this.history = new History(folder.resolve("journal"));
  }

  /**
   * A run without a fault.
   *
   * @param tasks how many tasks have begun
   */
  record Calm(Answer answer, int tasks, long millis) {}

  Calm calm(Path input) throws Exception {
    Process driver = begin(input);
    awaitEnd(driver, System.currentTimeMillis() + PATIENCE_MILLIS);
    if (!history.isFinished())
      throw new IOException("Without any fault, " + workload + " has failed: see " + folder);
    return new Calm(answer(), history.begun().size(), history.millis());
  }

  private Process begin(Path input) throws Exception {
    return ground.start(
        place,
        List.of(
            workload.name(),
            input.toString(),
            output.toString(),
            folder.resolve("journal").toString()),
        folder.resolve("driver.log"));
  }

  private Answer answer() throws IOException {
    return Answer.of(output, workload.isOrdered());
  }

  Outcome struck(Path input, Plan plan, Calm calm) throws Exception {
    long end = System.currentTimeMillis() + calm.millis() + PATIENCE_MILLIS;
    Process driver = begin(input);
    int wanted = Math.max(1, (int) (plan.moment() * calm.tasks()));
    while (!isOver(driver) && history.begun().size() < wanted && System.currentTimeMillis() < end) {
      Thread.sleep(LOOK_MILLIS);
      history.read();
    }
    if (history.begun().size() < wanted) {
      awaitEnd(driver, end);
      String problem = history.isFinished() ? "" : "the driver ended early: see " + folder;
      return new Outcome(plan, "", false, 0, "over before its moment", problem);
    }
    Blow blow = new Blow(plan, ground, history, history.begun().getLast());
    String phase = history.phase(history.begun().getLast());
    blow.strike();
    awaitEnd(driver, end);
    String problem = problem(plan, calm.answer(), driver);
    if (problem.isEmpty()) problem = blow.misreport();
    boolean isHit = blow.hasHit();
    boolean isGood = problem.isEmpty() || problem.startsWith(ALLOWED);
    long extra = history.isFinished() ? history.millis() - calm.millis() : 0;
    return new Outcome(
        plan, phase, isHit, extra, note(problem, blow.note()), isGood ? "" : problem);
  }

  private static final String ALLOWED = "ended by name: ";

  private String problem(Plan plan, Answer expected, Process driver) throws IOException {
    if (history.isFinished()) return expected.differenceTo(answer());
    if (!history.failure().isEmpty()) {
      if (!plan.fault().mayEnd(history.failure())) return "failed: " + history.failure();
      return Files.exists(output)
          ? "failed, and has left an answer: " + history.failure()
          : ALLOWED + history.failure();
    }
    return driver.isAlive() || place.isInCluster()
        ? "not over after " + PATIENCE_MILLIS / 1_000 + " seconds"
        : "the driver ended with code " + driver.exitValue();
  }

  private String note(String problem, String ofBlow) {
    List<String> notes = new ArrayList<>();
    if (!ofBlow.isEmpty()) notes.add(ofBlow);
    if (problem.startsWith(ALLOWED)) notes.add(shortened(problem));
    for (String loss : history.losses()) notes.add(shortened(loss));
    if (history.driverCount() > 1) notes.add(history.driverCount() + " drivers");
    if (place == DriverPlace.WITH_JOURNAL)
      notes.add(history.recognisedCount() + " stages recognised");
    return String.join("; ", notes);
  }

  private static String shortened(String text) {
    return text.length() <= 110 ? text : text.substring(0, 110);
  }

  /** A driver in the cluster has said itself that it is over; its submission ends at once. */
  private boolean isOver(Process driver) {
    if (place.isInCluster())
      return history.isFinished() || !driver.isAlive() && driver.exitValue() != 0;
    return !driver.isAlive();
  }

  private void awaitEnd(Process driver, long end) throws Exception {
    while (!isOver(driver) && System.currentTimeMillis() < end) {
      Thread.sleep(LOOK_MILLIS);
      history.read();
    }
    history.read();
    if (!place.isInCluster() && driver.isAlive() && System.currentTimeMillis() >= end)
      giveUp(driver);
  }

  private static void giveUp(Process driver) {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
  }
}
