package network.clawnet.core.consensus.step;

/**
 * Where a core stands, for status answers and tests.
 *
 * @param epoch active epoch
 * @param view current view
 * @param finalizedView view of the last finalization in this epoch, 0 if none
 * @param finalizedHeight height of the last final block
 * @param armed true if the idle gate runs timers
 * @param votes true if this node is a validator of the epoch and may sign
 */
public record CoreStatus(
    long epoch,
    long view,
    long finalizedView,
    long finalizedHeight,
    boolean armed,
    boolean votes) {}
