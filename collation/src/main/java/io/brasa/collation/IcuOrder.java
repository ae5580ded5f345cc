package io.brasa.collation;

import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.text.StringSearch;
import io.brasa.columnar.collation.TextOrder;
import java.text.StringCharacterIterator;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The order of a collator of ICU. A collator makes keys for one thread at a time, and a frozen one
 * under a lock; so there are as many as threads ask at once.
 */
final class IcuOrder implements TextOrder {
  private final RuleBasedCollator first;
  private final ConcurrentLinkedQueue<Borrowed> free = new ConcurrentLinkedQueue<>();

  private record Borrowed(RuleBasedCollator collator, RawCollationKey key) {}

  IcuOrder(RuleBasedCollator collator) {
    first = (RuleBasedCollator) collator.freeze();
  }

  private Borrowed borrowed() {
    Borrowed found = free.poll();
    return found == null ? new Borrowed(first.cloneAsThawed(), new RawCollationKey()) : found;
  }

  @Override
  public byte[] key(String text) {
    Borrowed borrowed = borrowed();
    RawCollationKey key = borrowed.collator().getRawCollationKey(text, borrowed.key());
    // without the zero at the end, which all keys have
    byte[] bytes = Arrays.copyOf(key.bytes, key.size - 1);
    free.add(borrowed);
    return bytes;
  }

  private StringSearch search(String text, String part) {
    return new StringSearch(part, new StringCharacterIterator(text), first);
  }

  @Override
  public Optional<Match> find(String text, String part, int from) {
    if (part.isEmpty())
      return from <= text.length() ? Optional.of(new Match(from, from)) : Optional.empty();
    if (from >= text.length()) return Optional.empty();
    StringSearch search = search(text, part);
    int found = search.following(from);
    return found == StringSearch.DONE
        ? Optional.empty()
        : Optional.of(new Match(found, found + search.getMatchLength()));
  }

  @Override
  public boolean startsWith(String text, String part) {
    return find(text, part, 0).map(match -> match.from() == 0).orElse(false);
  }

  @Override
  public boolean endsWith(String text, String part) {
    if (part.isEmpty()) return true;
    if (text.isEmpty()) return false;
    StringSearch search = search(text, part);
    search.setOverlapping(true);
    int found = search.last();
    return found != StringSearch.DONE && found + search.getMatchLength() == text.length();
  }
}
