/**
 * How user functions get from the driver to tasks, in process and across processes alike.
 *
 * <p>{@code Closures} is the way in. {@code declare} checks a function when a transformation is
 * declared, {@code seal} makes an {@code Envelope} of a graph of engine operations when a job is
 * submitted, {@code open} makes a copy of it where a task runs; {@code isShareable} says whether a
 * task may use the declared instance instead. Executors load the user's classes through {@code
 * ShippedClassLoaders}, from a {@code ClassSource} that ends at the driver's {@code
 * Closures.classSource()}. A {@code StaticTurn} says which values of static fields a task needs
 * before its program is opened; tasks that need different ones take turns. Engine handles that
 * functions may capture are {@code Shippable}, things that they may not are {@code DriverOnly}.
 * Everything above this package may call it; it calls only {@code error}, {@code function} and the
 * runtime.
 *
 * <p>The work behind a function that captures more than plain values: a {@code Survey} walks what
 * it would take along, {@code bytecode.OuterUse} finds out what of the outer objects is read,
 * {@code GraphWriter} and {@code GraphReader} are the two ends of the stream, {@code Refusal} has
 * the texts of what cannot travel.
 *
 * <h2>Format of {@code Envelope.bytes}, version 1</h2>
 *
 * <pre>
 * byte     the version, 1
 * stream   a Java object stream (protocol version 2), holding:
 *   int      the number of shells
 *   per shell:
 *     object   the shell: record Shell(int number, Class type, boolean isPart); read as an empty instance of its class
 *     int      the number of its fields
 *     per field:
 *       object   the declaring class
 *       utf      the name
 *       object   the value; primitives boxed
 *   object   the graph
 * </pre>
 *
 * <p>Wherever an object is met that is reduced, the stream has its shell instead, so functions and
 * shells may refer to each other in circles. An {@code Optional} is written as {@code
 * OptionalForm}. No annotations are added to class descriptions. The bytes of a static value are
 * the same stream without the version byte.
 *
 * <p>An instance of a part ({@code isPart}) is made without running a constructor; of another
 * shell, as Java serialisation does, by the constructor of the nearest superclass that is not
 * serialisable. Both fill final fields by reflection, which Java 25 allows for classes that are
 * neither records nor hidden.
 */
package io.brasa.core.closure;
