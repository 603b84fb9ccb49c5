package network.clawnet.p2p.identify;

/** The numbers of the message's fields; 7 is not used. */
final class IdentityField {
  static final int PUBLIC_KEY = 1;
  static final int LISTEN_ADDRESS = 2;
  static final int PROTOCOL = 3;
  static final int OBSERVED_ADDRESS = 4;
  static final int PROTOCOL_VERSION = 5;
  static final int AGENT_VERSION = 6;
  static final int SIGNED_RECORD = 8;

  private IdentityField() {}
}
