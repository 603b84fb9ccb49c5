package network.clawnet.p2p.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.negotiate.Progress.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
  private static final byte[] HEADER =
      HexFormat.of().parseHex("132f6d756c746973747265616d2f312e302e300a");
  private static final byte[] NA = HexFormat.of().parseHex("036e610a");
  private static final byte[] LS = HexFormat.of().parseHex("036c730a");
  private static final byte[] NOISE = HexFormat.of().parseHex("072f6e6f6973650a");

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] line(String text) {
    return join(
        new byte[] {(byte) (text.length() + 1)}, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Responder responder(String... protocols) {
    return new Responder(Set.of(protocols)::contains);
  }

  private static Progress feed(Responder responder, byte[]... parts) throws DecodeException {
    return responder.feed(ByteBuffer.wrap(join(parts)));
  }

  private static Progress feed(Initiator initiator, byte[]... parts) throws DecodeException {
    return initiator.feed(ByteBuffer.wrap(join(parts)));
  }

  @Test
  void theFirstFlightIsHeaderAndProposal() {
    assertThat(new Initiator(List.of("/noise", "/tls/1.0.0")).start())
        .isEqualTo(join(HEADER, NOISE));
  }

  @Test
  void theResponderAnswersBothInOneFlight() throws DecodeException {
    Progress progress = feed(responder("/noise"), HEADER, NOISE);

    assertThat(progress.status()).isEqualTo(Status.AGREED);
    assertThat(progress.protocol()).isEqualTo("/noise");
    assertThat(progress.send()).isEqualTo(join(HEADER, NOISE));
  }

  @Test
  void theInitiatorTakesTheEcho() throws DecodeException {
    Progress progress = feed(new Initiator(List.of("/noise")), HEADER, NOISE);

    assertThat(progress.status()).isEqualTo(Status.AGREED);
    assertThat(progress.protocol()).isEqualTo("/noise");
    assertThat(progress.send()).isEmpty();
  }

  @Test
  void bothSidesAgreeWhenEveryByteComesAlone() throws DecodeException {
    Initiator initiator = new Initiator(List.of("/a/1", "/b/1"));
    Responder responder = responder("/b/1");
    ByteBuffer toResponder = ByteBuffer.allocate(1_000).put(initiator.start()).flip();
    ByteBuffer toInitiator = ByteBuffer.allocate(1_000).flip();
    Status answered = Status.PENDING;
    Status agreed = Status.PENDING;

    while (agreed == Status.PENDING) {
      while (toResponder.hasRemaining()) {
        Progress progress = responder.feed(ByteBuffer.wrap(new byte[] {toResponder.get()}));
        toInitiator.compact().put(progress.send()).flip();
        answered = progress.status();
      }
      while (toInitiator.hasRemaining()) {
        Progress progress = initiator.feed(ByteBuffer.wrap(new byte[] {toInitiator.get()}));
        toResponder.compact().put(progress.send()).flip();
        agreed = progress.status();
      }
    }

    assertThat(answered).isEqualTo(Status.AGREED);
    assertThat(agreed).isEqualTo(Status.AGREED);
  }

  @Test
  void leavesTheBytesBehindTheAgreementInTheBuffer() throws DecodeException {
    ByteBuffer toResponder = ByteBuffer.wrap(join(HEADER, NOISE, new byte[] {1, 2, 3}));
    ByteBuffer toInitiator = ByteBuffer.wrap(join(HEADER, NOISE, NOISE));

    responder("/noise").feed(toResponder);
    new Initiator(List.of("/noise")).feed(toInitiator);

    assertThat(toResponder.slice()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(toInitiator.slice()).isEqualTo(ByteBuffer.wrap(NOISE));
  }

  @Test
  void anUnknownProposalIsFollowedByAKnownOne() throws DecodeException {
    Responder responder = responder("/b/1");

    Progress first = feed(responder, HEADER, line("/a/1"));
    Progress second = feed(responder, line("/b/1"));

    assertThat(first.status()).isEqualTo(Status.PENDING);
    assertThat(first.send()).isEqualTo(join(HEADER, NA));
    assertThat(second.status()).isEqualTo(Status.AGREED);
    assertThat(second.send()).isEqualTo(line("/b/1"));
  }

  @Test
  void theInitiatorTriesItsCandidatesInOrderUntilNoneIsLeft() throws DecodeException {
    Initiator initiator = new Initiator(List.of("/a/1", "/b/1"));

    Progress first = feed(initiator, HEADER, NA);
    Progress second = feed(initiator, NA);

    assertThat(first.status()).isEqualTo(Status.PENDING);
    assertThat(first.send()).isEqualTo(line("/b/1"));
    assertThat(second.status()).isEqualTo(Status.REFUSED);
    assertThatThrownBy(() -> feed(initiator, NA)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theHeaderMayComeLongBeforeOrAfterOurs() throws DecodeException {
    Initiator initiator = new Initiator(List.of("/noise"));

    assertThat(feed(initiator, HEADER).status()).isEqualTo(Status.PENDING);
    assertThat(feed(initiator, NOISE).status()).isEqualTo(Status.AGREED);
  }

  @Test
  void aRepeatedHeaderIsAnsweredAndListingIsNotAvailable() throws DecodeException {
    Responder responder = responder("/noise");

    assertThat(feed(responder, HEADER, HEADER).send()).isEqualTo(join(HEADER, HEADER));
    assertThat(feed(responder, LS).send()).isEqualTo(NA);
    assertThat(feed(responder, NOISE).status()).isEqualTo(Status.AGREED);
  }

  /** A lazy dialer may have written and half-closed before the answer is on its way. */
  @Test
  void lazyPayloadWaitsUntouchedForTheAgreement() throws DecodeException {
    byte[] payload = "GET".getBytes(StandardCharsets.UTF_8);
    Initiator lazy = new Initiator(List.of("/noise"));
    ByteBuffer flight = ByteBuffer.wrap(join(lazy.start(), payload));

    Progress answer = responder("/noise").feed(flight);
    Progress learned = feed(lazy, answer.send());

    assertThat(flight.slice()).isEqualTo(ByteBuffer.wrap(payload));
    assertThat(learned.status()).isEqualTo(Status.AGREED);
  }

  @Test
  void comparesWithCaseAndBlanks() throws DecodeException {
    assertThat(feed(responder("/noise"), HEADER, line("/Noise")).send())
        .isEqualTo(join(HEADER, NA));
    assertThat(feed(responder("/noise"), HEADER, line("/noise ")).send())
        .isEqualTo(join(HEADER, NA));
    assertThatThrownBy(() -> feed(new Initiator(List.of("/noise")), HEADER, line("/Noise")))
        .isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // no line feed
        "012f", // no line feed
        "02ff0a", // not UTF-8
        "8100", // length not in its shortest form
        "8108", // length 1025
        "808001", // length of three bytes
        "072f6e6f6973650a", // no header
        "132f6d756c746973747265616d2f322e302e300a" // another version
      })
  void bothSidesRefuseMalformedMessages(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> feed(responder("/noise"), bytes)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> feed(new Initiator(List.of("/noise")), bytes))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void aMessageOf1024BytesIsTakenAndALongerOneIsNot() throws DecodeException {
    byte[] longest = ("x".repeat(1_023) + "\n").getBytes(StandardCharsets.UTF_8);
    Responder responder = responder("/noise");

    assertThat(feed(responder, HEADER, new byte[] {(byte) 0x80, 8}, longest).send())
        .isEqualTo(join(HEADER, NA));
    assertThatThrownBy(() -> feed(responder, new byte[] {(byte) 0x81, 8}))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void theHundredthMessageIsTheLast() throws DecodeException {
    Responder responder = responder("/noise");
    feed(responder, HEADER);
    for (int i = 2; i <= Responder.MAX_MESSAGES; i++) {
      feed(responder, LS);
    }

    assertThatThrownBy(() -> feed(responder, NOISE)).hasMessageContaining("100 messages");
  }

  @Test
  void anInitiatorHas1To100Candidates() {
    assertThat(new Initiator(Collections.nCopies(100, "/a")).start()).isNotEmpty();
    assertThatThrownBy(() -> new Initiator(Collections.nCopies(101, "/a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Initiator(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void randomBytesEndInAnExceptionOrWaitForMore() {
    Seeds.forAll(
        2_000,
        random -> {
          byte[] bytes = new byte[random.nextInt(60)];
          random.nextBytes(bytes);
          byte[] input = random.nextBoolean() ? join(HEADER, bytes) : bytes;
          try {
            Progress progress = feed(responder("/noise"), input);
            assertThat(progress.status()).isEqualTo(Status.PENDING);
          } catch (DecodeException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
        });
  }
}
