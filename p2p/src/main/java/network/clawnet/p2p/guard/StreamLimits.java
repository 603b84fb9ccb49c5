package network.clawnet.p2p.guard;

/**
 * How many streams a node bears, of all protocols.
 *
 * @param inbound streams that peers opened
 * @param outbound streams that we opened
 * @param inboundPerPeer streams that one peer opened
 * @param outboundPerPeer streams that we opened to one peer
 */
public record StreamLimits(int inbound, int outbound, int inboundPerPeer, int outboundPerPeer) {
  /** The usual limits. */
  public static final StreamLimits STANDARD = new StreamLimits(8_192, 8_192, 512, 1_024);
}
