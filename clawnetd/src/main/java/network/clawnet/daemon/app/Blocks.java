package network.clawnet.daemon.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.proof.Provenance;

/**
 * Final blocks and the fate of events. Callable from any thread; may read the disk.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface Blocks {
  /**
   * A final block.
   *
   * @param proposer consensus key of the proposer as multibase text; its index where the block's
   *     validator set is not the network's first one
   * @param certificate {@code signers} and whatever else proves finality
   * @param events hashes in block order; empty in a listing
   */
  record BlockView(
      long height,
      Hash hash,
      Hash parentHash,
      long timestamp,
      long epoch,
      long view,
      String proposer,
      int eventCount,
      Hash eventsRoot,
      Hash receiptsRoot,
      Hash stateRoot,
      Json.Obj certificate,
      List<Hash> events) {
    public BlockView {
      events = List.copyOf(events);
    }
  }

  /** Where an event stands. */
  enum TxStatus {
    PENDING,
    FINAL,
    DROPPED
  }

  /**
   * An event and its fate.
   *
   * @param height present when final
   * @param index position in the block, present when final
   * @param reason why it was dropped: a stable code
   * @param winner the event that took its nonce or its resource
   * @param event the full envelope, if this node still has it
   * @param proof present where others proved that it is final
   */
  record TxView(
      Hash hash,
      TxStatus status,
      OptionalLong height,
      OptionalInt index,
      Optional<String> reason,
      Optional<Hash> winner,
      Optional<Json.Obj> event,
      Optional<Provenance> proof) {}

  /** Returns the height of the last final block; 0 is genesis. */
  long head();

  Optional<BlockView> block(long height) throws IOException, Refused;

  /**
   * Returns headers, highest first, starting at {@code from}.
   *
   * @param limit 1 to 100
   */
  List<BlockView> headers(long from, int limit) throws IOException, Refused;

  Optional<TxView> transaction(Hash hash) throws IOException, Refused;

  /** Returns the document that defines this network. */
  Json.Obj genesis();
}
