/**
 * How what is logged comes out. Modules log by {@link java.lang.System.Logger}, which the JDK takes
 * to {@code java.util.logging}: here are levels that change while a program runs, by {@link
 * io.brasa.runtime.log.Logs}, and lines of JSON, by {@link io.brasa.runtime.log.JsonLines}. A
 * program that sends messages elsewhere has its own levels and forms, which this says by name.
 */
package io.brasa.runtime.log;
