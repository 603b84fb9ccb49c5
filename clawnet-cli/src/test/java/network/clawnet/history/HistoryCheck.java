package network.clawnet.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what clients were told with the one order in which the ledger has the payments. That
 * order is the witness: if every answer fits into it, and it keeps to the order of real time, the
 * payments are linearizable. Reads are answered by one node out of what it knows to be final, so a
 * read must fit a state that is not older than anything this node told before, and not newer than
 * the moment.
 */
public final class HistoryCheck {
  private final Map<String, Long> opening;
  private final List<Entry> ledger;
  private final List<Told> history;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, NavigableMap<Long, State>> states = new HashMap<>();
  private final Map<String, Entry> byHash = new HashMap<>();

  /** An account after a block. */
  private record State(long balance, long nonce) {}

  private HistoryCheck(Map<String, Long> opening, List<Entry> ledger, List<Told> history) {
    this.opening = opening;
    this.ledger =
        ledger.stream()
            .sorted(Comparator.comparingLong(Entry::height).thenComparingInt(Entry::index))
            .toList();
    this.history = history.stream().sorted(Comparator.comparingLong(Told::answered)).toList();
  }

  /**
   * Returns everything that does not fit; empty if the history is right.
   *
   * @param opening balances in block 0 of all accounts that pay or are read
   * @param ledger payments that are final, in any order
   */
  public static List<String> faults(
      Map<String, Long> opening, List<Entry> ledger, List<Told> history) {
    HistoryCheck check = new HistoryCheck(opening, ledger, history);
    check.replay();
    check.payments();
    check.realTime();
    check.reads();
    return List.copyOf(check.faults);
  }

  /** Executes the ledger on an account model of its own. */
  private void replay() {
    Map<String, State> now = new HashMap<>();
    opening.forEach((account, balance) -> set(now, account, 0, new State(balance, 0)));
    Set<String> places = new HashSet<>();
    for (Entry entry : ledger) {
      if (byHash.put(entry.hash(), entry) != null) {
        faults.add("twice in the ledger: " + entry);
      }
      if (!places.add(entry.height() + "/" + entry.index())) {
        faults.add("two payments in one place: " + entry);
      }
      State from = now.getOrDefault(entry.from(), new State(0, 0));
      if (entry.nonce() != from.nonce() + 1) {
        faults.add("double spend or gap: nonce " + entry.nonce() + " after " + from + ": " + entry);
      }
      long left = from.balance() - entry.amount() - entry.fee();
      if (left < 0) {
        faults.add("spends what is not there: " + entry);
      }
      set(now, entry.from(), entry.height(), new State(left, entry.nonce()));
      State to = now.getOrDefault(entry.to(), new State(0, 0));
      State richer = new State(to.balance() + entry.amount(), to.nonce());
      set(now, entry.to(), entry.height(), richer);
    }
  }

  private void set(Map<String, State> now, String account, long height, State state) {
    now.put(account, state);
    states.computeIfAbsent(account, it -> new TreeMap<>()).put(height, state);
  }

  /** What was called final is there, where it was said to be; what was refused is not. */
  private void payments() {
    Set<String> open = new HashSet<>();
    for (Told told : history) {
      if (told instanceof Told.Paid paid && paid.fate() != Told.Fate.REFUSED) {
        open.add(paid.hash());
      }
    }
    for (Told told : history) {
      if (!(told instanceof Told.Paid paid)) {
        continue;
      }
      Entry entry = byHash.get(paid.hash());
      boolean isFinal = paid.fate() == Told.Fate.FINAL;
      if (entry == null) {
        if (isFinal) {
          faults.add("lost acknowledgement: " + paid);
        }
      } else if (isFinal && entry.height() != paid.height()) {
        faults.add("final elsewhere: " + paid + " is " + entry);
      } else if (paid.fate() == Told.Fate.REFUSED && !open.contains(paid.hash())) {
        faults.add("refused and yet final: " + paid + " is " + entry);
      }
    }
  }

