package network.clawnet.p2p.gossip.rpc;

/** What one RPC may hold; checked before memory is taken for it. */
public final class RpcLimits {
  /**
   * Largest RPC in bytes: 1 MiB of content and its fields. Others take 1 MiB in all, so what is for
   * them must be a little smaller.
   */
  public static final int MAX_RPC_BYTES = (1 << 20) + (4 << 10);

  /**
   * Control and subscriptions in bytes that we put into one RPC: rust refuses 16 KiB of control.
   */
  public static final int OUR_CONTROL_BYTES = 15 << 10;

  /** Longest topic name in bytes of UTF-8. */
  public static final int MAX_TOPIC_BYTES = 256;

  /** Longest message id in bytes. */
  public static final int MAX_ID_BYTES = 256;

  /** Subscriptions in an RPC; the rest is ignored. */
  public static final int MAX_SUBSCRIPTIONS = 1000;

  /** Messages in an RPC; the rest is ignored. */
  public static final int MAX_MESSAGES = 5000;

  /** GRAFT, PRUNE and IHAVE entries in an RPC, of each; the rest is ignored. */
  public static final int MAX_TOPICS = 1000;

  /** Ids in the IHAVE, IWANT and IDONTWANT entries of an RPC, of each; the rest is ignored. */
  public static final int MAX_IDS = 5000;

  /** Peers suggested in a PRUNE; the rest is ignored. */
  public static final int MAX_SUGGESTIONS = 16;

  /** Largest signed peer record in bytes. */
  public static final int MAX_RECORD_BYTES = 8 << 10;

  /** Longest sequence number in bytes; a signed message has exactly 8. */
  static final int MAX_SEQUENCE_BYTES = 64;

  /** Longest signature in bytes: RSA with 8192 bits. */
  static final int MAX_SIGNATURE_BYTES = 1024;

  /** Largest public key in bytes: RSA with 8192 bits, in protobuf. */
  static final int MAX_KEY_BYTES = 2048;

  private RpcLimits() {}
}
