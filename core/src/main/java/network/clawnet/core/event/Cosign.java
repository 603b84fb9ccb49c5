package network.clawnet.core.event;

import network.clawnet.core.identity.Did;

/**
 * A second party's consent: its signature over the chain, the type and the payload.
 *
 * @param signature 64 bytes; source: docs/protocol/events.md, section 3
 */
public record Cosign(Did did, byte[] signature) {}
