package network.clawnet.daemon.message;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Letter;
import network.clawnet.core.message.post.PostOffice;
import network.clawnet.core.message.post.Received;
import network.clawnet.daemon.submit.KeyAccess;

/**
 * Opens what came for unlocked accounts and brings the letters on which this node acts to their
 * desks; all others stay in the inbox for whoever reads it. A letter that a desk cannot judge yet
 * is brought again, and holds up what came later about its deal. One owner thread.
 */
final class Sorter {
  private static final int BATCH = 16;

  private final PostOffice office;
  private final KeyAccess keys;
  private final Supplier<Set<Did>> unlocked;
  private final Map<String, Desk> desks;
  private final Map<Did, Tray> trays = new HashMap<>();

  /** How far one account's inbox has been looked through. */
  private static final class Tray {
    private final TreeMap<Long, Hash> waiting = new TreeMap<>();
    private long seen;
    private boolean more = true;
  }

  Sorter(PostOffice office, KeyAccess keys, Supplier<Set<Did>> unlocked, Map<String, Desk> desks) {
    this.office = office;
    this.keys = keys;
    this.unlocked = unlocked;
    this.desks = Map.copyOf(desks);
  }

  /** Something came for an account. */
  void arrived(Did did) throws IOException {
    tray(did).more = true;
    if (unlocked.get().contains(did)) {
      look(did);
    }
  }

  /** Brings again what waits, and looks at what came while its account was locked. */
  void tick() throws IOException {
    for (Did did : unlocked.get()) {
      Tray tray = tray(did);
      if (tray.more || !tray.waiting.isEmpty()) {
        look(did);
      }
    }
  }

  private Tray tray(Did did) {
    return trays.computeIfAbsent(did, it -> new Tray());
  }

  private void look(Did did) throws IOException {
    Optional<SigningKey> key = key(did);
    if (key.isEmpty()) {
      return;
    }
    try {
      Set<Hash> heldUp = new HashSet<>();
      again(did, key.get(), heldUp);
      onward(did, key.get(), heldUp);
    } finally {
      key.get().destroy();
    }
  }

  /** Returns the key of an account, unless it has just been locked. */
  private Optional<SigningKey> key(Did did) {
    return Optional.ofNullable(keys.open(did, null).exceptionally(fault -> null).join());
  }

  private void again(Did did, SigningKey key, Set<Hash> heldUp) throws IOException {
    Tray tray = tray(did);
    for (Map.Entry<Long, Hash> each : List.copyOf(tray.waiting.entrySet())) {
      if (!heldUp.contains(each.getValue())) {
        List<Received> found = office.inbox(did, each.getKey() - 1, 1);
        if (found.isEmpty() || bring(found.get(0), key)) {
          tray.waiting.remove(each.getKey());
        } else {
          heldUp.add(each.getValue());
        }
      }
    }
  }

  private void onward(Did did, SigningKey key, Set<Hash> heldUp) throws IOException {
    Tray tray = tray(did);
    List<Received> batch = office.inbox(did, tray.seen, BATCH);
    while (!batch.isEmpty()) {
      for (Received each : batch) {
        Hash deal = each.message().head().deal();
        if (heldUp.contains(deal) || !bring(each, key)) {
          heldUp.add(deal);
          tray.waiting.put(each.number(), deal);
        }
        tray.seen = each.number();
      }
      batch = office.inbox(did, tray.seen, BATCH);
    }
    tray.more = false;
  }

  /** Returns whether nothing is left to do about a letter. */
  private boolean bring(Received received, SigningKey key) throws IOException {
    Optional<Letter> letter = received.message().open(key);
    Desk desk = letter.map(it -> desks.get(it.type())).orElse(null);
    if (letter.isEmpty() || desk == null) {
      return true;
    }
    Desk.Fate fate =
        desk.take(
            new Desk.Opened(received.message().head(), received.receivedAt(), letter.get().body()));
    if (fate.settled()) {
      take(received, fate);
    }
    return fate.settled();
  }

  private void take(Received received, Desk.Fate fate) throws IOException {
    try {
      office.take(received, fate.rows()).join();
    } catch (CompletionException e) {
      throw new IOException("what came cannot be kept", e);
    }
  }
}
