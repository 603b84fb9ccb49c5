package network.clawnet.p2p.kad.table;

/**
 * Addresses that one party is likely to hold together: an IP prefix.
 *
 * @param family 4 or 6
 * @param prefix the leading bits of the address, the others zero; of IPv6 the first 64
 */
public record IpGroup(int family, long prefix) {}
