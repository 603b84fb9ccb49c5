package network.clawnet.p2p.dial;

import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * What a {@link DialScheduler} wants done.
 *
 * @param <K> what a dial is about
 */
public sealed interface DialEffect<K> {
  /** Connect to an address; the result is told to the scheduler under the attempt's number. */
  record Start<K>(long attempt, K key, Multiaddr address) implements DialEffect<K> {}

  /** Close the attempt's socket; its result is not wanted any more. */
  record Cancel<K>(long attempt) implements DialEffect<K> {}

  /** The dial is over without a connection. */
  record Failed<K>(K key, Cause cause) implements DialEffect<K> {}

  /** Why a dial found nobody. */
  enum Cause {
    /** There is no address to try. */
    NO_ADDRESS,
    /** All addresses failed a moment ago and wait. */
    BACK_OFF,
    /** Nobody, or somebody else, answered. */
    UNREACHABLE,
    /** Time is over. */
    TIMEOUT,
    /** Too many peers are being dialled. */
    OVERLOADED
  }
}
