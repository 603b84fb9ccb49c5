package network.clawnet.daemon.http.lease;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Cosign;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.http.Cosigns;

/** How calls and what they add up to look in answers. */
final class UsageJson {
  private UsageJson() {}

  static Json.Obj outcome(Calls.Outcome outcome) {
    Json.Builder out =
        Json.object()
            .put("callId", outcome.id())
            .put("state", outcome.state().text())
            .put("units", outcome.units());
    if (outcome.state() == Calls.State.WAITING) {
      return out.build();
    }
    out.put("status", outcome.status());
    try {
      ByteBuffer bytes = ByteBuffer.wrap(outcome.output());
      return out.put("text", StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()).build();
    } catch (CharacterCodingException e) {
      return out.put("base64", Base64.getEncoder().encodeToString(outcome.output())).build();
    }
  }

  static Json.Obj usage(Calls.Usage usage) {
    Json.Builder out = Json.object().put("units", usage.units());
    usage.consent().ifPresent(it -> out.put("cosign", Json.of(List.of(consent(it)))));
    usage.last().ifPresent(it -> out.put("last", outcome(it)));
    return out.build();
  }

  private static Json consent(Cosign consent) {
    return Json.object()
        .put("did", consent.did().text())
        .put("sig", Cosigns.text(consent.signature()))
        .build();
  }
}
