package io.brasa.core.block;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The bytes of chunks in the heap, as they would be in a file. */
final class ChunkInput extends InputStream {
  private static final int PARTS = 3;
  private static final int PIECE_BYTES = 32 << 10;
  private static final byte[] NOTHING = {};

  private final List<Chunk> chunks;
  private int nextPart;
  private byte[] part = NOTHING;
  private int partLength;
  private Attached attached;
  private int position;

  ChunkInput(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : part[position++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (isAtEnd()) return -1;
    int count = Math.min(length, partLength - position);
    System.arraycopy(part, position, target, offset, count);
    position += count;
    return count;
  }

  /** Parts are headers, payloads and what is attached, by turns. */
  private boolean isAtEnd() throws IOException {
    while (position == partLength) {
      if (attached != null) {
        if (attached.fill()) return false;
        attached = null;
      }
      if (nextPart == PARTS * chunks.size()) return true;
      open(chunks.get(nextPart / PARTS), nextPart % PARTS);
      nextPart++;
    }
    return false;
  }

  private void open(Chunk chunk, int kind) {
    switch (kind) {
      case 0 -> part(chunk.header(), Chunk.HEADER_BYTES);
      case 1 -> part(chunk.payload(), chunk.length());
      default -> {
        boolean hasAttachments = !chunk.attachments().isEmpty();
        byte[] table = hasAttachments ? chunk.table() : NOTHING;
        part(table, table.length);
        if (hasAttachments) attached = new Attached(chunk.attachments().iterator());
      }
    }
  }

  private void part(byte[] bytes, int length) {
    part = bytes;
    partLength = length;
    position = 0;
  }

  @Override
  public void close() throws IOException {
    if (attached != null) attached.close();
  }

  /** Brings the attachments of a chunk piece by piece. */
  private final class Attached {
    private final Iterator<Chunk.Attachment> rest;
    private Chunk.Attachment attachment;
    private InputStream input;
    private long bytesLeft;

    Attached(Iterator<Chunk.Attachment> rest) {
      this.rest = rest;
    }

    /** Whether there is a next piece, which is the part to read then. */
    boolean fill() throws IOException {
      while (true) {
        if (input == null) {
          if (!rest.hasNext()) return false;
          attachment = rest.next();
          bytesLeft = attachment.bytes().length();
          input = Copying.open(attachment.name(), attachment.bytes());
        }
        byte[] piece = input.readNBytes(PIECE_BYTES);
        bytesLeft -= piece.length;
        if (piece.length == 0 && bytesLeft > 0)
          throw Copying.unreadable(attachment.name(), "its file ends early", null);
        if (piece.length > 0) {
          part(piece, piece.length);
          return true;
        }
        close();
      }
    }

    void close() throws IOException {
      if (input != null) input.close();
      input = null;
    }
  }
}
