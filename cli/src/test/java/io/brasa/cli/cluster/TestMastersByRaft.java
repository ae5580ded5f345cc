package io.brasa.cli.cluster;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(240)
final class TestMastersByRaft extends SeveralMastersContract {
  @Override
  int masterCount() {
    return 3;
  }

  @Override
  String recovery(List<String> addresses) {
    return "raft://" + String.join(",", addresses);
  }
}
