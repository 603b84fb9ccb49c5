package network.clawnet.p2p.testing;

/**
 * A step machine with its outputs wired to {@link VirtualNetwork#send}. All calls come from the one
 * thread of the run, at virtual time {@link VirtualNetwork#nowMillis}.
 *
 * @param <M> what nodes exchange; not copied, so immutable
 */
@FunctionalInterface
public interface VirtualNode<M> {
  /** Takes a message that arrived. */
  void receive(int from, M message);
}
