package network.clawnet.core.stake.event;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;

/**
 * Payload of {@code validator.register}.
 *
 * @param validator consensus key
 * @param pop the key's signature of {@link #possession}; not to be written to
 */
public record ValidatorRegister(PublicKey validator, byte[] pop) {
  private static final Set<String> MEMBERS = Set.of("validator", "pop");
  private static final byte[] DOMAIN =
      "clawnet:validator-pop:v1:".getBytes(StandardCharsets.US_ASCII);

  /** Returns what a consensus key signs, so that nobody registers the key of another. */
  public static byte[] possession(Hash chainId, Did controller) {
    return new ByteWriter(128)
        .raw(DOMAIN)
        .raw(chainId.bytes())
        .raw(controller.text().getBytes(StandardCharsets.US_ASCII))
        .toBytes();
  }

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("validator", KeyText.write(validator))
        .put("pop", Base58.encode(pop))
        .build();
  }

  static ValidatorRegister decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new ValidatorRegister(
        KeyText.read(in), Base58.decode(in.text("pop", 128), Ed25519.SIGNATURE_BYTES));
  }
}
