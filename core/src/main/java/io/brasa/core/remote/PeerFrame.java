package io.brasa.core.remote;

/** What travels between two peers; laid out in the package's description. */
sealed interface PeerFrame {
  record Heartbeat() implements PeerFrame {}

  record OneWay(Message message) implements PeerFrame {}

  record Request(long number, Message message) implements PeerFrame {}

  record Answered(long number, Message message) implements PeerFrame {}

  record Failed(long number, RemoteFailure failure) implements PeerFrame {}

  record Stream(long number, long windowBytes, Message message) implements PeerFrame {}

  record Part(long number, Message message) implements PeerFrame {}

  record End(long number) implements PeerFrame {}

  record Credit(long number, long bytes) implements PeerFrame {}

  record Cancel(long number) implements PeerFrame {}
}
