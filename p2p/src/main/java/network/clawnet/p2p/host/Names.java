package network.clawnet.p2p.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.port.Network;
import network.clawnet.p2p.transport.ProtocolTable;

/** The bounds of protocol ids and topic names. */
final class Names {
  private Names() {}

  static void check(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > Network.MAX_NAME_BYTES) {
      throw new IllegalArgumentException("a name of " + bytes + " bytes");
    }
  }

  static void check(List<String> protocols) {
    if (protocols.isEmpty() || protocols.size() > ProtocolTable.MAX_PROPOSALS) {
      throw new IllegalArgumentException(protocols.size() + " protocols");
    }
    protocols.forEach(Names::check);
  }
}
