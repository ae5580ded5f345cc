package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;

/** Writes and reads {@link PeerFrame}s. Thread-safe. */
final class PeerFormat {
  static final int VERSION = 3;

  private static final byte HEARTBEAT = 0;
  private static final byte ONE_WAY = 1;
  private static final byte REQUEST = 2;
  private static final byte ANSWER = 3;
  private static final byte FAILURE = 4;
  private static final byte STREAM = 5;
  private static final byte PART = 6;
  private static final byte END = 7;
  private static final byte CREDIT = 8;
  private static final byte CANCEL = 9;

  private final Codecs codecs;
  private final Class<? extends Message> family;
  private final Codec<Message> messages;

  /**
   * @param family the sealed interface of the messages that are spoken
   */
  @SuppressWarnings("unchecked") // Whatever is written is seen to be of the family.
  PeerFormat(Codecs codecs, Class<? extends Message> family) {
    this.codecs = codecs;
    this.family = family;
    this.messages = (Codec<Message>) codecs.sealed(family);
  }

  byte[] write(PeerFrame frame) {
    Encoder out = new Encoder(codecs);
    out.writeByte(VERSION);
    switch (frame) {
      case PeerFrame.Heartbeat() -> out.writeByte(HEARTBEAT);
      case PeerFrame.OneWay(Message message) -> {
        out.writeByte(ONE_WAY);
        writeMessage(message, out);
      }
      case PeerFrame.Request(long number, Message message) ->
          writeMessage(REQUEST, number, message, out);
      case PeerFrame.Answered(long number, Message message) ->
          writeMessage(ANSWER, number, message, out);
      case PeerFrame.Failed(long number, RemoteFailure failure) -> {
        writeNumber(FAILURE, number, out);
        writeFailure(failure, out);
      }
      case PeerFrame.Stream(long number, long windowBytes, Message message) -> {
        writeNumber(STREAM, number, out);
        out.writeVarLong(windowBytes);
        writeMessage(message, out);
      }
      case PeerFrame.Part(long number, Message message) -> writeMessage(PART, number, message, out);
      case PeerFrame.End(long number) -> writeNumber(END, number, out);
      case PeerFrame.Credit(long number, long bytes) -> {
        writeNumber(CREDIT, number, out);
        out.writeVarLong(bytes);
      }
      case PeerFrame.Cancel(long number) -> writeNumber(CANCEL, number, out);
    }
    return out.finish();
  }

  private static void writeNumber(byte kind, long number, Encoder out) {
    out.writeByte(kind);
    out.writeVarLong(number);
  }

  private void writeMessage(byte kind, long number, Message message, Encoder out) {
    writeNumber(kind, number, out);
    writeMessage(message, out);
  }

  private void writeMessage(Message message, Encoder out) {
    Check.that(family.isInstance(message), "a message is of the family that is spoken", message);
    messages.encode(message, out);
  }

  static void writeFailure(RemoteFailure failure, Encoder out) {
    out.writeString(failure.code());
    out.writeString(failure.kind().name());
    out.writeString(failure.what());
    out.writeString(failure.remedy());
    out.writeString(failure.trace());
  }

  /** Fails with {@code MESSAGE_MALFORMED}, whatever the bytes are. */
  PeerFrame read(byte[] bytes) {
    try {
      Decoder in = new Decoder(codecs, bytes, 0, bytes.length);
      int version = in.readByte();
      if (version != VERSION)
        throw malformed(
            "it has version " + version + " where version " + VERSION + " is spoken", null);
      PeerFrame frame = read(in.readByte(), in);
      if (!in.isAtEnd()) throw malformed("bytes follow its end", null);
      return frame;
    } catch (EngineException failure) {
      throw failure.code() == CoreError.MESSAGE_MALFORMED
          ? failure
          : malformed(failure.what(), failure);
    } catch (RuntimeException failure) {
      throw malformed(String.valueOf(failure.getMessage()), failure);
    }
  }

  private PeerFrame read(byte kind, Decoder in) {
    return switch (kind) {
      case HEARTBEAT -> new PeerFrame.Heartbeat();
      case ONE_WAY -> new PeerFrame.OneWay(messages.decode(in));
      case REQUEST -> new PeerFrame.Request(in.readVarLong(), messages.decode(in));
      case ANSWER -> new PeerFrame.Answered(in.readVarLong(), messages.decode(in));
      case FAILURE -> new PeerFrame.Failed(in.readVarLong(), readFailure(in));
      case STREAM -> new PeerFrame.Stream(in.readVarLong(), in.readVarLong(), messages.decode(in));
      case PART -> new PeerFrame.Part(in.readVarLong(), messages.decode(in));
      case END -> new PeerFrame.End(in.readVarLong());
      case CREDIT -> new PeerFrame.Credit(in.readVarLong(), in.readVarLong());
      case CANCEL -> new PeerFrame.Cancel(in.readVarLong());
      default -> throw malformed("its kind " + kind + " is unknown", null);
    };
  }

  static RemoteFailure readFailure(Decoder in) {
    String code = in.readString();
    FailureKind kind = FailureKind.valueOf(in.readString());
    return new RemoteFailure(code, kind, in.readString(), in.readString(), in.readString());
  }

  private static EngineException malformed(String why, Throwable cause) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        "A message cannot be understood: " + why,
        "Run the same release in all processes",
        cause);
  }
}
