/**
 * Owns the contract of the consensus core: inputs, effects, their order, and the values that start
 * it. Must not know how a step is computed. Rules: docs/consensus.md.
 *
 * <h2>Contract of the driver</h2>
 *
 * <p>One thread calls {@code ConsensusCore.start} once and then {@code step} for each input. A call
 * returns effects, which the driver carries out <b>in order</b>:
 *
 * <ul>
 *   <li>{@link network.clawnet.core.consensus.step.Effect.Append}: hand the record to the journal;
 *       it gets the next log sequence number (LSN). Nothing waits; only the journal itself syncs
 *       before a record with a barrier.
 *   <li>{@link network.clawnet.core.consensus.step.Effect.Send} and {@link
 *       network.clawnet.core.consensus.step.Effect.Commit} and {@link
 *       network.clawnet.core.consensus.step.Effect.ReportEvidence}: put into a first-in-first-out
 *       outbox, tagged with the LSN of the last append before them in this or an earlier step;
 *       release when the journal is durable up to that LSN. This is the whole durability order D1
 *       to D6: there is nothing else to get right.
 *   <li>All other effects: carry out at once.
 * </ul>
 *
 * <p>An fsync error ends the process. Inputs may come in any order and more than once; answers to
 * questions of a view or block that no longer matters are ignored. Every question ({@code Execute},
 * {@code BuildBlock}, {@code Commit}) is answered exactly once.
 */
@NullMarked
package network.clawnet.core.consensus.step;

import org.jspecify.annotations.NullMarked;
