package network.clawnet.daemon.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.Json;
import network.clawnet.core.directory.Capabilities;
import network.clawnet.core.directory.CapabilityRegisters;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.state.StateView;
import network.clawnet.wallet.escrow.Escrow;
import network.clawnet.wallet.escrow.EscrowCreates;
import network.clawnet.wallet.escrow.EscrowIds;
import network.clawnet.wallet.escrow.Escrows;

/** Lists each account's escrows, and all capabilities, newest first. */
public final class QueryIndexer implements BlockIndexer {
  /** Account and descending place to an escrow id. */
  static final Family ESCROWS = new Family("ixescrow");

  /** Descending place to a capability id. */
  static final Family CAPABILITIES = new Family("ixcap");

  private final StateView state;

  /**
   * Makes an indexer.
   *
   * @param state committed state, already with the block that is indexed
   */
  public QueryIndexer(StateView state) {
    this.state = state;
  }

  public static List<Family> families() {
    return List.of(ESCROWS, CAPABILITIES);
  }

  @Override
  public void index(FinalBlock block, List<Store.Write> batch) {
    List<PreparedEvent> events = block.executed().events();
    for (int i = 0; i < events.size(); i++) {
      byte[] place = place(block.block().header().height(), i);
      SignedEvent event = events.get(i).event();
      if (event.envelope().type().equals(EscrowCreates.TYPE)) {
        escrow(event, place, batch);
      } else if (event.envelope().type().equals(CapabilityRegisters.TYPE)) {
        batch.add(new Store.Write(CAPABILITIES, place, event.hash().bytes()));
      }
    }
  }

  /**
   * Writes the rows of a ledger that begins with a state: what the state still holds, as if it had
   * all come with the head, in no particular order.
   */
  public static void fromState(LedgerDatabase ledger) throws IOException {
    QueryIndexer indexer = new QueryIndexer(ledger.tree());
    long height = ledger.start().head().height();
    List<Store.Write> batch = new ArrayList<>();
    ledger
        .tree()
        .scan(
            Escrows.MODULE,
            (key, value) -> {
              indexer.escrow(
                  new String(key.key(), StandardCharsets.US_ASCII),
                  place(height, batch.size()),
                  batch);
              return true;
            });
    ledger
        .tree()
        .scan(
            Capabilities.MODULE,
            (key, value) -> {
              Capabilities.idOf(key)
                  .ifPresent(
                      id ->
                          batch.add(
                              new Store.Write(
                                  CAPABILITIES, place(height, batch.size()), id.bytes())));
              return true;
            });
    ledger.store().write(batch, false);
  }

  private void escrow(SignedEvent event, byte[] place, List<Store.Write> batch) {
    Envelope envelope = event.envelope();
    String id =
        envelope.payload().get("escrowId") instanceof Json.Str given
            ? given.value()
            : EscrowIds.derived(event.hash());
    escrow(id, place, batch);
  }

  private void escrow(String id, byte[] place, List<Store.Write> batch) {
    Optional<Escrow> escrow = Escrows.get(state, id);
    if (escrow.isEmpty()) {
      return;
    }
    for (Did party : parties(escrow.get())) {
      byte[] key = new ByteWriter(44).raw(party.key().bytes()).raw(place).toBytes();
      batch.add(new Store.Write(ESCROWS, key, id.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Set<Did> parties(Escrow escrow) {
    List<Did> out = new ArrayList<>();
    out.add(escrow.terms().depositor());
    out.add(escrow.terms().beneficiary());
    escrow.terms().arbiter().ifPresent(out::add);
    return new LinkedHashSet<>(out);
  }

  private static byte[] place(long height, int index) {
    return new ByteWriter(12).u64(Long.MAX_VALUE - height).u32(Integer.MAX_VALUE - index).toBytes();
  }
}
