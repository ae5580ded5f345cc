package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.ApplicationStatus;
import io.brasa.cluster.protocol.ClusterMessage.Life;
import io.brasa.cluster.protocol.ClusterMessage.Wishes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An application as the master sees it. */
final class ApplicationRecord {
  final String id;
  final String name;
  final Wishes wishes;

  /** Its place in the queue: who came first is served first. */
  final long order;

  /** Which of its drivers has it. */
  private Life life;

  /** Empty while its driver has no channel to this master. */
  private Optional<ClusterMessage.RegisterApplication> registration = Optional.empty();

  /** Since when its driver has no channel. */
  private long awaySinceMillis;

  private final Map<String, Placement> places = new LinkedHashMap<>();
  private final Set<String> excludedWorkers = new HashSet<>();
  private int grantedCores;
  private int coresAsked = Integer.MAX_VALUE;
  private String lastFailure = "";

  /** What its driver was told last. */
  private Optional<ClusterMessage> told = Optional.empty();

  ApplicationRecord(String id, String name, Wishes wishes, long order, Life life, long nowMillis) {
    this.life = life;
    this.id = id;
    this.name = name;
    this.wishes = wishes;
    this.order = order;
    this.awaySinceMillis = nowMillis;
  }

  void arrive(ClusterMessage.RegisterApplication how) {
    registration = Optional.of(how);
    told = Optional.empty();
    coresAsked = how.coresAsked();
    life = how.life();
  }

  Life life() {
    return life;
  }

  /**
   * Whether a driver is another one than it has. The later epoch has it then; of the same, as
   * without a journal, whoever comes while there is none.
   */
  boolean isAnother(Life said) {
    return !life.incarnation().isEmpty() && !life.incarnation().equals(said.incarnation());
  }

  boolean isSupersededBy(Life said) {
    return isAnother(said)
        && (said.epoch() > life.epoch() || said.epoch() == life.epoch() && !isPresent());
  }

  /** How many cores it wants for now, all together. */
  void ask(int cores) {
    coresAsked = cores;
  }

  void leave(long nowMillis) {
    registration = Optional.empty();
    awaySinceMillis = nowMillis;
  }

  Optional<ClusterMessage.RegisterApplication> registration() {
    return registration;
  }

  boolean isPresent() {
    return registration.isPresent();
  }

  long awaySinceMillis() {
    return awaySinceMillis;
  }

  /** How many cores more it would take. */
  int wantedCores() {
    int most = wishes.coresMost() == 0 ? Integer.MAX_VALUE : wishes.coresMost();
    int wanted = Math.min(most, coresAsked);
    return wanted == Integer.MAX_VALUE ? wanted : wanted - grantedCores;
  }

  /** Cores are given in pieces of this many. */
  int unit() {
    return Math.max(1, wishes.executorCores());
  }

  boolean wantsMore() {
    return isPresent() && wantedCores() >= unit();
  }

  boolean takes(WorkerRecord worker) {
    return worker.hasRoom(unit(), wishes.executorMemoryMiB())
        && !excludedWorkers.contains(worker.id);
  }

  void put(Placement placement) {
    if (places.put(placement.place, placement) == null) grantedCores += placement.cores;
  }

  void remove(Placement placement) {
    if (places.remove(placement.place) != null) grantedCores -= placement.cores;
  }

  List<Placement> places() {
    return new ArrayList<>(places.values());
  }

  boolean hasPlaces() {
    return !places.isEmpty();
  }

  int grantedCores() {
    return grantedCores;
  }

  /** Its executors do not stay alive there. */
  void exclude(WorkerRecord worker, String reason) {
    excludedWorkers.add(worker.id);
    lastFailure = reason;
  }

  boolean isExcludedFrom(WorkerRecord worker) {
    return excludedWorkers.contains(worker.id);
  }

  String lastFailure() {
    return lastFailure;
  }

  /** Notes what its driver is told; returns whether that is news. */
  boolean isNews(ClusterMessage message) {
    if (told.isPresent() && told.get().equals(message)) return false;
    told = Optional.of(message);
    return true;
  }

  ApplicationStatus status(String waiting) {
    return new ApplicationStatus(
        id,
        name,
        grantedCores,
        isPresent(),
        waiting,
        places.values().stream().map(Placement::status).toList());
  }
}
