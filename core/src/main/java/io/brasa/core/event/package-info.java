/**
 * What happens in a context, told as typed records in the order of the decisions. Whatever shows or records a run is made
 * from these events alone, live or from a log: progress bars, the summary of stages, the event log, later the web pages.
 * {@link io.brasa.core.event.Event} is the closed family; {@link io.brasa.core.event.EventListener} hears it; {@link
 * io.brasa.core.event.EventListenerProvider} gives listeners to contexts whose programs do not know them. The scheduler's
 * side of core makes events; listeners never call back.
 */
package io.brasa.core.event;
