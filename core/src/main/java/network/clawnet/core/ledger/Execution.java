package network.clawnet.core.ledger;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.Attendance;
import network.clawnet.core.stake.EpochEnd;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.FeeShare;
import network.clawnet.core.stake.Turn;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * One block in the making on its parent's state: due entries first, then events one by one, then
 * fees and the epoch's end. Leader, voter and replay all run exactly this. One thread.
 */
public final class Execution {
  /** Most due entries that one block carries out; the rest waits for the next. */
  public static final int MAX_DUE = 1_000;

  private final LedgerRules rules;
  private final EventStep step;
  private final BlockContext block;
  private final Changes changes;
  private final EpochRecord epoch;
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<PreparedEvent> included = new ArrayList<>();
  private BlockLoad load;
  private Tokens fees = Tokens.ZERO;

  /**
   * Starts a block and carries out what is due.
   *
   * @param due entries of the parent's state whose time has come, in key order, at most {@link
   *     #MAX_DUE}
   */
  public Execution(LedgerRules rules, BlockContext block, StateView parent, List<DueEntry> due) {
    this.rules = rules;
    this.step = new EventStep(rules.envelope());
    this.block = block;
    this.changes = new Changes(parent);
    this.epoch = EpochRecord.get(parent);
    this.load = BlockLoad.ofDue(due.size());
    for (DueEntry entry : due) {
      runDue(entry);
    }
  }

  /** Returns whether the block has room for the event. */
  public boolean fits(PreparedEvent event) {
    return load.plus(event).within(rules.params().block());
  }

  /** Tries an event: applies and includes it if every rule accepts, else leaves no trace. */
  public Verdict offer(PreparedEvent event) {
    Verdict verdict = step.check(event, block, changes);
    if (verdict.accepted()) {
      include(event);
    }
    return verdict;
  }

  /** Says who led between the parent and this block, before {@link #finish}. */
  public Execution led(Turn turn) {
    Attendance.note(epoch.current(), turn, changes);
    return this;
  }

  /** Ends the block. */
  public Executed finish() {
    if (!fees.isZero()) {
      Treasury.get(changes).collect(fees).put(changes);
    }
    boolean last = epoch.endsAt(block.time(), rules.params().epochMs());
    if (last) {
      FeeShare.distribute(epoch, changes);
      EpochEnd.apply(epoch, rules.params().stake(), block, changes);
    }
    return new Executed(
        List.copyOf(included),
        List.copyOf(receipts),
        changes.changes().values(),
        last,
        epoch.next());
  }

  private void include(PreparedEvent event) {
    Tokens fee = event.event().envelope().fee();
    Receipt receipt =
        new Receipt(
            event.event().hash(), Receipt.Origin.EVENT, fee, step.apply(event, block, changes));
    fees = fees.plus(fee);
    load = load.plus(event);
    included.add(event);
    receipts.add(receipt);
  }

  private void runDue(DueEntry entry) {
    changes.cancel(entry);
    Hash cause = Hash.sha256(entry.key());
    DueRules rule = rules.book().findDue(entry.dueClass());
    Changes own = new Changes(changes);
    try {
      if (rule == null) {
        throw new IllegalStateException("no rule for due class " + entry.dueClass());
      }
      rule.onDue(entry, block, own);
    } catch (ArithmeticException | IllegalStateException e) {
      // a bug in a rule must not stop the chain: every node parks the entry in the same way
      receipts.add(new Receipt(cause, Receipt.Origin.DUE_FAILED, Tokens.ZERO, List.of()));
      return;
    }
    own.flushTo(changes);
    receipts.add(new Receipt(cause, Receipt.Origin.DUE, Tokens.ZERO, own.movements()));
  }
}
