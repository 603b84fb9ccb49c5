package network.clawnet.core.consensus.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.record.JournalRecord.Birth;
import network.clawnet.core.consensus.record.JournalRecord.EpochHeader;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which epochs this journal may sign (amendments A1 and M4): those whose header it
 * holds. A header is made only by a journal that surely existed before the key signed anything in
 * the epoch.
 */
public final class EpochLicence {
  /** How much older than an epoch a journal must be if the key is older than the journal. */
  private static final long MARGIN_MS = 10_000;

  private final Hash chainId;
  private final PublicKey key;
  private boolean mayVote;
  private final Set<Long> headers = new TreeSet<>();
  private @Nullable Birth birth;

  /**
   * Reads the journal.
   *
   * @param key consensus key; records of another key are ignored
   * @param mayVote false to forbid every epoch
   */
  public EpochLicence(Hash chainId, PublicKey key, List<JournalRecord> records, boolean mayVote) {
    this.chainId = chainId;
    this.key = key;
    this.mayVote = mayVote;
    for (JournalRecord record : records) {
      if (record instanceof Birth it && it.key().equals(key)) {
        birth = it;
      } else if (record instanceof EpochHeader it
          && it.key().equals(key)
          && it.chainId().equals(chainId)) {
        headers.add(it.epoch());
      }
    }
  }

  /** Returns true if votes may be signed in the epoch. */
  public boolean allows(long epoch) {
    return mayVote && headers.contains(epoch);
  }

  /** Forbids every epoch for the rest of this process: the key is in use elsewhere (M5). */
  public void revoke() {
    mayVote = false;
  }

  /**
   * Returns the header of an epoch that is about to be entered, if it is missing and may be made.
   * The caller appends it before anything of that epoch.
   *
   * @param startBlock last block of the epoch before
   */
  public Optional<EpochHeader> open(long epoch, Header startBlock) {
    if (!mayVote || headers.contains(epoch) || !isOlderThan(startBlock)) {
      return Optional.empty();
    }
    headers.add(epoch);
    return Optional.of(new EpochHeader(chainId, key, epoch));
  }

  private boolean isOlderThan(Header startBlock) {
    Birth it = birth;
    return it != null && (it.keyBorn() || startBlock.tsMs() > it.timeMs() + MARGIN_MS);
  }
}
