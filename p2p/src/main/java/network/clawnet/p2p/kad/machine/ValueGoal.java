package network.clawnet.p2p.kad.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadRecord;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Contact;

/**
 * Collects valid values of a key, picks the best, and gives it to those of the closest peers that
 * had a worse one or none.
 */
final class ValueGoal implements Walk.Goal, Exchange.Sink {
  private final Exchange exchange;
  private final Validators validators;
  private final byte[] key;
  private final int quorum;
  private final Consumer<KadOutcome> done;
  private final Map<PeerId, byte[]> values = new HashMap<>();
  private byte[] best = {};
  private int answers;

  ValueGoal(
      Exchange exchange, Validators validators, byte[] key, int quorum, Consumer<KadOutcome> done) {
    this.exchange = exchange;
    this.validators = validators;
    this.key = key;
    this.quorum = quorum;
    this.done = done;
  }

  /** Takes a valid value; true if there are enough now. */
  boolean add(PeerId from, byte[] value) {
    boolean first = answers == 0;
    answers++;
    values.put(from, value);
    if (first || validators.select(key, List.of(best, value)) == 1) {
      best = value;
    }
    return quorum > 0 && answers >= quorum;
  }

  @Override
  public boolean heard(Contact from, KadMessage answer) {
    KadRecord item = answer.stored().orElse(null);
    if (item == null || !Arrays.equals(item.key(), key) || !validators.isValid(key, item.value())) {
      return false;
    }
    return add(from.id(), item.value());
  }

  @Override
  public void over(List<Contact> closest) {
    if (answers == 0) {
      done.accept(new KadOutcome.Nothing("no peer has a valid value"));
      return;
    }
    List<byte[]> all = new ArrayList<>(values.values());
    int agreeing = (int) all.stream().filter(value -> Arrays.equals(value, best)).count();
    for (Contact peer : closest) {
      byte[] had = values.get(peer.id());
      if (had == null || !Arrays.equals(had, best)) {
        exchange.ask(peer, KadMessage.put(new KadRecord(key, best)), this);
      }
    }
    done.accept(new KadOutcome.Value(best, agreeing));
  }

  @Override
  public void answered(Contact peer, KadMessage answer) {
    // corrected; the command has ended already
  }

  @Override
  public void failed(Contact peer) {
    // will be corrected by whoever asks next
  }
}
