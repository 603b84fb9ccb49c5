package network.clawnet.daemon.validator;

import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.stake.EpochRecord;
import org.jspecify.annotations.Nullable;

/** Who the validators of this epoch and of the next one are. Any thread. */
public final class ValidatorRoster {
  private final PublicKey own;
  private volatile @Nullable EpochRecord epoch;

  public ValidatorRoster(PublicKey own) {
    this.own = own;
  }

  /** Returns this node's own key, which need not be a validator's. */
  public PublicKey own() {
    return own;
  }

  /** Takes note of the epoch in which the next block is made. */
  public void look(EpochRecord record) {
    epoch = record;
  }

  /** Returns true if this node's key is the only one of the epoch's set. */
  public boolean alone() {
    EpochRecord record = epoch;
    return record != null && record.current().size() == 1 && record.current().indexOf(own) == 0;
  }

  /** Returns the keys of both sets. */
  public Set<PublicKey> members() {
    TreeSet<PublicKey> out = new TreeSet<>();
    EpochRecord record = epoch;
    if (record != null) {
      for (ValidatorSet set : new ValidatorSet[] {record.current(), record.next()}) {
        set.validators().stream().map(Validator::key).forEach(out::add);
      }
    }
    return out;
  }
}
