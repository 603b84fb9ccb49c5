package network.clawnet.core.consensus.message;

/** One message between validators: a payload and where its sender stands. */
public record ConsensusMessage(Payload payload, PeerStatus status) {}
