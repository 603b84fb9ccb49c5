package network.clawnet.daemon.validator;

import network.clawnet.core.consensus.channel.ChannelEvents;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operator should know of validator channels into the node's log. */
final class ChannelLog implements ChannelEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelLog.class);

  @Override
  public void opened(PublicKey validator, PeerId peer) {
    LOG.info("validator connected key={} peer={}", name(validator), peer);
  }

  @Override
  public void closed(PublicKey validator, PeerId peer, Farewell why) {
    LOG.info("validator disconnected key={} peer={} why={}", name(validator), peer, why);
  }

  @Override
  public void refused(PeerId peer, Farewell why, boolean byPeer) {
    if (why == Farewell.OWN_KEY) {
      LOG.error("another process uses this node's consensus key, stop one of them peer={}", peer);
    } else {
      LOG.debug("validator stream refused peer={} why={} byPeer={}", peer, why, byPeer);
    }
  }

  @Override
  public void penalized(PublicKey validator, String why) {
    LOG.warn("validator penalized key={} why={}", name(validator), why);
  }

  private static String name(PublicKey validator) {
    return new Did(validator).multibase();
  }
}
