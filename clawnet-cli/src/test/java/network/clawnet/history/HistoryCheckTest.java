package network.clawnet.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {
  private static final Map<String, Long> OPENING = Map.of("ann", 100L, "bob", 0L);
  private static final Entry FIRST = new Entry("a1", "ann", "bob", 10, 1, 1, 5, 0);
  private static final Entry SECOND = new Entry("a2", "ann", "bob", 20, 1, 2, 7, 0);

  private static Told.Paid paid(int node, long asked, Entry entry) {
    long answered = asked + 5;
    return new Told.Paid(node, asked, answered, entry.hash(), Told.Fate.FINAL, entry.height());
  }

  private static Told.Read read(int node, long asked, String account, long balance, long nonce) {
    return new Told.Read(node, asked, asked + 5, account, balance, nonce);
  }

  private static List<String> faults(List<Entry> ledger, Told... history) {
    return HistoryCheck.faults(OPENING, ledger, Arrays.asList(history));
  }

  private static void requireOne(List<String> faults, String what) {
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).startsWith(what);
  }

  @Test
  void findsNothingInARightHistory() {
    List<Told> history = new ArrayList<>();
    history.add(paid(0, 10, FIRST));
    history.add(read(0, 20, "ann", 89, 1));
    history.add(read(1, 20, "ann", 100, 0)); // another node may not know yet
    history.add(paid(1, 30, SECOND));
    history.add(read(1, 40, "bob", 30, 0));
    history.add(new Told.Paid(0, 50, 51, "a3", Told.Fate.REFUSED, 0));
    history.add(new Told.Paid(0, 50, 51, "a4", Told.Fate.UNKNOWN, 0));

    assertThat(HistoryCheck.faults(OPENING, List.of(SECOND, FIRST), history)).isEmpty();
  }

  @Test
  void findsAPlantedDoubleSpend() {
    Entry again = new Entry("b1", "ann", "carl", 10, 1, 1, 6, 0);

    requireOne(faults(List.of(FIRST, again), paid(0, 10, FIRST)), "double spend");
  }

  @Test
  void findsAPaymentThatIsInTheLedgerTwice() {
    Entry again = new Entry("a1", "ann", "bob", 10, 1, 1, 6, 0);

    assertThat(faults(List.of(FIRST, again), paid(0, 10, FIRST)))
        .anyMatch(it -> it.startsWith("twice in the ledger"));
  }

  @Test
  void findsALostAcknowledgement() {
    requireOne(
        faults(List.of(FIRST), paid(0, 10, FIRST), paid(1, 30, SECOND)), "lost acknowledgement");
  }

  @Test
  void findsAPaymentThatWasCalledFinalInAnotherBlock() {
    Told.Paid elsewhere = new Told.Paid(0, 10, 15, "a1", Told.Fate.FINAL, 4);

    requireOne(faults(List.of(FIRST), elsewhere), "final elsewhere");
  }

  @Test
  void findsAPaymentThatWasRefusedAndYetIsFinal() {
    Told.Paid refused = new Told.Paid(0, 10, 15, "a1", Told.Fate.REFUSED, 0);
    Told.Paid unknown = new Told.Paid(1, 10, 15, "a1", Told.Fate.UNKNOWN, 0);

    requireOne(faults(List.of(FIRST), refused), "refused and yet final");
    assertThat(faults(List.of(FIRST), refused, unknown)).isEmpty();
  }

  @Test
  void findsAStaleReadAtTheNodeThatSaidFinal() {
    requireOne(
        faults(List.of(FIRST), paid(0, 10, FIRST), read(0, 20, "ann", 100, 0)), "stale or wrong");
    // asked before it was told
    assertThat(faults(List.of(FIRST), paid(0, 10, FIRST), read(0, 12, "ann", 100, 0))).isEmpty();
  }

  @Test
  void findsAReadThatGoesBackInTime() {
    requireOne(
        faults(
            List.of(FIRST, SECOND),
            paid(1, 1, FIRST),
            paid(1, 8, SECOND),
            read(0, 20, "ann", 68, 2),
            read(0, 30, "ann", 89, 1)),
        "stale or wrong");
  }

  @Test
  void aNodeThatLostItsDirectoryMayBeginAgain() {
    Told wiped = new Told.Wiped(0, 21, 22);

    assertThat(faults(List.of(FIRST), paid(0, 10, FIRST), wiped, read(0, 30, "ann", 100, 0)))
        .isEmpty();
  }

  @Test
  void findsAReadOfAStateThatNeverWas() {
    requireOne(faults(List.of(FIRST), paid(0, 10, FIRST), read(1, 20, "ann", 89, 0)), "stale");
    requireOne(faults(List.of(), read(1, 20, "dora", 1, 0)), "stale");
  }

  @Test
  void findsAReadOfWhatWasSentLater() {
    requireOne(
        faults(
            List.of(FIRST, SECOND),
            paid(0, 10, FIRST),
            read(1, 20, "ann", 68, 2),
            paid(0, 30, SECOND)),
        "stale or wrong");
  }

  @Test
  void findsAPaymentInABlockThatWasFinalBeforeItWasSent() {
    Entry late = new Entry("a2", "ann", "bob", 20, 1, 2, 5, 1);

    requireOne(faults(List.of(FIRST, late), paid(0, 10, FIRST), paid(0, 30, late)), "in block");
  }

  @Test
  void findsMoneyThatIsNotThere() {
    Entry greedy = new Entry("a1", "ann", "bob", 100, 1, 1, 5, 0);

    requireOne(faults(List.of(greedy), paid(0, 10, greedy)), "spends what is not there");
  }
}
