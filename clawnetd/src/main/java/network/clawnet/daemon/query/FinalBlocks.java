package network.clawnet.daemon.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.EventLocation;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Refused;
import org.jspecify.annotations.Nullable;

/** Final blocks and the fate of events. Any thread. */
public final class FinalBlocks implements Blocks {
  private final ChainReader reader;
  private final LedgerService service;
  private final Genesis genesis;
  private final ValidatorSet validators;

  public FinalBlocks(ChainReader reader, LedgerService service, Genesis genesis) {
    this.reader = reader;
    this.service = service;
    this.genesis = genesis;
    this.validators = GenesisState.validators(genesis);
  }

  @Override
  public long head() {
    return service.readableHead().height();
  }

  @Override
  public long oldest() throws IOException {
    return reader.oldestBody();
  }

  @Override
  public Optional<BlockView> block(long height) throws IOException, Refused {
    if (height > 0 && height <= head() && height < oldest()) {
      throw new Refused(
              AppCodes.HISTORY_PRUNED, "this node keeps blocks from height " + oldest() + " on")
          .with("oldest", oldest());
    }
    Optional<StoredBlock> stored = reader.block(height);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    List<Hash> events = new ArrayList<>();
    for (byte[] event : reader.fullBlock(height).map(Block::events).orElse(List.of())) {
      events.add(hash(event));
    }
    return Optional.of(view(stored.get(), events));
  }

  @Override
  public List<BlockView> headers(long from, int limit) throws IOException {
    List<BlockView> out = new ArrayList<>();
    for (long height = Math.min(from, head()); height >= 0 && out.size() < limit; height--) {
      reader.block(height).ifPresent(it -> out.add(view(it, List.of())));
    }
    return out;
  }

  @Override
  public Optional<TxView> transaction(Hash hash) throws IOException {
    Optional<EventLocation> place = reader.locate(hash);
    if (place.isPresent()) {
      return Optional.of(settled(hash, place.get()));
    }
    Optional<PendingEvent> pending = service.ask(pool -> pool.find(hash)).join();
    if (pending.isPresent()) {
      return Optional.of(waiting(hash, pending.get().prepared().event().bytes()));
    }
    if (service.isPending(hash).join()) {
      return Optional.of(waiting(hash, null));
    }
    return service.dropReason(hash).map(reason -> dropped(hash, reason));
  }

  @Override
  public Json.Obj genesis() {
    return GenesisCodec.toJson(genesis);
  }

  private TxView settled(Hash hash, EventLocation place) throws IOException {
    Optional<byte[]> event = reader.event(place);
    if (event.isEmpty() && place.height() >= oldest()) {
      throw new IOException("the body of block " + place.height() + " is gone");
    }
    return new TxView(
        hash,
        TxStatus.FINAL,
        OptionalLong.of(place.height()),
        OptionalInt.of(place.index()),
        Optional.empty(),
        Optional.empty(),
        event.map(FinalBlocks::json),
        Optional.empty());
  }

  /** Returns an event that waits; null if its bytes are not here. */
  public static TxView waiting(Hash hash, byte @Nullable [] event) {
    return new TxView(
        hash,
        TxStatus.PENDING,
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(event).map(FinalBlocks::json),
        Optional.empty());
  }

  /** Returns an event that can never become final. */
  public static TxView dropped(Hash hash, Verdict.Reject reason) {
    return new TxView(
        hash,
        TxStatus.DROPPED,
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.of(reason.code().text()),
        winner(reason),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Hash> winner(Verdict.Reject reason) {
    try {
      return reason.details().get("winner") instanceof Json.Str it
          ? Optional.of(Hash.parse(it.value()))
          : Optional.empty();
    } catch (DecodeException e) {
      throw new IllegalStateException("a rule named a winner that is no hash", e);
    }
  }

  private BlockView view(StoredBlock stored, List<Hash> events) {
    Header header = stored.header();
    return new BlockView(
        header.height(),
        header.hash(),
        header.parentHash(),
        header.tsMs(),
        header.epoch(),
        header.view(),
        proposer(header),
        header.body().eventCount(),
        header.body().eventsRoot(),
        header.outcome().receiptsRoot(),
        header.outcome().stateRoot(),
        certificate(stored.certificate()),
        events);
  }

  /** Returns the consensus key of who made the block; its index where the set is another one. */
  private String proposer(Header header) {
    boolean known = header.validatorsHash().equals(validators.hash());
    int index = header.slot().proposer();
    return known ? new Did(validators.key(index)).multibase() : Integer.toString(index);
  }

  private static Json.Obj certificate(@Nullable Certificate certificate) {
    if (certificate == null) {
      return Json.object().put("signers", Json.of(List.of())).build();
    }
    List<Json> signers = new ArrayList<>();
    for (Vote vote : certificate.votes()) {
      signers.add(Json.of(vote.signer()));
    }
    return Json.object()
        .put("kind", certificate.kind().name().toLowerCase(Locale.ROOT))
        .put("epoch", certificate.epoch())
        .put("view", certificate.view())
        .put("signers", Json.of(signers))
        .put("encoded", Hex.encode(certificate.encode()))
        .build();
  }

  private static Hash hash(byte[] event) {
    try {
      return EventCodec.decode(event).hash();
    } catch (EventFault e) {
      throw new IllegalStateException("a final block holds an event without form", e);
    }
  }

  /** Returns an event as it is shown. */
  public static Json.Obj json(byte[] event) {
    try {
      return JsonParser.parseObject(event);
    } catch (DecodeException e) {
      throw new IllegalStateException("an event without form", e);
    }
  }
}
