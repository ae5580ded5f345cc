package io.brasa.ui.state;

/**
 * Where the events of an application come from.
 *
 * @param id what the application is asked by
 * @param live whether more may come
 * @param canKill whether its jobs can be ended from here
 * @param error what is wrong with the log; empty if nothing is
 */
public record Origin(String id, boolean live, boolean canKill, String error) {}
