package network.clawnet.core.port;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;

/**
 * Finds peers by who they are or by what they have, with the help of all nodes of the network: a
 * distributed hash table.
 *
 * <p>What other nodes answer may be false or missing; only a connection proves a peer, and only the
 * thing itself proves that a provider has it. Keys are multihashes, at most {@link #MAX_KEY_BYTES}.
 * Methods may be called from any thread and never block; an answer takes seconds, at most a minute.
 * Stages fail with {@link NetworkException} and nothing else.
 */
public interface PeerFinder {
  /** Longest key, in bytes. */
  int MAX_KEY_BYTES = 80;

  /** Returns addresses of a peer as others tell them; empty if nobody knows it. */
  CompletionStage<List<String>> find(PeerId peer);

  /**
   * Tells the nodes nearest to a key that we have what it names, and repeats it before they forget,
   * until {@link #withdraw}. Completes with the number of nodes that were told.
   */
  CompletionStage<Integer> provide(byte[] key);

  /** Repeats a {@link #provide} no more; others forget within two days. */
  void withdraw(byte[] key);

  /** Returns peers that say they have what a key names, at most {@code limit} (1 to 100). */
  CompletionStage<Set<PeerId>> providers(byte[] key, int limit);
}
