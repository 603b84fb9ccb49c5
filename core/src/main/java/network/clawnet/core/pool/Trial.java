package network.clawnet.core.pool;

import java.util.List;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * What an event would do if it came now.
 *
 * @param event null if it could not even be made
 * @param movements money that it would move; empty if it is refused
 * @param availableAfter what the issuer could still spend
 */
public record Trial(
    Verdict verdict,
    @Nullable PreparedEvent event,
    List<Movement> movements,
    Tokens availableAfter) {}
