package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.SnapshotRows;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;

/**
 * What joining by a snapshot stands on.
 *
 * @param own reads the own ledger, whose epochs the new one begins with
 * @param ban refuses a peer that was proved false
 * @param nanos monotonic clock
 */
public record SnapshotSettings(
    Genesis genesis,
    ChainReader own,
    JoinPlace place,
    Network network,
    BiConsumer<PeerId, String> ban,
    LongSupplier nanos,
    Outcome outcome) {
  /** Hears what becomes of it; on the owner thread. */
  public interface Outcome {
    /** A snapshot was chosen, and is taken now. */
    void began(JoinProgress progress);

    /** The new ledger lies ready for the next start. */
    void ready(JoinProgress progress);

    /** Nobody gives it; what was taken stays for another time. */
    void gaveUp(String why);

    /** The disk failed. */
    void failed(IOException fault);
  }

  Header genesisHeader() throws IOException {
    return own.block(0).orElseThrow(() -> new IOException("the ledger lacks block 0")).header();
  }

  /** Returns the ends of epochs that the own ledger has, from 0 on, up to an epoch. */
  List<SnapshotRows.End> ownEnds(long last) throws IOException {
    List<SnapshotRows.End> out = new ArrayList<>();
    for (long epoch = 0; epoch <= last; epoch++) {
      Optional<StoredBlock> end = own.epochStart(epoch + 1);
      Optional<ValidatorSet> next = own.epochSet(epoch + 1);
      Certificate proof = end.map(StoredBlock::certificate).orElse(null);
      if (end.isEmpty() || next.isEmpty() || proof == null) {
        break;
      }
      out.add(new SnapshotRows.End(end.get().header(), proof, next.get()));
    }
    return out;
  }
}
