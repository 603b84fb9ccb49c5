/**
 * Owns what validators say to each other: votes, certificates, proposals, evidence, requests, and
 * their one binary form. Must not know when something is said, nor any machine state. Rules:
 * docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.consensus.message;

import org.jspecify.annotations.NullMarked;
