package network.clawnet.daemon.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.Envelope;
import network.clawnet.daemon.app.Refused;

/** Consents of other parties as bodies carry them: {@code cosign: [{did, sig}]}. */
public final class Cosigns {
  private static final int SIGNATURE_BYTES = 64;
  private static final Set<String> MEMBERS = Set.of("did", "sig");

  private Cosigns() {}

  /** Reads the member {@code cosign}; none where it is missing. */
  public static List<Cosign> read(Body body) throws DecodeException, Refused {
    List<Cosign> all = new ArrayList<>();
    for (Json item : body.array("cosign", Envelope.MAX_COSIGNERS).items()) {
      if (!(item instanceof Json.Obj object)) {
        throw new DecodeException("\"cosign\" must be an array of {did, sig}");
      }
      JsonFields fields = new JsonFields(object).only(MEMBERS);
      all.add(
          new Cosign(
              Named.account("cosign.did", fields.text("did", 256)),
              Base58.decode(fields.text("sig", 128), SIGNATURE_BYTES)));
    }
    return all;
  }

  /** Returns a signature as bodies carry it. */
  public static String text(byte[] signature) {
    return Base58.encode(signature);
  }
}
