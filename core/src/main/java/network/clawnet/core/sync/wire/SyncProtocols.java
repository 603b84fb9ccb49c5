package network.clawnet.core.sync.wire;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.StreamTerms;

/** Names and terms of what full nodes speak about blocks, on one network. */
public final class SyncProtocols {
  /** Bytes in one message of a long answer. */
  public static final int CHUNK_BYTES = 256 * 1024;

  private static final int NAME_CHARS = 8;

  private final String prefix;

  /** Names the protocols after the network's genesis. */
  public SyncProtocols(Hash chainId) {
    prefix = "/clawnet/" + chainId.hex().substring(0, NAME_CHARS);
  }

  public String status() {
    return prefix + "/status/1";
  }

  public String epochs() {
    return prefix + "/epochs/1";
  }

  /** Returns the name of the stream protocol and of the topic alike. */
  public String blocks() {
    return prefix + "/blocks/1";
  }

  public String snapshots() {
    return prefix + "/snap/1";
  }

  /** Returns the terms of all: the largest message is a chunk of an answer. */
  public static StreamTerms terms() {
    return StreamTerms.requests(CHUNK_BYTES);
  }
}
