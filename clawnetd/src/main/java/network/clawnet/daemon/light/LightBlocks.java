package network.clawnet.daemon.light;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.ProvenEvent;
import network.clawnet.core.light.ask.LightSource;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.query.FinalBlocks;

/** The fate of events, proved; no blocks. Any thread. */
final class LightBlocks implements Blocks {
  private static final long ANSWER_SECONDS = 10;
  private final LightSource client;
  private final LightLedger ledger;
  private final Genesis genesis;

  LightBlocks(LightSource client, LightLedger ledger, Genesis genesis) {
    this.client = client;
    this.ledger = ledger;
    this.genesis = genesis;
  }

  @Override
  public long head() {
    return client.view().height();
  }

  @Override
  public long oldest() {
    return 1;
  }

  @Override
  public Optional<BlockView> block(long height) throws Refused {
    throw LightRefusals.blocks();
  }

  @Override
  public List<BlockView> headers(long from, int limit) throws Refused {
    throw LightRefusals.blocks();
  }

  /** That an event is final nowhere cannot be proved: then nobody knows it. */
  @Override
  public Optional<TxView> transaction(Hash hash) throws Refused {
    Optional<Verdict.Reject> reason = ledger.dropReason(hash);
    if (reason.isPresent()) {
      return Optional.of(FinalBlocks.dropped(hash, reason.get()));
    }
    Optional<ProvenEvent> proved = proved(hash);
    if (proved.isPresent()) {
      return Optional.of(settled(hash, proved.get()));
    }
    Optional<PreparedEvent> waiting = ledger.underWay(hash).join();
    return waiting.map(it -> FinalBlocks.waiting(hash, it.event().bytes()));
  }

  private Optional<ProvenEvent> proved(Hash hash) throws Refused {
    try {
      return client.event(hash).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new Refused(AppCodes.NOT_SYNCED, LightRefusals.cause(e) + ": try again in a moment");
    } catch (TimeoutException e) {
      throw new Refused(AppCodes.NOT_SYNCED, "nothing was proved in time: try again in a moment");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(AppCodes.NOT_SYNCED, "the node is stopping");
    }
  }

  private static TxView settled(Hash hash, ProvenEvent found) {
    return new TxView(
        hash,
        TxStatus.FINAL,
        OptionalLong.of(found.height()),
        OptionalInt.of(found.index()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(FinalBlocks.json(found.event().bytes())),
        Optional.of(new ProvenReads.Proved<>(found, found.header()).provenance()));
  }

  @Override
  public Json.Obj genesis() {
    return GenesisCodec.toJson(genesis);
  }
}
