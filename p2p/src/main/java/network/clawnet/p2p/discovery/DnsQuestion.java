package network.clawnet.p2p.discovery;

/**
 * What is asked for.
 *
 * @param type see {@link DnsRecord}
 */
record DnsQuestion(DnsName name, int type) {}
