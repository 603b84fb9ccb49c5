/**
 * Who the validators are and what an operator should know of their channels. Must not know HTTP,
 * nor how a message travels. Rules: docs/consensus.md, docs/operations.md.
 */
@NullMarked
package network.clawnet.daemon.validator;

import org.jspecify.annotations.NullMarked;
