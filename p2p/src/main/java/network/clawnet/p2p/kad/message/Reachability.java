package network.clawnet.p2p.kad.message;

/** What the sender says of its own link to a peer; a hint. The numbers are those on the wire. */
public enum Reachability {
  NOT_CONNECTED(0),
  CONNECTED(1),
  CAN_CONNECT(2),
  CANNOT_CONNECT(3);

  private static final Reachability[] ALL = values();

  private final int number;

  Reachability(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Reachability of(int number) {
    for (Reachability it : ALL) {
      if (it.number == number) {
        return it;
      }
    }
    return NOT_CONNECTED;
  }
}
