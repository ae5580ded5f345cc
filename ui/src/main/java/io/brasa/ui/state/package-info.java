/**
 * What a run looks like by now, made from its events alone: the same for a run that goes on in this
 * process and for one that a log tells of.
 *
 * <p>{@link io.brasa.ui.state.ApplicationState} hears the events of one application and answers
 * what is asked about it in records, which are immutable. One lock guards all; what is large is
 * copied under it as arrays of primitives and worked upon outside, so that whoever looks does not
 * hold up whoever runs. How much is kept is bounded by {@link io.brasa.ui.state.Retention}.
 *
 * <p>Times are milliseconds since the epoch, durations milliseconds, sizes bytes. The names of the
 * records' components are names of the API: whoever changes one changes that.
 */
package io.brasa.ui.state;
