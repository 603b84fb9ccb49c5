package network.clawnet.core.event;

/** What happens when a due entry's time has come. Total: it must succeed on any state. */
public interface DueRules {
  /** Returns the class of the entries that this rule handles. */
  int dueClass();

  /** Carries out one entry; the entry itself has been removed already. */
  void onDue(DueEntry entry, BlockContext block, Changes changes);
}
