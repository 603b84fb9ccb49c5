package network.clawnet.p2p.mux;

/** Which stream ids a side gives out: the one that dialed odd ones, the other even ones. */
public enum Role {
  CLIENT(1),
  SERVER(2);

  private final int firstId;

  Role(int firstId) {
    this.firstId = firstId;
  }

  int firstId() {
    return firstId;
  }

  boolean owns(int streamId) {
    return (streamId & 1) == (firstId & 1);
  }
}
