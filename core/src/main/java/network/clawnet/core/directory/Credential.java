package network.clawnet.core.directory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;

/**
 * A signed statement that a DID has a capability. Source: docs/protocol/events.md, section 6.4.
 *
 * @param json the whole credential, proof included
 * @param issuer who vouches; may be the subject itself
 * @param expires epoch milliseconds; 0 for never
 */
public record Credential(Json.Obj json, Did issuer, Did subject, Claim claim, long expires) {
  /** Most entries of {@code type}. */
  public static final int MAX_TYPES = 16;

  private static final byte[] DOMAIN = "clawnet:vc:v1:".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_TEXT_CHARS = 256;

  /** What the subject can do and what it asks for it. */
  public record Claim(String name, Optional<String> description, Json.Obj pricing) {
    /** Longest name, in characters. */
    public static final int MAX_NAME_CHARS = 128;

    /** Longest description, in characters. */
    public static final int MAX_DESCRIPTION_CHARS = 1_024;

    /** Largest price statement, in canonical bytes. */
    public static final int MAX_PRICING_BYTES = 2_048;
  }

  /** Returns the message that the credential's issuer signs. */
  public static byte[] signable(Json.Obj credential) {
    byte[] body = CanonicalJson.encode(credential.without("proof"));
    byte[] out = new byte[DOMAIN.length + body.length];
    System.arraycopy(DOMAIN, 0, out, 0, DOMAIN.length);
    System.arraycopy(body, 0, out, DOMAIN.length, body.length);
    return out;
  }

  /**
   * Reads a credential and checks its form, not its signature.
   *
   * @throws DecodeException naming the member that is wrong
   */
  public static Credential parse(Json.Obj json) throws DecodeException {
    JsonFields in = new JsonFields(json);
    if (!in.array("type", MAX_TYPES).items().contains(Json.of("CapabilityCredential"))) {
      throw new DecodeException("\"type\" must hold CapabilityCredential");
    }
    Did issuer = Did.parse(in.text("issuer", MAX_TEXT_CHARS));
    JsonFields subject = new JsonFields(in.object("credentialSubject"));
    checkProof(new JsonFields(in.object("proof")), issuer);
    return new Credential(
        json,
        issuer,
        Did.parse(subject.text("id", MAX_TEXT_CHARS)),
        claim(subject),
        earlier(time(in, "expirationDate"), time(in, "validUntil")));
  }

  /** Returns whether the issuer's signature holds. */
  public boolean isSigned() {
    try {
      String proof = new JsonFields(new JsonFields(json).object("proof")).text("proofValue", 128);
      byte[] signature = Base58.decode(proof, Ed25519.SIGNATURE_BYTES);
      return Ed25519.verify(issuer.key(), signable(json), signature);
    } catch (DecodeException e) {
      return false;
    }
  }

  /** Returns the hash of the credential, proof included. */
  public Hash hash() {
    return Hash.sha256(CanonicalJson.encode(json));
  }

  private static void checkProof(JsonFields proof, Did issuer) throws DecodeException {
    requireText(proof, "type", "Ed25519Signature2020");
    requireText(proof, "proofPurpose", "assertionMethod");
    if (!proof.text("verificationMethod", MAX_TEXT_CHARS).startsWith(issuer.text() + "#")) {
      throw new DecodeException("\"verificationMethod\" must be a key of the issuer");
    }
    Base58.decode(proof.text("proofValue", 128), Ed25519.SIGNATURE_BYTES);
  }

  private static void requireText(JsonFields in, String name, String value) throws DecodeException {
    if (!in.text(name, MAX_TEXT_CHARS).equals(value)) {
      throw new DecodeException("\"" + name + "\" must be " + value);
    }
  }

  private static Claim claim(JsonFields subject) throws DecodeException {
    Json.Obj pricing = subject.object("pricing");
    if (CanonicalJson.encode(pricing).length > Claim.MAX_PRICING_BYTES) {
      throw new DecodeException("\"pricing\" is over " + Claim.MAX_PRICING_BYTES + " bytes");
    }
    return new Claim(
        subject.text("name", Claim.MAX_NAME_CHARS),
        subject.optionalText("description", Claim.MAX_DESCRIPTION_CHARS),
        pricing);
  }

  private static long time(JsonFields in, String name) throws DecodeException {
    Optional<String> text = in.optionalText(name, MAX_TEXT_CHARS);
    return text.isPresent() ? UtcTime.parse(name, text.get()) : 0;
  }

  private static long earlier(long first, long second) {
    return first == 0 || second == 0 ? Math.max(first, second) : Math.min(first, second);
  }
}
