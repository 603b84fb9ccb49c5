package network.clawnet.daemon.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Part of an account's history.
 *
 * @param total entries of the whole history that match
 */
public record HistoryPage(List<Entry> entries, long total) {
  public HistoryPage {
    entries = List.copyOf(entries);
  }

  /** Which movements to show. */
  public enum Filter {
    ALL,
    SENT,
    RECEIVED,
    ESCROW,
    /** Movements of deals. */
    MARKET
  }

  /**
   * What to show.
   *
   * @param limit 1 to 100
   * @param offset entries to skip, 0 or more
   */
  public record Query(Did did, Filter filter, int limit, int offset) {}

  /**
   * One movement of Tokens.
   *
   * @param type {@code transfer}, {@code escrow_lock}, {@code escrow_release}, {@code
   *     escrow_refund}, or the name that the owner of the event type gives
   * @param height absent while the event is pending
   * @param timestamp the event's {@code ts}, epoch milliseconds
   */
  public record Entry(
      Hash hash,
      String type,
      Did from,
      Optional<Did> to,
      Tokens amount,
      Tokens fee,
      Optional<String> memo,
      long timestamp,
      OptionalLong height,
      Optional<String> escrowId) {}
}
