package io.brasa.columnar.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Bytes of text that grow. Values look as {@link NumberText} and {@link TimeText} read them. */
public final class TextOutput {
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private final ZoneId zone;
  private final DateTimeFormatter dateFormat;
  private final DateTimeFormatter timestampFormat;
  private final DateTimeFormatter localFormat;
  private byte[] bytes = new byte[1 << 16];
  private int length;

  public TextOutput(ZoneId zone, TimePatterns patterns) {
    this.zone = zone;
    this.dateFormat = patterns.dateFormatter();
    this.timestampFormat = patterns.timestampFormatter();
    this.localFormat = patterns.localFormatter();
  }

  public int length() {
    return length;
  }

  /** Forgets what follows. */
  public void truncate(int newLength) {
    length = newLength;
  }

  /** What was written; not to be kept. */
  public byte[] bytes() {
    return bytes;
  }

  /** Gives everything to a stream and begins anew. */
  public void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  private void reserve(int more) {
    if (length + more > bytes.length)
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
  }

  public void add(byte c) {
    reserve(1);
    bytes[length++] = c;
  }

  public void add(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  public void add(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    add(utf8, 0, utf8.length);
  }

  public void addLong(long value) {
    if (value < 0 || value > 9_999_999_999L) {
      addAscii(Long.toString(value));
      return;
    }
    reserve(10);
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) digits++;
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--, rest /= 10)
      bytes[i] = (byte) ('0' + rest % 10);
    length += digits;
  }

  public void addAscii(String text) {
    byte[] ascii = text.getBytes(ISO_8859_1);
    add(ascii, 0, ascii.length);
  }

  /** Days since 1970. */
  public void addDate(int days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    addAscii(dateFormat == null ? date.toString() : dateFormat.format(date));
  }

  /** Microseconds since 1970, as a moment in the zone, which stands behind. */
  public void addTimestamp(long micros) {
    Instant moment =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
    if (timestampFormat != null) {
      addAscii(timestampFormat.format(moment.atZone(zone)));
      return;
    }
    ZoneOffset offset = zone.getRules().getOffset(moment);
    addLocal(LocalDateTime.ofInstant(moment, offset));
    addAscii(offset.getId());
  }

  /** Microseconds since 1970, as a date and time without zone. */
  public void addLocal(long micros) {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1_000,
            ZoneOffset.UTC);
    if (localFormat != null) addAscii(localFormat.format(local));
    else addLocal(local);
  }

  /** Microseconds since midnight: {@code 09:30:00}, with a fraction if there is one. */
  public void addTime(long micros) {
    int second = (int) (micros / MICROS_PER_SECOND);
    addPadded(second / 3_600, 2);
    add((byte) ':');
    addPadded(second / 60 % 60, 2);
    add((byte) ':');
    addPadded(second % 60, 2);
    int fraction = (int) (micros % MICROS_PER_SECOND);
    if (fraction == 0) return;
    add((byte) '.');
    int digits = 6;
    for (; fraction % 10 == 0; digits--) fraction /= 10;
    addPadded(fraction, digits);
  }

  private void addLocal(LocalDateTime local) {
    addAscii(local.toLocalDate().toString());
    add((byte) 'T');
    addPadded(local.getHour(), 2);
    add((byte) ':');
    addPadded(local.getMinute(), 2);
    add((byte) ':');
    addPadded(local.getSecond(), 2);
    int micros = local.getNano() / 1_000;
    add((byte) '.');
    if (micros % 1_000 == 0) addPadded(micros / 1_000, 3);
    else addPadded(micros, 6);
  }

  private void addPadded(int value, int digits) {
    reserve(digits);
    int rest = value;
    for (int i = length + digits - 1; i >= length; i--, rest /= 10)
      bytes[i] = (byte) ('0' + rest % 10);
    length += digits;
  }
}
