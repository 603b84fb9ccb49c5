package network.clawnet.daemon.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AuditLog.Entry;
import network.clawnet.daemon.store.NodeFamilies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignatureLogTest {
  private static final Did ALICE = new TestActor("alice").did();
  private static final Did BOB = new TestActor("bob").did();
  private static final Hash EVENT = Hash.sha256(new byte[] {1});

  private final MemoryStore store = new MemoryStore();
  private final Set<Hash> finals = new HashSet<>();
  private SignatureLog log;

  @BeforeEach
  void open() throws IOException {
    log = SignatureLog.open(store, finals::contains);
  }

  @Test
  void pagesAreNewestFirstAndContinue() throws Exception {
    for (int i = 1; i <= 7; i++) {
      append(i % 2 == 0 ? BOB : ALICE, Optional.empty());
    }

    assertThat(page(Optional.empty(), 3, OptionalLong.empty())).containsExactly(7L, 6L, 5L);
    assertThat(page(Optional.empty(), 3, OptionalLong.of(5))).containsExactly(4L, 3L, 2L);
    assertThat(page(Optional.empty(), 3, OptionalLong.of(2))).containsExactly(1L);
    assertThat(page(Optional.empty(), 3, OptionalLong.of(1))).isEmpty();
    assertThat(page(Optional.of(BOB), 2, OptionalLong.empty())).containsExactly(6L, 4L);
    assertThat(page(Optional.of(BOB), 2, OptionalLong.of(4))).containsExactly(2L);
  }

  @Test
  void numbersGoOnAfterARestart() throws Exception {
    append(ALICE, Optional.empty());
    open();
    append(ALICE, Optional.empty());

    assertThat(page(Optional.of(ALICE), 10, OptionalLong.empty())).containsExactly(2L, 1L);
  }

  @Test
  void anEntryComesBackAsItWas() throws Exception {
    Signature whole =
        new Signature(
            1_800_000_000_000L,
            ALICE,
            "wallet.transfer",
            Optional.of(EVENT),
            Optional.of(new Tokens(Tokens.MAX)),
            Optional.of(BOB),
            Optional.of("cr_1"));

    assertThat(Signature.decode(whole.encode())).isEqualTo(whole);
    Signature bare = signature(ALICE, Optional.empty());
    assertThat(Signature.decode(bare.encode())).isEqualTo(bare);
  }

  @Test
  void anEventOnItsWayIsSigned() throws Exception {
    append(ALICE, Optional.of(EVENT));

    assertThat(outcome()).isEqualTo("signed");
  }

  @Test
  void aFinalEventIsFinalWhateverWasThoughtBefore() throws Exception {
    append(ALICE, Optional.of(EVENT));
    log.dropped(EVENT, "NONCE_USED");
    finals.add(EVENT);

    assertThat(outcome()).isEqualTo("final");
  }

  @Test
  void aDroppedEventTellsWhyUntilARestartAndThenOnlyThat() throws Exception {
    append(ALICE, Optional.of(EVENT));
    log.dropped(EVENT, "NONCE_USED");
    assertThat(outcome()).isEqualTo("NONCE_USED");

    store.write(List.of(new Store.Write(NodeFamilies.OUTBOX, EVENT.bytes(), null)), false);
    open();
    assertThat(outcome()).isEqualTo("dropped");
  }

  @Test
  void aConsentIsSigned() throws Exception {
    append(ALICE, Optional.empty());

    assertThat(outcome()).isEqualTo("signed");
  }

  @Test
  void aStartDeletesEntriesOfLongAgo() throws Exception {
    for (int i = 1; i <= 7; i++) {
      append(ALICE, Optional.empty());
    }
    log = SignatureLog.open(store, finals::contains, 3);

    assertThat(page(Optional.empty(), 10, OptionalLong.empty())).containsExactly(7L, 6L, 5L);
    assertThat(page(Optional.of(ALICE), 10, OptionalLong.empty())).containsExactly(7L, 6L, 5L);
    append(ALICE, Optional.empty());
    assertThat(page(Optional.empty(), 1, OptionalLong.empty())).containsExactly(8L);
  }

  @Test
  void reasonsAreBounded() {
    DropReasons reasons = new DropReasons();
    for (int i = 0; i <= DropReasons.MAX_REMEMBERED; i++) {
      reasons.add(hash(i), "CODE");
    }

    assertThat(reasons.code(hash(0))).isEmpty();
    assertThat(reasons.code(hash(1))).hasValue("CODE");
    assertThat(reasons.code(hash(DropReasons.MAX_REMEMBERED))).hasValue("CODE");
  }

  private void append(Did did, Optional<Hash> event) throws IOException {
    List<Store.Write> batch = new ArrayList<>();
    log.append(signature(did, event), batch);
    event.ifPresent(
        it -> batch.add(new Store.Write(NodeFamilies.OUTBOX, it.bytes(), new byte[] {1})));
    store.write(batch, true);
  }

  private String outcome() throws IOException {
    return log.page(Optional.empty(), 1, OptionalLong.empty()).get(0).outcome();
  }

  private List<Long> page(Optional<Did> did, int limit, OptionalLong before) throws IOException {
    return log.page(did, limit, before).stream().map(Entry::seq).toList();
  }

  private static Signature signature(Did did, Optional<Hash> event) {
    return new Signature(
        5, did, "wallet.transfer", event, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Hash hash(int i) {
    return Hash.sha256(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i});
  }
}
