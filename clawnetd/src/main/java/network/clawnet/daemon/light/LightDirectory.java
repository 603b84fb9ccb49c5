package network.clawnet.daemon.light;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.query.Directory;

/** Identity documents and an account's capabilities, proved. Any thread. */
final class LightDirectory implements Identities {
  private final ProvenReads reads;
  private final Directory.KeyAge keyAge;

  LightDirectory(ProvenReads reads, Directory.KeyAge keyAge) {
    this.reads = reads;
    this.keyAge = keyAge;
  }

  @Override
  public Identity identity(Did did) throws IOException, Refused {
    OptionalLong born = keyAge.created(did);
    return reads.read(List.of(), state -> Directory.identity(state, did, born)).value();
  }

  @Override
  public CapabilityPage capabilities(Optional<Did> did, int limit, int offset) throws Refused {
    if (did.isEmpty()) {
      throw LightRefusals.list("all capabilities");
    }
    List<Capability> all =
        reads.read(List.of(), state -> Directory.capabilities(state, did.get())).value();
    int from = Math.min(offset, all.size());
    return new CapabilityPage(all.subList(from, Math.min(from + limit, all.size())), all.size());
  }
}
