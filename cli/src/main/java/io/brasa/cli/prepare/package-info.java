/**
 * What is done to a build once, before its training run, so that it starts faster. Called by the
 * launcher, never by a program that runs.
 */
package io.brasa.cli.prepare;
