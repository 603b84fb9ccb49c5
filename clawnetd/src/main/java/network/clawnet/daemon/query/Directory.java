package network.clawnet.daemon.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.directory.Capabilities;
import network.clawnet.core.directory.Identity;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.Identities;

/** Identity documents and capabilities. Any thread. */
public final class Directory implements Identities {
  private static final int MAX_ROWS = 100_000;

  private final LedgerDatabase database;
  private final KeyAge keyAge;

  public Directory(LedgerDatabase database, KeyAge keyAge) {
    this.database = database;
    this.keyAge = keyAge;
  }

  /** Knows when a key of this node was made. */
  @FunctionalInterface
  public interface KeyAge {
    /** Returns epoch milliseconds, or empty for the keys of others. */
    OptionalLong created(Did did) throws IOException;
  }

  @Override
  public Identity identity(Did did) throws IOException {
    return identity(database.tree(), did, keyAge.created(did));
  }

  /**
   * Returns an identity as a state has it.
   *
   * @param born when the key was made, if this node made it
   */
  public static Identity identity(StateView state, Did did, OptionalLong born) {
    Optional<network.clawnet.core.directory.Identity> found =
        network.clawnet.core.directory.Identities.get(state, did);
    return new Identity(
        did,
        found.isPresent() ? OptionalLong.of(found.get().created()) : born,
        found.isPresent() ? OptionalLong.of(found.get().updated()) : born,
        found.map(it -> it.document().json()),
        capabilities(state, did));
  }

  @Override
  public CapabilityPage capabilities(Optional<Did> did, int limit, int offset) throws IOException {
    List<Capability> all = did.isPresent() ? capabilities(database.tree(), did.get()) : newest();
    int from = Math.min(offset, all.size());
    int to = Math.min(from + limit, all.size());
    return new CapabilityPage(all.subList(from, to), all.size());
  }

  /** Returns an account's capabilities as a state has them, newest first. */
  public static List<Capability> capabilities(StateView state, Did did) {
    List<Capability> out = new ArrayList<>();
    for (Hash id : Capabilities.of(state, did)) {
      Capabilities.get(state, id).ifPresent(it -> out.add(0, view(it)));
    }
    return out;
  }

  private List<Capability> newest() throws IOException {
    StateView state = database.tree();
    List<Capability> out = new ArrayList<>();
    database
        .store()
        .scan(
            QueryIndexer.CAPABILITIES,
            new byte[0],
            null,
            (key, value) -> {
              Capabilities.get(state, Hash.of(value)).ifPresent(it -> out.add(view(it)));
              return out.size() < MAX_ROWS;
            });
    return out;
  }

  private static Capability view(network.clawnet.core.directory.Capability it) {
    return new Capability(
        it.id().hex(),
        it.subject(),
        it.claim().name(),
        it.claim().description(),
        it.claim().pricing(),
        it.verified(),
        it.registered());
  }
}
