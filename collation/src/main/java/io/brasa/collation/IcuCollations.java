package io.brasa.collation;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import io.brasa.columnar.collation.CollationProvider;
import io.brasa.columnar.collation.Language;
import io.brasa.columnar.collation.TextOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The collations of ICU, by the names that Spark gives them. */
public final class IcuCollations implements CollationProvider {
  private static final Language UNICODE =
      new Language("UNICODE", Optional.empty(), Optional.empty());

  private final Map<String, ULocale> locales = new TreeMap<>();
  private final List<Language> languages = new ArrayList<>();
  private final Map<Asked, TextOrder> orders = new ConcurrentHashMap<>();

  private record Asked(String name, boolean ignoresCase, boolean ignoresAccents) {}

  public IcuCollations() {
    for (ULocale locale : Collator.getAvailableULocales())
      if (locale.getVariant().isEmpty() && !locale.getLanguage().isEmpty())
        locales.put(name(locale), locale);
    languages.add(UNICODE);
    locales.forEach(
        (name, locale) ->
            languages.add(
                new Language(
                    name,
                    Optional.of(locale.getDisplayLanguage(ULocale.US)),
                    Optional.of(locale.getDisplayCountry(ULocale.US)).filter(c -> !c.isEmpty()))));
    locales.put(UNICODE.name(), ULocale.ROOT);
  }

  private static String name(ULocale locale) {
    StringBuilder name = new StringBuilder(locale.getLanguage());
    if (!locale.getScript().isEmpty()) name.append('_').append(locale.getScript());
    if (!locale.getISO3Country().isEmpty()) name.append('_').append(locale.getISO3Country());
    return name.toString();
  }

  @Override
  public List<Language> languages() {
    return List.copyOf(languages);
  }

  @Override
  public String version() {
    return VersionInfo.ICU_VERSION.toString();
  }

  @Override
  public TextOrder order(Language language, boolean ignoresCase, boolean ignoresAccents) {
    return orders.computeIfAbsent(
        new Asked(language.name(), ignoresCase, ignoresAccents), this::order);
  }

  private TextOrder order(Asked asked) {
    RuleBasedCollator collator =
        (RuleBasedCollator) Collator.getInstance(locales.get(asked.name())).cloneAsThawed();
    collator.setStrength(
        asked.ignoresAccents()
            ? Collator.PRIMARY
            : asked.ignoresCase() ? Collator.SECONDARY : Collator.TERTIARY);
    collator.setCaseLevel(asked.ignoresAccents() && !asked.ignoresCase());
    return new IcuOrder(collator);
  }
}
