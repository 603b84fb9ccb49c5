package network.clawnet.core.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Turns envelopes into canonical bytes and back. The bytes of an event are the RFC 8785 form of its
 * envelope with {@code hash} and {@code sig}; no other bytes are that event. Source:
 * docs/protocol/events.md, section 3.
 */
public final class EventCodec {
  /** Largest event, in canonical bytes. */
  public static final int MAX_EVENT_BYTES = 64 * 1024;

  private static final byte[] EVENT_DOMAIN =
      "clawnet:event:v1:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COSIGN_DOMAIN =
      "clawnet:cosign:v1:".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE_BYTES = 64;
  private static final int CHAIN_CHARS = 16;
  private static final int MAX_NAME_CHARS = 128;
  private static final Set<String> MEMBERS =
      Set.of(
          "v", "chain", "type", "issuer", "ts", "nonce", "fee", "payload", "prev", "cosign", "pub",
          "sig", "hash");

  private EventCodec() {}

  /** Returns the canonical bytes that the issuer hashes and, after the domain prefix, signs. */
  public static byte[] unsignedBytes(Envelope envelope) {
    return CanonicalJson.encode(unsigned(envelope));
  }

  /** Returns the event's hash, which is known before it is signed. */
  public static Hash hash(Envelope envelope) {
    return Hash.sha256(unsignedBytes(envelope));
  }

  /** Returns the message that the issuer signs. */
  public static byte[] signable(Envelope envelope) {
    return concat(EVENT_DOMAIN, unsignedBytes(envelope));
  }

  /** Returns the message that the issuer of an event signed. */
  static byte[] signable(SignedEvent event) {
    return concat(EVENT_DOMAIN, event.unsigned());
  }

  /** Returns the message that a second party signs to consent to a payload. */
  public static byte[] cosignable(String chain, String type, Json.Obj payload) {
    byte[] head = (chain + ":" + type + ":").getBytes(StandardCharsets.UTF_8);
    return concat(COSIGN_DOMAIN, concat(head, CanonicalJson.encode(payload)));
  }

  /**
   * Joins an envelope and its signature.
   *
   * @param signature 64 bytes over {@link #signable}
   */
  public static SignedEvent assemble(Envelope envelope, byte[] signature) {
    Json.Obj body = unsigned(envelope);
    return assemble(envelope, body, CanonicalJson.encode(body), signature);
  }

  /**
   * Signs an envelope and joins both, with its canonical form made once.
   *
   * @param signer returns the 64 bytes over what it is given
   */
  public static SignedEvent sign(Envelope envelope, UnaryOperator<byte[]> signer) {
    Json.Obj body = unsigned(envelope);
    byte[] unsigned = CanonicalJson.encode(body);
    return assemble(envelope, body, unsigned, signer.apply(concat(EVENT_DOMAIN, unsigned)));
  }

  private static SignedEvent assemble(
      Envelope envelope, Json.Obj body, byte[] unsigned, byte[] signature) {
    Json.Obj whole =
        body.with("hash", Json.of(Hash.sha256(unsigned).hex()))
            .with("sig", Json.of(Base58.encode(signature)));
    return new SignedEvent(envelope, unsigned, signature.clone(), CanonicalJson.encode(whole));
  }

