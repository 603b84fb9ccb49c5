package network.clawnet.p2p.discovery;

import java.util.List;

/**
 * A packet.
 *
 * @param records of all sections, for implementations differ in which they use
 */
record DnsMessage(boolean isResponse, List<DnsQuestion> questions, List<DnsRecord> records) {
  DnsMessage {
    questions = List.copyOf(questions);
    records = List.copyOf(records);
  }
}
