package network.clawnet.core.testing.sim;

import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteSigner;

/** The keys of a simulated network. */
interface KeyRing {
  VoteSigner signer(int index);

  SignatureCheck check();
}
