/**
 * Says in a sentence what held a stage or a query, and what to change. {@link
 * io.brasa.ui.diagnosis.Diagnosis} asks one rule after the other; each is a class that documents
 * its thresholds, looks at {@link io.brasa.ui.diagnosis.StageFacts} or {@link
 * io.brasa.ui.diagnosis.QueryFacts} alone, and finds the same in the same facts. A finding says
 * which share of the stage's time its cause has cost, by an estimate that the rule describes. What
 * is over before {@value io.brasa.ui.diagnosis.Diagnosis#LEAST_MILLIS} ms is not looked at.
 */
package io.brasa.ui.diagnosis;
