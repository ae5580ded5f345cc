package io.brasa.testkit.program;

/** What has a number by its content. */
interface Numbered {
  int number();
}
