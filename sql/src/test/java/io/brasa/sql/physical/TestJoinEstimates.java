package io.brasa.sql.physical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TestJoinEstimates {
  @Test
  void aKeyKnowsWhichPartOfItsRangeIsAskedFor() {
    JoinEstimates.Key key = new JoinEstimates.Key(100, 1000, 2000);
    assertEquals(0.25, key.share(1500, 1750));
    assertEquals(0.5, key.share(0, 1500));
    assertEquals(0, key.share(2500, 3000));
    assertEquals(1, key.share(0, 9000));
  }

  @Test
  void ofAnUnknownRangeAllIs() {
    assertEquals(1, JoinEstimates.Key.UNKNOWN.share(0, 1));
    assertEquals(1, new JoinEstimates.Key(1, 5, 5).share(0, 1));
    assertEquals(0, JoinEstimates.NONE.probeKey(3).count());
  }
}
