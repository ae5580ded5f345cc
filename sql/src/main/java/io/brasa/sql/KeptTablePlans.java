package io.brasa.sql;

import io.brasa.core.block.StorageLevel;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.List;

/** Keeps a table kept when its rows change: what is kept is made anew when it is asked for. */
record KeptTablePlans(BrasaSession session) {
  /** Does something that changes a table. */
  void around(SessionCatalog.Found found, Runnable change) {
    LogicalPlan before = plan(found);
    StorageLevel level = session.execution().kept().level(before);
    change.run();
    session.tables().sources().refresh(found.table());
    if (level.equals(StorageLevel.NONE)) return;
    session.execution().kept().drop(before);
    session
        .tables()
        .store()
        .state(found.table())
        .ifPresent(
            state ->
                session
                    .execution()
                    .kept()
                    .keep(
                        plan(new SessionCatalog.Found(found.name(), found.table(), state)), level));
  }

  private LogicalPlan plan(SessionCatalog.Found found) {
    List<String> name = List.of(found.name().database(), found.name().name());
    Relation rows = session.tables().sources().relation(found);
    return session
        .analyzed(new Relation.Aliased(rows, name.getLast(), List.of(), Origin.NONE))
        .plan();
  }
}
