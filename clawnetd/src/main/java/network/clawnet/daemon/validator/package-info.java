/**
 * This node among the validators: who they are, the channels to them, on what terms it takes part,
 * and what an operator should know of it. Must not know HTTP, nor how a message travels. Rules:
 * docs/consensus.md, docs/operations.md.
 */
@NullMarked
package network.clawnet.daemon.validator;

import org.jspecify.annotations.NullMarked;
