package network.clawnet.p2p.kad.sim;

import java.util.Optional;
import network.clawnet.p2p.kad.message.KadMessage;

/**
 * What two simulated nodes exchange.
 *
 * @param request number given by the asking side
 * @param isAnswer whether it goes back to the asking side
 * @param body empty for a dial, and for an answer that says no more than that it arrived
 */
record Frame(long request, boolean isAnswer, boolean refused, Optional<KadMessage> body) {}
