/**
 * The pages in a real Chromium, as people use them. {@link io.brasa.ui.browser.DailyReport} tells
 * the events of an application in which much goes wrong; the pages show it live and from its log.
 * The same tests take the pictures of the guide when {@code -Dbrasa.pictures=docs/images} says
 * where to.
 */
package io.brasa.ui.browser;
