package network.clawnet.core.journal;

import network.clawnet.core.crypto.PublicKey;

/**
 * What a journal records about its own beginning, for the rule that a young journal of an old key
 * must not sign in a running epoch (ledger design M4).
 *
 * @param timeMs own clock when the journal was made, epoch milliseconds UTC
 * @param keyBorn true if the key was generated together with the journal
 */
public record Birth(long timeMs, PublicKey consensusPub, boolean keyBorn) {}
