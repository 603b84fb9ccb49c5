package network.clawnet.core.light.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.EventLocation;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.light.EventAnswer;

/** Proves where an event is final and what it did. Any thread; may block on disk. */
final class EventProver {
  private final ChainReader reader;

  EventProver(ChainReader reader) {
    this.reader = reader;
  }

  /** Returns what a proof costs in bytes that are read; 0 if the event is not final here. */
  int cost(Hash event) throws IOException {
    Optional<EventLocation> place = reader.locate(event);
    return place.isEmpty()
        ? 0
        : reader.block(place.get().height()).map(it -> it.header().body().bodyBytes()).orElse(0);
  }

  /** Returns the proof, or empty if the event is not final here. */
  Optional<EventAnswer> prove(Hash event) throws IOException {
    Optional<EventLocation> place = reader.locate(event);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    long height = place.get().height();
    List<Header> path = new ArrayList<>();
    Optional<Certificate> certificate = certifiedPath(height, path);
    Optional<Block> block = reader.fullBlock(height);
    Optional<List<Receipt>> receipts = reader.receipts(height);
    if (certificate.isEmpty() || block.isEmpty() || receipts.isEmpty()) {
      return Optional.empty();
    }
    List<byte[]> effects = receipts.get().stream().map(Receipt::encode).toList();
    int effect = indexOf(event, receipts.get());
    return Optional.of(
        new EventAnswer(
            path,
            certificate.get(),
            placed(block.get().events(), place.get().index()),
            placed(effects, effect)));
  }

  private Optional<Certificate> certifiedPath(long from, List<Header> path) throws IOException {
    for (long height = from; path.size() < EventAnswer.MAX_PATH; height++) {
      Optional<StoredBlock> stored = reader.block(height);
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      path.add(stored.get().header());
      Certificate certificate = stored.get().certificate();
      if (certificate != null) {
        return Optional.of(certificate);
      }
    }
    return Optional.empty();
  }

  private static EventAnswer.Placed placed(List<byte[]> items, int index) {
    return new EventAnswer.Placed(items.get(index), MerkleRoot.prove(items, index));
  }

  private static int indexOf(Hash event, List<Receipt> receipts) throws IOException {
    for (int i = 0; i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i);
      if (receipt.origin() == Receipt.Origin.EVENT && receipt.cause().equals(event)) {
        return i;
      }
    }
    throw new IOException("the ledger database is damaged: no receipt of event " + event);
  }
}
