/**
 * The post office of a node: keeps messages that wait and messages that came, and carries them over
 * streams to the nodes where their receivers live. Knows no ledger and no HTTP; whether two parties
 * have a deal is asked through {@code Admission}. Rules: docs/protocol/delivery.md.
 */
@NullMarked
package network.clawnet.core.message.post;

import org.jspecify.annotations.NullMarked;
