package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.WalletLedger;
import org.junit.jupiter.api.Test;

/** What holds after any sequence of escrow events, sensible or not, by anybody at any time. */
class EscrowPropertyTest {
  private static final List<TestActor> ACTORS = List.of(ALICE, BOB, CAROL, MALLORY);
  private static final int STEPS = 60;

  @Test
  void noSequenceMakesOrLosesMoneyOrPaysMoreThanIsHeld() {
    Set<Escrow.State> seen = EnumSet.noneOf(Escrow.State.class);
    Seeds.forAll(
        25,
        random -> {
          Walk walk = new Walk(random);
          for (int i = 0; i < STEPS; i++) {
            walk.step();
            walk.check();
          }
          walk.escrows().forEach(escrow -> seen.add(escrow.state()));
          walk.expireAll();
          walk.check();
        });

    assertThat(seen)
        .as("the walks reach every state")
        .containsExactlyInAnyOrder(Escrow.State.values());
  }

  /** One random sequence and the books that it is compared with. */
  private static final class Walk {
    private final Random random;
    private final LedgerFixture ledger = WalletLedger.start(300);
    private final long supply = ledger.tokens();
    private final Map<String, Map<Movement.Kind, Long>> moved = new TreeMap<>();
    private long lastExpiry = LedgerFixture.START;

    Walk(Random random) {
      this.random = random;
    }

    void step() {
      ledger.setTime(ledger.time() + random.nextInt(40));
      ledger.holdDueBack(random.nextInt(4) == 0);
      if (random.nextInt(8) == 0) {
        ledger.tick();
        note();
        return;
      }
      TestActor[] cosigners =
          random.nextBoolean() ? new TestActor[] {any()} : new TestActor[] {any(), any()};
      String id = "e" + random.nextInt(4);
      if (submit(any(), id, random.nextInt(3) == 0 ? new TestActor[0] : cosigners)) {
        note();
      }
    }

    /** Lets time pass until every escrow that expires has. */
    void expireAll() {
      ledger.holdDueBack(false);
      ledger.setTime(lastExpiry);
      ledger.tick();
      note();
      for (Escrow escrow : escrows()) {
        if (escrow.terms().expires()) {
          assertThat(escrow.remaining()).as("expired: " + escrow).isEqualTo(Tokens.ZERO);
        }
      }
      assertThat(ledger.keys(network.clawnet.core.event.Changes.DUE_MODULE)).isEmpty();
    }

    void check() {
      assertThat(ledger.tokens()).as("supply").isEqualTo(supply);
      Map<Did, Long> held = new TreeMap<>();
      for (Escrow escrow : escrows()) {
        held.merge(escrow.terms().depositor(), escrow.remaining().value(), Long::sum);
        Map<Movement.Kind, Long> books = moved.getOrDefault(escrow.id(), Map.of());
        assertThat(books.getOrDefault(Movement.Kind.ESCROW_LOCK, 0L))
            .isEqualTo(escrow.sums().funded().value());
        assertThat(books.getOrDefault(Movement.Kind.ESCROW_RELEASE, 0L))
            .isEqualTo(escrow.sums().released().value());
        assertThat(books.getOrDefault(Movement.Kind.ESCROW_REFUND, 0L))
            .isEqualTo(escrow.sums().refunded().value());
      }
      for (TestActor actor : ACTORS) {
        assertThat(ledger.account(actor).locked().value())
            .as("locked = what the actor's escrows hold")
            .isEqualTo(held.getOrDefault(actor.did(), 0L));
      }
    }

    List<Escrow> escrows() {
      return ledger.keys(Escrows.MODULE).stream()
          .map(key -> new String(key, StandardCharsets.US_ASCII))
          .map(id -> Escrows.get(ledger.view(), id).orElseThrow())
          .toList();
    }

    private boolean submit(TestActor issuer, String id, TestActor[] cosigners) {
      Optional<Escrow> known = Escrows.get(ledger.view(), id);
      if (known.isEmpty()) {
        return send(issuer, EscrowCreates.TYPE, randomCreate(id).payload(), cosigners);
      }
      Escrow escrow = known.get();
      Hash prev = random.nextInt(10) == 0 ? Hash.ZERO : escrow.lastEvent();
      Tokens amount = randomAmount(escrow);
      String rule = escrow.terms().rules().get(random.nextInt(escrow.terms().rules().size())).id();
      return switch (random.nextInt(6)) {
        case 0 -> send(issuer, EscrowFunds.TYPE, new EscrowFund(id, amount, prev).payload());
        case 1, 2 ->
            send(
                issuer,
                EscrowReleases.TYPE,
                new EscrowRelease(id, amount, rule, prev).payload(),
                cosigners);
        case 3 ->
            send(
                issuer,
                EscrowRefunds.TYPE,
                new EscrowRefund(id, amount, "r", prev).payload(),
                cosigners);
        case 4 -> send(issuer, EscrowExpires.TYPE, new EscrowExpire(id, prev).payload());
        default -> send(issuer, EscrowCreates.TYPE, randomCreate(id).payload());
      };
    }

    private EscrowCreate randomCreate(String id) {
      long expiresAt = random.nextInt(3) == 0 ? 0 : ledger.time() + random.nextInt(400);
      lastExpiry = Math.max(lastExpiry, expiresAt);
      return new EscrowCreate(
          Optional.of(id),
          any().did(),
          new Tokens(random.nextInt(120)),
          EscrowScene.RULES,
          Optional.of(any().did()),
          expiresAt,
          random.nextInt(4) != 0);
    }

    /** Mostly within what is held, often all of it, sometimes more. */
    private Tokens randomAmount(Escrow escrow) {
      long remaining = escrow.remaining().value();
      return switch (random.nextInt(4)) {
        case 0 -> escrow.remaining();
        case 1 -> new Tokens(remaining + random.nextInt(3));
        default -> new Tokens(random.nextLong(remaining + 2));
      };
    }

    private boolean send(TestActor issuer, String type, Json.Obj payload, TestActor... cosigners) {
      boolean paid = type.equals(EscrowCreates.TYPE) || type.equals(EscrowFunds.TYPE);
      return ledger
          .submit(issuer, type, payload, paid ? 1 + random.nextInt(2) : 0, cosigners)
          .accepted();
    }

    private TestActor any() {
      return ACTORS.get(random.nextInt(ACTORS.size()));
    }

    private void note() {
      for (Receipt receipt : ledger.receipts()) {
        for (Movement movement : receipt.movements()) {
          moved
              .computeIfAbsent(movement.reference(), it -> new TreeMap<>())
              .merge(movement.kind(), movement.amount().value(), Long::sum);
        }
      }
    }
  }
}
