package network.clawnet.core.consensus.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.port.Judgement;

/** The newest announcement of each validator that counts. Pure; one owner thread. */
public final class AnnouncementBook {
  private final Hash chainId;
  private final SignatureCheck check;
  private final TreeMap<PublicKey, Announcement> newest = new TreeMap<>();
  private Set<PublicKey> expected = Set.of();

  public AnnouncementBook(Hash chainId, SignatureCheck check) {
    this.chainId = chainId;
    this.check = check;
  }

  /** Says whose announcements count; those of others are forgotten. */
  public void expect(Set<PublicKey> validators) {
    expected = Set.copyOf(validators);
    newest.keySet().retainAll(expected);
  }

  /**
   * Judges what a peer passed on, and keeps it if it is new.
   *
   * @return ACCEPT for a newer announcement of an expected key; IGNORE for one that is old or of a
   *     key that this node does not expect (it may be behind); REJECT for what proves nothing
   */
  public Judgement judge(byte[] bytes) {
    try {
      Announcement announcement = Announcement.read(bytes);
      Announcement known = newest.get(announcement.validator());
      boolean counts = expected.contains(announcement.validator());
      if (!counts || (known != null && known.seq() >= announcement.seq())) {
        return Judgement.IGNORE;
      }
      if (!Announcement.holds(bytes, chainId, check)) {
        return Judgement.REJECT;
      }
      newest.put(announcement.validator(), announcement);
      return Judgement.ACCEPT;
    } catch (DecodeException e) {
      return Judgement.REJECT;
    }
  }

  public Optional<Announcement> find(PublicKey validator) {
    return Optional.ofNullable(newest.get(validator));
  }

  /** Returns the newest of each key, by key. */
  public List<Announcement> all() {
    return new ArrayList<>(newest.values());
  }
}
