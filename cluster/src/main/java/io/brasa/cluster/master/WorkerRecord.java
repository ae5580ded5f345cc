package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage.HeldDriver;
import io.brasa.cluster.protocol.ClusterMessage.WorkerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A worker as the master sees it. What is being stopped is not free yet. */
final class WorkerRecord {
  final String id;
  final String host;
  final int port;
  final int cores;
  final int memoryMiB;

  /** Whether it has a channel to this master; one that was recovered has none yet. */
  final boolean isPresent;

  private final Map<String, Placement> places = new LinkedHashMap<>();
  private final Map<String, DriverRecord> drivers = new LinkedHashMap<>();

  /** Drivers that are given up, or run elsewhere, until their processes have ended here. */
  private final Map<String, HeldDriver> ending = new LinkedHashMap<>();

  private int freeCores;
  private int freeMemoryMiB;

  WorkerRecord(String id, String host, int port, int cores, int memoryMiB, boolean isPresent) {
    this.id = id;
    this.host = host;
    this.port = port;
    this.cores = cores;
    this.memoryMiB = memoryMiB;
    this.isPresent = isPresent;
    this.freeCores = cores;
    this.freeMemoryMiB = memoryMiB;
  }

  int freeCores() {
    return freeCores;
  }

  int freeMemoryMiB() {
    return freeMemoryMiB;
  }

  boolean hasRoom(int wantedCores, int wantedMemoryMiB) {
    return freeCores >= wantedCores && freeMemoryMiB >= wantedMemoryMiB;
  }

  /** Called by {@link Workers} only, which keeps an order by what is free. */
  void put(Placement placement) {
    if (places.put(placement.place, placement) == null) take(placement.cores, placement.memoryMiB);
  }

  void remove(Placement placement) {
    if (places.remove(placement.place) != null) take(-placement.cores, -placement.memoryMiB);
  }

  void put(DriverRecord driver) {
    if (drivers.put(driver.id, driver) == null) take(driver.wish.cores(), driver.wish.memoryMiB());
  }

  void remove(DriverRecord driver) {
    if (drivers.remove(driver.id) != null) take(-driver.wish.cores(), -driver.wish.memoryMiB());
  }

  void putEnding(HeldDriver driver) {
    removeEnding(driver.driver());
    ending.put(driver.driver(), driver);
    take(driver.cores(), driver.memoryMiB());
  }

  void removeEnding(String driver) {
    HeldDriver ended = ending.remove(driver);
    if (ended != null) take(-ended.cores(), -ended.memoryMiB());
  }

  boolean isEnding(String driver) {
    return ending.containsKey(driver);
  }

  Collection<HeldDriver> ending() {
    return List.copyOf(ending.values());
  }

  private void take(int takenCores, int takenMemoryMiB) {
    freeCores -= takenCores;
    freeMemoryMiB -= takenMemoryMiB;
  }

  Collection<Placement> places() {
    return List.copyOf(places.values());
  }

  List<DriverRecord> drivers() {
    return new ArrayList<>(drivers.values());
  }

  WorkerStatus status() {
    return new WorkerStatus(id, host, port, cores, freeCores, memoryMiB, freeMemoryMiB, isPresent);
  }
}
