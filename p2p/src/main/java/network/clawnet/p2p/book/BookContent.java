package network.clawnet.p2p.book;

import java.util.List;
import network.clawnet.core.port.Ban;

/**
 * What the file holds.
 *
 * @param book the peers
 * @param bans who is refused
 */
public record BookContent(PeerBook book, List<Ban> bans) {
  public BookContent {
    bans = List.copyOf(bans);
  }
}
