package io.brasa.ui.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The body of a request to sign in: {@code {"token":"..."}}. Tokens need no escapes. */
final class SignIn {
  private static final Pattern BODY =
      Pattern.compile("\\s*\\{\\s*\"token\"\\s*:\\s*\"([A-Za-z0-9_-]*)\"\\s*\\}\\s*");

  private SignIn() {}

  /** The token, or nothing if the text is something else. */
  static String token(String text) {
    Matcher body = BODY.matcher(text);
    return body.matches() ? body.group(1) : "";
  }
}
