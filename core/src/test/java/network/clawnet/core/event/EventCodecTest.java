package network.clawnet.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final String CHAIN = "0123456789abcdef";

  private final TestActor alice = new TestActor("alice");
  private final TestActor bob = new TestActor("bob");
  private final Json.Obj payload = Json.object().put("amount", "5").put("to", "x").build();

  private Envelope envelope(Tokens fee, Hash prev, List<Cosign> cosign) {
    return new Envelope(CHAIN, "test.event", alice.did(), 1_000, 1, fee, payload, prev, cosign);
  }

  private SignedEvent full() {
    return alice.sign(
        envelope(
            new Tokens(7),
            Hash.sha256(new byte[] {1}),
            List.of(bob.consent(CHAIN, "test.event", payload))));
  }

  private SignedEvent plain() {
    return alice.sign(envelope(Tokens.ZERO, Hash.ZERO, List.of()));
  }

  @Test
  void readsBackWhatItWrote() throws EventFault {
    for (SignedEvent event : List.of(full(), plain())) {
      SignedEvent read = EventCodec.decode(event.bytes());

      assertThat(read).isEqualTo(event);
      assertThat(read.envelope()).usingRecursiveComparison().isEqualTo(event.envelope());
      EventSignatures.verify(read);
    }
  }

  @Test
  void leavesOutMembersThatAreAbsent() {
    assertThat(plain().text()).doesNotContain("fee", "prev", "cosign");
  }

  @Test
  void refusesEveryChangedByteOrItsSignature() {
    byte[] bytes = full().bytes();
    Seeds.forAll(
        400,
        random -> {
          byte[] changed = bytes.clone();
          changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));

          assertThatThrownBy(() -> EventSignatures.verify(EventCodec.decode(changed)))
              .isInstanceOf(EventFault.class);
        });
  }

  @Test
  void refusesOtherBytesOfTheSameJson() {
    String text = plain().text();

    assertFault(() -> decode(" " + text), EventCodes.NOT_CANONICAL);
    assertFault(
        () -> decode(text.replace("\"nonce\":1", "\"nonce\":1.0")), EventCodes.NOT_CANONICAL);
  }

  @Test
  void refusesTheHashOfAnotherEvent() {
    String text = plain().text().replace(plain().hash().hex(), full().hash().hex());

    assertFault(() -> decode(text), EventCodes.HASH_MISMATCH);
  }

  @Test
  void refusesUnknownMembersAndAbsentOnesWrittenAsNothing() throws Exception {
    Json.Obj object = JsonParser.parseObject(plain().bytes());

    assertFault(() -> decode(object.with("extra", Json.of(1))), EventCodes.EVENT_MALFORMED);
    assertFault(() -> decode(object.with("fee", Json.of("0"))), EventCodes.EVENT_MALFORMED);
    assertFault(
        () -> decode(object.with("prev", Json.of("0".repeat(64)))), EventCodes.EVENT_MALFORMED);
    assertFault(
        () -> decode(object.with("cosign", Json.of(List.of()))), EventCodes.EVENT_MALFORMED);
    assertFault(() -> decode(object.with("v", Json.of(2))), EventCodes.EVENT_MALFORMED);
    assertFault(() -> decode(object.with("nonce", Json.of(0))), EventCodes.EVENT_MALFORMED);
  }

  @Test
  void refusesAKeyThatIsNotTheIssuers() throws Exception {
    Json.Obj object = JsonParser.parseObject(plain().bytes());

    assertFault(
        () -> decode(object.with("pub", Json.of(bob.did().multibase()))),
        EventCodes.EVENT_MALFORMED);
  }

  @Test
  void refusesASignatureOfSomebodyElse() {
    SignedEvent forged =
        EventCodec.assemble(plain().envelope(), bob.sign(EventCodec.signable(plain().envelope())));

    assertFault(() -> EventSignatures.verify(forged), EventCodes.SIGNATURE_INVALID);
  }

  @Test
  void refusesAConsentToAnotherPayload() {
    Cosign other = bob.consent(CHAIN, "test.event", payload.with("amount", Json.of("6")));
    SignedEvent event = alice.sign(envelope(Tokens.ZERO, Hash.ZERO, List.of(other)));

    assertFault(() -> EventSignatures.verify(event), EventCodes.COSIGN_INVALID);
  }

  @Test
  void refusesMoreBytesThanAnEventMayHave() {
    assertFault(
        () -> EventCodec.decode(new byte[EventCodec.MAX_EVENT_BYTES + 1]),
        EventCodes.EVENT_TOO_LARGE);
  }

  private static void decode(Json.Obj object) throws EventFault {
    EventCodec.decode(CanonicalJson.encode(object));
  }

  private static void decode(String text) throws EventFault {
    EventCodec.decode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFault(ThrowingCallable call, RejectCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(EventFault.class, it -> assertThat(it.code()).isEqualTo(code));
  }
}
