package network.clawnet.core.chain;

import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was offered to the pool.
 *
 * @param event null if it could not even be made
 */
public record Admission(@Nullable PreparedEvent event, Verdict verdict) {}
