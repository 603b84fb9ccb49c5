package network.clawnet.core.sync.plan;

import java.util.List;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.testing.TestActor;

/** Heads and headers that nobody has signed. */
final class Sample {
  static final PublicKey VOTER = new TestActor("voter").did().key();
  static final PublicKey FOLLOWER = new TestActor("follower").did().key();

  private Sample() {}

  /** Returns a ledger's head in an epoch that the voter runs. */
  static OwnHead head(long epoch, long height) {
    ValidatorSet set = ValidatorSet.of(List.of(new Validator(VOTER, 1)));
    return new OwnHead(height, Hash.ZERO, epoch, set, height);
  }

  static CertifiedHeader header(long epoch, long height) {
    Header header =
        new Header(
            Hash.ZERO,
            new Slot(epoch, height, height, 0),
            Hash.ZERO,
            height,
            Hash.ZERO,
            BodyDigest.of(List.of()),
            new Outcome(false, Hash.ZERO, Hash.ZERO, Hash.ZERO));
    Ballot ballot = Ballot.finalizing(epoch, height, height - 1, header.hash());
    return new CertifiedHeader(header, new Certificate(ballot, new byte[1], new byte[0]));
  }
}