  /** A payment that was first handed over after another was final comes behind it. */
  private void realTime() {
    Map<String, Long> firstAsked = firstAsked();
    NavigableMap<Long, Long> highest =
        new TreeMap<>(); // moment -> highest block told final by then
    long height = 0;
    for (Told told : history) {
      if (told instanceof Told.Paid paid && paid.fate() == Told.Fate.FINAL) {
        height = Math.max(height, paid.height());
        highest.put(paid.answered(), height);
      }
    }
    for (Entry entry : ledger) {
      Long asked = firstAsked.get(entry.hash());
      Map.Entry<Long, Long> before = asked == null ? null : highest.lowerEntry(asked);
      if (before != null && entry.height() <= before.getValue()) {
        faults.add("in block before its time: " + entry + ", block was final before it was sent");
      }
    }
  }

  private void reads() {
    NavigableMap<Long, Long> youngest = youngest();
    Map<Integer, NavigableMap<Long, Long>> floors = new HashMap<>();
    for (Told told : history) {
      NavigableMap<Long, Long> floor = floors.computeIfAbsent(told.node(), it -> new TreeMap<>());
      if (told instanceof Told.Wiped) {
        floor.clear();
      } else if (told instanceof Told.Paid paid && paid.fate() == Told.Fate.FINAL) {
        raise(floor, paid.answered(), paid.height());
      } else if (told instanceof Told.Read read) {
        Map.Entry<Long, Long> bound = floor.lowerEntry(read.asked());
        long least = bound == null ? 0 : bound.getValue();
        Map.Entry<Long, Long> limit = youngest.higherEntry(read.answered());
        long most = limit == null ? Long.MAX_VALUE : limit.getValue() - 1;
        long at = fitting(read, least, most);
        if (at < 0) {
          faults.add(
              "stale or wrong read: " + read + " fits no block from " + least + " to " + most);
        } else {
          raise(floor, read.answered(), at);
        }
      }
    }
  }

  private static void raise(NavigableMap<Long, Long> floor, long moment, long height) {
    Map.Entry<Long, Long> last = floor.lastEntry();
    floor.put(moment, Math.max(height, last == null ? 0 : last.getValue()));
  }

  /** Returns, by the moment a payment was first sent, the lowest block of it and all later ones. */
  private NavigableMap<Long, Long> youngest() {
    NavigableMap<Long, Long> out = new TreeMap<>();
    firstAsked()
        .forEach(
            (hash, asked) -> {
              if (byHash.containsKey(hash)) {
                out.merge(asked, byHash.get(hash).height(), Math::min);
              }
            });
    long lowest = Long.MAX_VALUE;
    for (Map.Entry<Long, Long> each : List.copyOf(out.descendingMap().entrySet())) {
      lowest = Math.min(lowest, each.getValue());
      out.put(each.getKey(), lowest);
    }
    return out;
  }

  private Map<String, Long> firstAsked() {
    Map<String, Long> out = new HashMap<>();
    for (Told told : history) {
      if (told instanceof Told.Paid paid) {
        out.merge(paid.hash(), paid.asked(), Math::min);
      }
    }
    return out;
  }

  /** Returns the lowest block in the range after which the account was as it was read, or -1. */
  private long fitting(Told.Read read, long least, long most) {
    NavigableMap<Long, State> all = states.get(read.account());
    if (all == null) {
      return read.balance() == 0 && read.nonce() == 0 ? least : -1;
    }
    State wanted = new State(read.balance(), read.nonce());
    Map.Entry<Long, State> at = all.floorEntry(least);
    if (at != null && at.getValue().equals(wanted) && least <= most) {
      return least;
    }
    for (Map.Entry<Long, State> each : all.tailMap(least, true).headMap(most, true).entrySet()) {
      if (each.getValue().equals(wanted)) {
        return each.getKey();
      }
    }
    return -1;
  }
}
