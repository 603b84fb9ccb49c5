package network.clawnet.daemon.submit;

import java.time.InstantSource;
import java.util.function.Consumer;
import network.clawnet.core.port.Store;

/**
 * What submission stands on.
 *
 * @param store the node database
 * @param failed told when the component had to stop
 */
public record SubmitParts(
    LedgerDoor ledger,
    Store store,
    Drafts drafts,
    SpendingGuard guard,
    KeyAccess keys,
    InstantSource clock,
    Consumer<Throwable> failed) {}