  /**
   * Reads an event of any chain and checks its form and hash, not its signatures.
   *
   * @throws EventFault with the first fault in the order of {@link EventCodes}
   */
  public static SignedEvent decode(byte[] bytes) throws EventFault {
    if (bytes.length > MAX_EVENT_BYTES) {
      throw new EventFault(
          EventCodes.EVENT_TOO_LARGE,
          "an event has at most " + MAX_EVENT_BYTES + " bytes, this one " + bytes.length);
    }
    try {
      JsonParser.Seen seen = JsonParser.parseWatching(bytes);
      Json.Obj object = seen.object();
      if (!seen.plain()) {
        requireCanonical(object, bytes);
      }
      Envelope envelope = readEnvelope(object);
      byte[] signature = Base58.decode(new JsonFields(object).text("sig", 128), SIGNATURE_BYTES);
      String hash = new JsonFields(object).text("hash", 64);
      byte[] unsigned = unsigned(seen);
      SignedEvent event = new SignedEvent(envelope, unsigned, signature, bytes.clone());
      if (!event.hash().hex().equals(hash)) {
        throw new EventFault(EventCodes.HASH_MISMATCH, "the hash is not that of the event");
      }
      return event;
    } catch (DecodeException e) {
      throw new EventFault(EventCodes.EVENT_MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the canonical form without hash and signature: cut out of the text where it can be. */
  private static byte[] unsigned(JsonParser.Seen seen) {
    if (seen.plain()) {
      return UnsignedText.of(seen.text()).getBytes(StandardCharsets.UTF_8);
    }
    return CanonicalJson.encode(seen.object().without("sig", "hash"));
  }

  private static void requireCanonical(Json.Obj object, byte[] bytes) throws EventFault {
    byte[] canonical;
    try {
      canonical = CanonicalJson.encode(object);
    } catch (IllegalArgumentException e) {
      throw new EventFault(
          EventCodes.NOT_CANONICAL, "numbers in events are integers of at most 2^53 - 1");
    }
    if (!Arrays.equals(canonical, bytes)) {
      throw new EventFault(
          EventCodes.NOT_CANONICAL, "the bytes are not the RFC 8785 form of the event");
    }
  }

  private static Envelope readEnvelope(Json.Obj object) throws DecodeException {
    JsonFields in = new JsonFields(object).only(MEMBERS);
    in.integer("v", 1, 1);
    String chain = in.text("chain", CHAIN_CHARS);
    Hex.decode(chain, CHAIN_CHARS / 2);
    Did issuer = readIssuer(in);
    return new Envelope(
        chain,
        in.text("type", Envelope.MAX_TYPE_CHARS),
        issuer,
        in.integer("ts", 0, Json.Num.MAX),
        in.integer("nonce", 1, Json.Num.MAX),
        readFee(in),
        in.object("payload"),
        in.has("prev") ? readPrev(in) : Hash.ZERO,
        readCosign(in));
  }

  /** A DID ends with the text of its key, so equal texts need not be decoded twice. */
  private static Did readIssuer(JsonFields in) throws DecodeException {
    String text = in.text("issuer", MAX_NAME_CHARS);
    Did issuer = Did.parse(text);
    String pub = in.text("pub", MAX_NAME_CHARS);
    if (!Did.isNamed(text, pub) && !Did.parseMultibase(pub).equals(issuer.key())) {
      throw new DecodeException("\"pub\" is not the key of the issuer");
    }
    return issuer;
  }

  private static Tokens readFee(JsonFields in) throws DecodeException {
    Tokens fee = in.optionalAmount("fee").orElse(Tokens.ZERO);
    if (in.has("fee") && fee.isZero()) {
      throw new DecodeException("\"fee\" of 0 is left out");
    }
    return fee;
  }

  private static Hash readPrev(JsonFields in) throws DecodeException {
    Hash prev = Hash.parse(in.text("prev", 64));
    if (prev.equals(Hash.ZERO)) {
      throw new DecodeException("\"prev\" of zeros is left out");
    }
    return prev;
  }

  private static List<Cosign> readCosign(JsonFields in) throws DecodeException {
    List<Cosign> out = new ArrayList<>();
    for (Json item : in.array("cosign", Envelope.MAX_COSIGNERS).items()) {
      if (!(item instanceof Json.Obj member)) {
        throw new DecodeException("\"cosign\" holds objects {did, sig}");
      }
      JsonFields fields = new JsonFields(member).only(Set.of("did", "sig"));
      Did did = Did.parse(fields.text("did", MAX_NAME_CHARS));
      out.add(new Cosign(did, Base58.decode(fields.text("sig", 128), SIGNATURE_BYTES)));
    }
    if (in.has("cosign") && out.isEmpty()) {
      throw new DecodeException("an empty \"cosign\" is left out");
    }
    return out;
  }

  private static Json.Obj unsigned(Envelope envelope) {
    Json.Builder out =
        Json.object()
            .put("v", 1)
            .put("chain", envelope.chain())
            .put("type", envelope.type())
            .put("issuer", envelope.issuer().text())
            .put("pub", envelope.issuer().multibase())
            .put("ts", envelope.ts())
            .put("nonce", envelope.nonce())
            .put("payload", envelope.payload());
    if (!envelope.fee().isZero()) {
      out.put("fee", envelope.fee().toString());
    }
    if (!envelope.prev().equals(Hash.ZERO)) {
      out.put("prev", envelope.prev().hex());
    }
    if (!envelope.cosign().isEmpty()) {
      out.put("cosign", cosignJson(envelope.cosign()));
    }
    return out.build();
  }

  private static Json cosignJson(List<Cosign> cosign) {
    List<Json> items = new ArrayList<>();
    for (Cosign consent : cosign) {
      items.add(
          Json.object()
              .put("did", consent.did().text())
              .put("sig", Base58.encode(consent.signature()))
              .build());
    }
    return Json.of(items);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }
}
