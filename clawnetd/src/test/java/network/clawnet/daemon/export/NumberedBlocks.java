package network.clawnet.daemon.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;

/** Blocks of two transfers each, always the same for a height. */
public final class NumberedBlocks implements BlockSource {
  public static final Hash CHAIN =
      Hash.sha256("an exported chain".getBytes(StandardCharsets.UTF_8));
  private static final TestActor ALICE = new TestActor("alice");
  private static final TestActor BOB = new TestActor("bob");

  private final AtomicLong head = new AtomicLong(-1);

  /** Lets blocks up to a height exist. */
  public void growTo(long height) {
    head.set(height);
  }

  @Override
  public long head() {
    return head.get();
  }

  @Override
  public FinalContent read(long height) {
    List<SignedEvent> events = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < 2; i++) {
      SignedEvent event = transfer(2 * height + i + 1, height);
      events.add(event);
      bytes += 4 + event.bytes().length;
      Movement moved =
          new Movement(
              Movement.Kind.TRANSFER, ALICE.did(), BOB.did(), new Tokens(height + 1), "note\0");
      receipts.add(new Receipt(event.hash(), Receipt.Origin.EVENT, new Tokens(1), List.of(moved)));
    }
    Header header =
        new Header(
            CHAIN,
            new Slot(0, height, height, 0),
            Hash.ZERO,
            1_000 + height,
            Hash.ZERO,
            new BodyDigest(events.size(), bytes, Hash.ZERO),
            new Outcome(false, Hash.ZERO, Hash.ZERO, Hash.ZERO));
    return new FinalContent(header, header.hash(), events, receipts);
  }

  private static SignedEvent transfer(long nonce, long height) {
    Json.Obj payload =
        Json.object()
            .put("to", BOB.did().text())
            .put("amount", height + 1)
            .put("memo", "a zero \0 and a 字")
            .build();
    return ALICE.sign(
        new Envelope(
            "0123456789abcdef",
            "wallet.transfer",
            ALICE.did(),
            (1L << 53) - 1,
            nonce,
            new Tokens(1),
            payload,
            Hash.ZERO,
            List.of()));
  }
}
