package network.clawnet.p2p.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.service.Loop;

/**
 * Resolves addresses on a thread of its own, since a lookup blocks, and remembers answers for a
 * minute. Any thread may ask.
 */
public final class AddressLookups {
  /** Time for which an answer, an empty one too, is not asked for again, in milliseconds. */
  static final long KEPT_MILLIS = 60_000;

  /** Answers that are remembered. */
  static final int MAX_KEPT = 256;

  private final Loop names;
  private final DnsAddresses dns;

  /** Touched on the names' loop only. */
  private final Map<Multiaddr, Answer> answers = new LinkedHashMap<>();

  private record Answer(List<Multiaddr> found, long untilMillis) {}

  /**
   * @param names where lookups may block
   */
  public AddressLookups(Loop names, DnsAddresses dns) {
    this.names = names;
    this.dns = dns;
  }

  /** Hands on what the addresses stand for: at once if none needs a lookup, else from the loop. */
  public void resolve(List<Multiaddr> addresses, Consumer<List<Multiaddr>> then) {
    if (addresses.stream().noneMatch(DnsAddresses::isNeeded)) {
      then.accept(addresses);
      return;
    }
    names.execute(
        () -> {
          List<Multiaddr> found = new ArrayList<>();
          addresses.forEach(address -> found.addAll(lookUp(address)));
          then.accept(found);
        });
  }

  private List<Multiaddr> lookUp(Multiaddr address) {
    if (!DnsAddresses.isNeeded(address)) {
      return List.of(address);
    }
    Answer known = answers.get(address);
    if (known != null && names.nowMillis() < known.untilMillis()) {
      return known.found();
    }
    List<Multiaddr> found = dns.resolve(address);
    answers.remove(address);
    answers.put(address, new Answer(found, names.nowMillis() + KEPT_MILLIS));
    if (answers.size() > MAX_KEPT) {
      answers.remove(answers.keySet().iterator().next());
    }
    return found;
  }
}
