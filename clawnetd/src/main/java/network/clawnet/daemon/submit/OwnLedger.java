package network.clawnet.daemon.submit;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.EventLocation;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.pool.Trial;

/** The ledger that this node executes itself. */
public record OwnLedger(LedgerService service, ChainReader reader) implements LedgerDoor {
  @Override
  public CompletableFuture<Admission> submit(byte[] event) {
    return service.submit(event);
  }

  @Override
  public CompletableFuture<List<Admission>> submitAll(List<byte[]> events) {
    return service.submitAll(events);
  }

  @Override
  public CompletableFuture<List<Admission>> resubmit(List<byte[]> events) {
    return service.resubmit(events);
  }

  @Override
  public CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts) {
    return service.reserve(drafts);
  }

  @Override
  public void release(List<Hash> events) {
    service.release(events);
  }

  @Override
  public CompletableFuture<Trial> tryOut(LocalDraft draft) {
    return service.tryOut(draft);
  }

  @Override
  public OptionalLong heightOf(Hash event) throws IOException {
    return reader
        .locate(event)
        .map(EventLocation::height)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
