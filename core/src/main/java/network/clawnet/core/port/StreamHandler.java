package network.clawnet.core.port;

/** Takes the streams that peers open to one protocol of ours. */
@FunctionalInterface
public interface StreamHandler {
  /**
   * Takes over a stream that a peer has opened; returns soon, for it is called on a network thread.
   * An unchecked exception resets the stream and is reported as our bug.
   */
  void onStream(PeerStream stream);
}
