package network.clawnet.core.port;

import java.time.Duration;
import java.util.List;
import network.clawnet.core.identity.PeerId;

/**
 * What an operator decides about peers; remembered across restarts.
 *
 * <p>Methods may be called from any thread and never block; what they decide is on disk within a
 * second, and at the latest when the node stops.
 */
public interface PeerControl {
  /** Most peers that may be kept. */
  int MAX_KEPT = 256;

  /** Most bans that may be in force; at the limit the one that ends first is dropped. */
  int MAX_BANS = 4_096;

  /** Longest ban. */
  Duration LONGEST_BAN = Duration.ofDays(3650);

  /**
   * Keeps a connection to the peer at an address: dialled now, again whenever it is lost, and after
   * restarts; never closed for want of room. A second address of a kept peer is added to the first.
   * Ends a ban of the peer.
   *
   * @param address a multiaddress that ends in {@code /p2p/…}
   * @return the peer
   * @throws NetworkException with {@link NetworkException.Reason#ADDRESS} if the address cannot be
   *     dialled or names no peer or ourselves; with {@link NetworkException.Reason#OVERLOADED} if
   *     {@link #MAX_KEPT} are kept
   */
  PeerId keep(String address) throws NetworkException;

  /**
   * Forgets a peer that was kept, and everything else known of it, and disconnects it; it may come
   * back by itself.
   *
   * @return whether anything was known of it
   */
  boolean forget(PeerId peer);

  /** Returns the addresses of kept peers, connected or not, peer by peer. */
  List<String> kept();

  /**
   * Disconnects a peer and refuses it both ways for some time; ends its being kept.
   *
   * @param time above zero; more than {@link #LONGEST_BAN} counts as that
   * @param why a short reason; cut to {@link Ban#MAX_WHY}
   */
  void ban(PeerId peer, Duration time, String why);

  /**
   * Ends a ban.
   *
   * @return whether there was one
   */
  boolean unban(PeerId peer);

  /** Returns the bans in force, the one that ends first before the others. */
  List<Ban> bans();
}
