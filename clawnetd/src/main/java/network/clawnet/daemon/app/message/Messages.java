package network.clawnet.daemon.app.message;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import org.jspecify.annotations.Nullable;

/**
 * Private messages between the parties of a deal. Source: docs/protocol/delivery.md. Any thread.
 */
public interface Messages {
  /**
   * What is to be sent.
   *
   * @param deal order, lease or contract in which both are parties
   * @param body UTF-8 text or anything else; at most 262 144 bytes
   */
  record Draft(Did from, Did to, Hash deal, String type, byte[] body) {}

  /**
   * A message that came, opened.
   *
   * @param number its place in the inbox; rises
   * @param receivedAt own clock, epoch milliseconds; rises
   * @param sentAt sender's clock, epoch milliseconds
   */
  record Opened(
      long number,
      long receivedAt,
      String id,
      Did from,
      Hash deal,
      long sentAt,
      String type,
      byte[] body) {}

  /**
   * What became of a message.
   *
   * @param state {@code waiting}, {@code delivered}, {@code refused} or {@code expired}
   * @param at since when, epoch milliseconds
   */
  record State(String state, long at) {}

  /**
   * Sends a message; completes with its id when it is on this node's disk.
   *
   * @param passphrase null if the account is unlocked
   * @return fails with {@code Refused}: what the key says, {@code MESSAGE_NO_DEAL}, {@code
   *     OVERLOADED}
   */
  CompletableFuture<String> send(Draft draft, char @Nullable [] passphrase);

  /** Returns what became of a message that was sent from here; empty if nothing is known of it. */
  Optional<State> state(String id) throws IOException;

  /**
   * Returns messages that came for an account of this node, the oldest first; one that cannot be
   * opened is left out.
   *
   * @param after number of the last one that is known; 0 for none
   * @param limit most messages
   * @return fails with {@code Refused} {@code ACCOUNT_LOCKED}
   */
  CompletableFuture<List<Opened>> inbox(Did of, long after, int limit);
}
