package network.clawnet.p2p.kad.table;

import java.util.Optional;

/** A peer in the table; changed only by {@link RoutingTable}. */
final class Entry {
  Contact contact;
  Optional<IpGroup> group;
  long heardMillis;
  int failures;

  Entry(Contact contact, Optional<IpGroup> group, long heardMillis) {
    this.contact = contact;
    this.group = group;
    this.heardMillis = heardMillis;
  }
}
