package network.clawnet.core.chain.branch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;

/** Finds what is due on a block's parent: the database's entries under those of the branches. */
public final class DueSource {
  private final RuleBook book;
  private final ChainReader reader;
  private final Branches branches;
  private final Unwritten unwritten;

  /**
   * Makes one for a chain.
   *
   * @param unwritten final blocks whose rows the database may not have yet, the oldest first
   */
  DueSource(RuleBook book, ChainReader reader, Branches branches, Unwritten unwritten) {
    this.book = book;
    this.reader = reader;
    this.branches = branches;
    this.unwritten = unwritten;
  }

  /** Makes one for blocks that are final one after the other, so that there are no branches. */
  public static DueSource ofFinal(RuleBook book, ChainReader reader) {
    return new DueSource(book, reader, new Branches(), new Unwritten());
  }

  /** Returns the first {@link Execution#MAX_DUE} entries whose time has come, in key order. */
  public List<DueEntry> due(Hash parent, long time) throws IOException {
    SortedMap<StateKey, Change> pending = branches.dueChanges(parent, unwritten.blocks());
    List<DueEntry> out = new ArrayList<>();
    for (int dueClass : book.dueClasses()) {
      out.addAll(dueOf(dueClass, time, pending, Execution.MAX_DUE - out.size()));
      if (out.size() >= Execution.MAX_DUE) {
        break;
      }
    }
    return out;
  }

  private List<DueEntry> dueOf(
      int dueClass, long time, SortedMap<StateKey, Change> pending, int limit) throws IOException {
    TreeSet<DueEntry> merged = new TreeSet<>();
    // deletions above the head can hide as many entries as there are
    for (DueEntry entry : reader.due(dueClass, time, limit + pending.size())) {
      Change change = pending.get(Branches.dueKey(entry));
      if (change == null || change.value() != null) {
        merged.add(entry);
      }
    }
    for (Change change : pending.values()) {
      DueEntry entry = parse(change);
      if (change.value() != null && entry.dueClass() == dueClass && entry.time() <= time) {
        merged.add(entry);
      }
    }
    return merged.stream().limit(limit).toList();
  }

  private static DueEntry parse(Change change) {
    try {
      return DueEntry.parse(change.key().key());
    } catch (DecodeException e) {
      throw new IllegalStateException("a rule scheduled a due entry without form", e);
    }
  }
}
