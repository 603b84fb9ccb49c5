package network.clawnet.p2p.kad.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.table.Contact;

/**
 * Collects providers of a key until there are enough. What nodes say of providers is a claim;
 * whoever dials one finds out.
 */
final class ProvidersGoal implements Walk.Goal {
  /** Providers that one answer may add, so that no liar fills the result alone. */
  static final int MAX_PER_ANSWER = 20;

  private final int count;
  private final Consumer<KadPeer> each;
  private final Consumer<KadOutcome> done;
  private final Map<PeerId, KadPeer> found = new LinkedHashMap<>();

  ProvidersGoal(int count, Consumer<KadPeer> each, Consumer<KadOutcome> done) {
    this.count = count;
    this.each = each;
    this.done = done;
  }

  /** Takes a provider; true if there are enough now. */
  boolean add(KadPeer provider) {
    KadPeer known = found.get(provider.id());
    boolean better = known != null && known.addrs().isEmpty() && !provider.addrs().isEmpty();
    if ((known == null && found.size() < count) || better) {
      found.put(provider.id(), provider);
      each.accept(provider);
    }
    return found.size() >= count;
  }

  @Override
  public boolean heard(Contact from, KadMessage answer) {
    boolean enough = false;
    for (KadPeer peer : answer.providers().stream().limit(MAX_PER_ANSWER).toList()) {
      enough = add(peer);
    }
    return enough;
  }

  @Override
  public void over(List<Contact> closest) {
    done.accept(new KadOutcome.Peers(List.copyOf(found.values())));
  }
}
