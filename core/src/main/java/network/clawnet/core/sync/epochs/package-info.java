/**
 * Owns the certified epoch chain: the pure walk from genesis or a trusted checkpoint to the newest
 * certified header, for whoever believes nobody. An {@code EpochTrail} says what to ask ({@code
 * question()}, protocol {@code epochs/1}, wire form {@code EpochLink}), judges each link of the
 * answer with {@code add} and each header of a status or an announcement with {@code raise}, and
 * saves its place in a few KiB. Must not know streams, peers or the own ledger. Rules:
 * docs/protocol/sync.md, sections 1 and 7.
 */
@NullMarked
package network.clawnet.core.sync.epochs;

import org.jspecify.annotations.NullMarked;
