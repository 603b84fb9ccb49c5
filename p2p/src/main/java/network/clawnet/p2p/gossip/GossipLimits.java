package network.clawnet.p2p.gossip;

import java.time.Duration;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.gossip.rpc.RpcLimits;

/** What the shell around the router holds at most. */
final class GossipLimits {
  /** Bytes of messages that wait for one peer; beyond them new ones are dropped. */
  static final int MAX_QUEUED_BYTES = 4 << 20;

  /** Bytes of control that wait for one peer; beyond them new control is dropped. */
  static final int MAX_CONTROL_BYTES = 1 << 20;

  /** Time that a message waits for a peer in milliseconds; then it is old news. */
  static final long MAX_QUEUED_MILLIS = 10_000;

  /** Bytes of small RPCs that are sent as one: well below what rust takes. */
  static final int MAX_BATCH_BYTES = 32 << 10;

  /** Bytes handed to the stream of one peer that have not left yet. */
  static final int MAX_UNDER_WAY_BYTES = 256 << 10;

  /** Bytes of a peer that were read and wait for the router; beyond them reading pauses. */
  static final int MAX_UNROUTED_BYTES = 1 << 20;

  /** Messages of a peer that wait for their judgement; beyond them reading pauses. */
  static final int MAX_UNJUDGED = 1024;

  /** Bytes of our own messages that wait for the router; beyond them publishing fails. */
  static final long MAX_UNPUBLISHED_BYTES = 16 << 20;

  /** Tasks that run in a row before what they have to say is sent. */
  static final int MAX_TASKS_IN_A_ROW = 64;

  /** Suggested peers that are being connected to at a time; beyond them suggestions are dropped. */
  static final int MAX_INTRODUCTIONS = 8;

  /** First and longest pause before a stream is opened again, in milliseconds. */
  static final long FIRST_REOPEN_MILLIS = 500;

  static final long LAST_REOPEN_MILLIS = 30_000;

  /** What gossip allows its streams. A new one from the same peer replaces the one before. */
  static final StreamTerms TERMS =
      new StreamTerms(RpcLimits.MAX_RPC_BYTES, 2 << 20, 4, 4096, Duration.ZERO);

  private GossipLimits() {}
}
