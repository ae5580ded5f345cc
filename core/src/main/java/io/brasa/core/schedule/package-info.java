/**
 * The scheduler as a pure state machine: {@link io.brasa.core.schedule.Scheduler#handle} takes an
 * event and returns commands. It owns no thread, clock, random source or socket, so a test or the
 * simulator can drive it by hand. One decision loop feeds it; see execute.
 */
package io.brasa.core.schedule;
