/**
 * Codecs: how values become bytes and come back, which of them are equal, what they hash to,
 * whether they may be shared, and how much heap they hold. {@link io.brasa.runtime.codec.Codecs}
 * finds the {@link io.brasa.runtime.codec.Codec} of a class; {@link io.brasa.runtime.codec.Encoder}
 * and {@link io.brasa.runtime.codec.Decoder} hold a stream of values. Called by everything that
 * shuffles, stores, ships or logs values; calls nothing but the error package.
 *
 * <h2>Which codec serves a class</h2>
 *
 * The first that fits: a fixed one for values of the JDK ({@code BuiltIn}), arrays, enums, records,
 * open types (interfaces, abstract classes), beans (a public constructor without arguments, a
 * getter and a setter for each field), and Java serialisation for what is left and {@link
 * java.io.Serializable}. Records and beans are worked on by a class generated when their first
 * value comes along ({@code StructGenerator}).
 *
 * <h2>The format, version 1</h2>
 *
 * A stream has no header: whoever keeps or sends one writes {@link
 * io.brasa.runtime.codec.Codecs#FORMAT} ahead of it. What is written here never changes under that
 * number; {@code golden-values-1.txt} among the tests pins it. Another format gets another number,
 * and the reader of this one stays.
 *
 * <pre>
 * count      unsigned, 7 bits a byte from the lowest, the highest bit of a byte says that more follow
 * var        signed: the count of (v &lt;&lt; 1) ^ (v &gt;&gt; 63)
 * fixed n    n bytes, the lowest first
 * string     count h: 0 for null, else h - 1 = (bytes &lt;&lt; 2 | form), then the bytes;
 *            form 0 is Latin-1, 1 UTF-8, 2 UTF-16 from the lowest byte (for strings with lone surrogates)
 * value      count c: 0 for null, else a place in the class table, then the content.
 *            1 to 79    the classes of BuiltIn
 *            80 and up  classes named by this stream, in order. A place that was not named yet, which is always the
 *                       next one, is followed by its definition: string name, fixed 4 shape (a digest of names and
 *                       types of the fields, 0 for others); then the value starts again with its place
 * part       an element or field, as its declared type tells:
 *            boolean, byte      1 byte              short, char     fixed 2
 *            int, long          var                 float, double   fixed 4, fixed 8
 *            String             string
 *            a final class, an enum, an array of such: byte 0 for null, else byte 1 and the content
 *            any other          value
 *
 * content of
 *   Boolean 1 byte · Byte 1 byte · Short, Character fixed 2 · Integer, Long var · Float fixed 4 · Double fixed 8
 *   BigInteger         count and bytes of its two's complement, the highest first
 *   BigDecimal         var scale, then as BigInteger
 *   UUID               fixed 8 upper half, fixed 8 lower half
 *   arrays             count length, then the elements: of primitives in fixed width, of references as parts
 *   lists, sets        sorted sets: value comparator; then count size, then each element as value
 *   maps               sorted maps: value comparator; then count size, then each key and value as values
 *   Map.Entry          value key, value value
 *   Optional           value; OptionalInt, Long, Double: byte present, then var, var or fixed 8
 *   BitSet             count and bytes · Date fixed 8 milliseconds
 *   Instant, Duration  var seconds, var nanoseconds · LocalDate var day · LocalTime var nanosecond of the day
 *   LocalDateTime      date, time · OffsetDateTime, OffsetTime: the local part, var seconds of offset
 *   ZonedDateTime      date, time, var seconds of offset, string zone · ZoneId string · ZoneOffset var seconds
 *   Period             var years, months, days · Year var · YearMonth var, byte · MonthDay byte, byte
 *   enums              string name
 *   groups (place 59)  byte form: 0 count size and each as value · 1, 2 count size and each as var (all int, all long)
 *                      · 3 count size and each as fixed 8 (all double) · 4 count place among what is carried beside
 *                      the stream
 *   records            each component as part, in order
 *   beans              each field as part, those of superclasses first, by name within a class
 *   Serializable       count, then that many bytes of a Java serialisation stream
 * </pre>
 *
 * <h2>Messages, version 1</h2>
 *
 * {@link io.brasa.runtime.codec.Codecs#sealed} writes a closed family: count tag (the place in the
 * order of the permits clauses, nested families in place), then for a record count components and
 * each component. Components are parts as above, except that declared type arguments are believed:
 * a {@code List<Long>} is count size and each element as a Long's part, and records and sealed
 * types within are written as messages again. Families and records grow at their ends; components
 * that old bytes lack are zero, the empty string, an empty collection, array or Optional, a record
 * of these, or null.
 *
 * <h2>Hash and equality</h2>
 *
 * By content and the same in every JVM. A record's hash is {@code 31 * h + hash(component)} from 0,
 * a list's the same from 1; sets and maps add up the mixed hashes of their elements and entries; an
 * enum's is that of its name; strings, numbers and times have their own. Classes whose author wrote
 * equals and hashCode keep them. Two collections are equal if both are lists, or sets, or maps, and
 * their contents are.
 */
package io.brasa.runtime.codec;
