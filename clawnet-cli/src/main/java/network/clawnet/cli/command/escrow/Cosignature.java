package network.clawnet.cli.command.escrow;

import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.JsonFile;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** The other party's consent, from a file that {@code clawnet escrow cosign --json} wrote. */
public final class Cosignature {
  private static final int MAX_BYTES = 16_384;

  private Cosignature() {}

  /** Returns the value of the body's {@code cosign}, or null if the option is not given. */
  public static Json.@Nullable Arr read(Call call) throws Failure {
    Optional<String> file = call.option("--cosign");
    if (file.isEmpty()) {
      return null;
    }
    Json.Obj read = JsonFile.read(call, file.get(), MAX_BYTES);
    Json.Obj cosign = Json.object().put("did", read.get("did")).put("sig", read.get("sig")).build();
    return Json.of(List.of(cosign));
  }
}
