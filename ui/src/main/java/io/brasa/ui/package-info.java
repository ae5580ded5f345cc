/**
 * Web pages over what applications do: {@link io.brasa.ui.LiveInterface} beside a context of this
 * process, {@link io.brasa.ui.HistoryInterface} over a folder of event logs. Both serve the same
 * pages and the same API from the same state. Programs need nothing of this: the setting {@code
 * ui.enabled} is what opens it.
 */
package io.brasa.ui;
