package network.clawnet.daemon.light;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.port.Store;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.epochs.EpochTrail;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.daemon.store.NodeFamilies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place in the epochs that earlier runs have reached. Another checkpoint than the one it was
 * begun with makes it worth nothing: the walk begins at the new one.
 */
final class TrailStore {
  private static final Logger LOG = LoggerFactory.getLogger(TrailStore.class);
  private static final byte[] TRAIL = {'t'};
  private static final byte[] BEGAN = {'c'};
  private final Genesis genesis;
  private final Store store;
  private final Anchor anchor;
  private final DriverEvents faults;

  TrailStore(LightRuntime.Settings settings, DriverEvents faults) {
    this.genesis = settings.genesis();
    this.store = settings.store();
    this.anchor = settings.anchor();
    this.faults = faults;
  }

  /**
   * Returns where the walk along the epochs begins.
   *
   * @throws IOException also if that is too old to begin with
   */
  EpochTrail open() throws IOException {
    Checkpoint checkpoint = anchor.checkpoint();
    Optional<EpochTrail> saved = saved(checkpoint);
    if (saved.isEmpty() && checkpoint != null) {
      return EpochTrail.fromCheckpoint(genesis.chainId(), anchor, checkpoint, Ed25519::verify);
    }
    EpochTrail trail =
        saved.orElseGet(
            () ->
                EpochTrail.fromGenesis(
                    genesis.chainId(),
                    GenesisState.validators(genesis),
                    Ed25519::verify,
                    Anchor.NONE));
    long time =
        trail.newest().map(CertifiedHeader::header).map(it -> it.tsMs()).orElse(genesis.time());
    Optional<String> refusal = anchor.refusal(trail.epoch(), time);
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    return trail;
  }

  private Optional<EpochTrail> saved(@Nullable Checkpoint checkpoint) throws IOException {
    byte @Nullable [] bytes = store.get(NodeFamilies.LIGHT, TRAIL);
    byte @Nullable [] began = store.get(NodeFamilies.LIGHT, BEGAN);
    if (bytes == null || (checkpoint != null && !checkpoint.text().equals(text(began)))) {
      return Optional.empty();
    }
    try {
      return Optional.of(EpochTrail.resume(genesis.chainId(), bytes, Ed25519::verify, Anchor.NONE));
    } catch (DecodeException e) {
      LOG.warn("the place in the epochs cannot be read and is looked for again", e);
      return Optional.empty();
    }
  }

  private static String text(byte @Nullable [] began) {
    return began == null ? "" : new String(began, StandardCharsets.US_ASCII);
  }

  /** Unsynced: after a crash the epochs since are asked for again. */
  void keep(byte[] trail) {
    List<Store.Write> rows = new ArrayList<>();
    rows.add(new Store.Write(NodeFamilies.LIGHT, TRAIL, trail));
    Checkpoint checkpoint = anchor.checkpoint();
    if (checkpoint != null) {
      byte[] text = checkpoint.text().getBytes(StandardCharsets.US_ASCII);
      rows.add(new Store.Write(NodeFamilies.LIGHT, BEGAN, text));
    }
    try {
      store.write(rows, false);
    } catch (IOException e) {
      faults.failed(e);
    }
  }
}
