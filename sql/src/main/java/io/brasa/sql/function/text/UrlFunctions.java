package io.brasa.sql.function.text;

import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Function;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Addresses, and their pieces. */
final class UrlFunctions {
  private UrlFunctions() {}

  static List<Function> all() {
    return List.of(
        Definition.of("url_encode", STRING)
            .text((a, out) -> out.write(URLEncoder.encode(a.text(0), StandardCharsets.UTF_8))),
        Definition.of("url_decode", STRING).text((a, out) -> out.write(decoded(a, true))),
        Definition.of("try_url_decode", STRING)
            .nullable()
            .text(
                (a, out) -> {
                  String text = decoded(a, false);
                  if (text == null) a.giveNull();
                  else out.write(text);
                }),
        parse("parse_url", true),
        parse("try_parse_url", false));
  }

  private static String decoded(Arguments a, boolean isStrict) {
    try {
      return URLDecoder.decode(a.text(0), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      if (isStrict)
        throw Failures.invalidArgument(
            "url_decode", "'" + a.text(0) + "'", "text that url_encode could have made");
      return null;
    }
  }

  private static Function parse(String name, boolean isStrict) {
    return Definition.of(name, STRING, STRING, STRING)
        .required(2)
        .nullable()
        .text(
            (a, out) -> {
              String found = piece(name, a, isStrict);
              if (found == null) a.giveNull();
              else out.write(found);
            });
  }

  private static String piece(String name, Arguments a, boolean isStrict) {
    URI uri;
    try {
      uri = new URI(a.text(0));
    } catch (URISyntaxException e) {
      if (isStrict) throw Failures.invalidArgument(name, "'" + a.text(0) + "'", "an address");
      return null;
    }
    String part = a.text(1);
    if (a.count() == 3) return part.equals("QUERY") ? value(uri.getRawQuery(), a.text(2)) : null;
    return switch (part) {
      case "HOST" -> uri.getHost();
      case "PATH" -> uri.getRawPath();
      case "QUERY" -> uri.getRawQuery();
      case "REF" -> uri.getRawFragment();
      case "PROTOCOL" -> uri.getScheme();
      case "FILE" ->
          uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
      case "AUTHORITY" -> uri.getRawAuthority();
      case "USERINFO" -> uri.getRawUserInfo();
      default -> null;
    };
  }

  private static String value(String query, String key) {
    if (query == null) return null;
    for (String pair : query.split("&")) {
      if (pair.startsWith(key + "=")) return pair.substring(key.length() + 1);
    }
    return null;
  }
}
