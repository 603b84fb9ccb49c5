package network.clawnet.daemon.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.config.NodeSection;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of a full node whose ledger ends long ago. */
class OldLedgerTest {
  private static final long DAY_MS = 86_400_000;
  private static final long UNBONDING_MS = 21 * DAY_MS;
  private static final long BORN_MS = 1_800_000_000_000L;

  @TempDir Path directory;

  private static Genesis genesis(String network, int validators) {
    GenesisParams local = GenesisParams.local();
    List<GenesisValidator> members =
        IntStream.range(0, validators)
            .mapToObj(i -> new TestActor("validator " + i))
            .map(it -> new GenesisValidator(it.did().key(), it.did(), new Tokens(10)))
            .toList();
    return new Genesis(
        network,
        "old",
        BORN_MS,
        new GenesisParams(
            local.epochMs(),
            local.heartbeatMs(),
            local.block(),
            local.events(),
            local.fees(),
            Optional.of(new StakeParams(1, UNBONDING_MS, 100, 500, 1))),
        new Genesis.Allocation(new TreeMap<>(), Tokens.ZERO),
        members,
        Optional.empty());
  }

  private void start(Genesis genesis, @Nullable String checkpoint, long nowMs) throws IOException {
    Path ledger = Files.createDirectories(directory.resolve("ledger"));
    PublicKey self = new TestActor("validator 0").did().key();
    try (RocksStore store =
        RocksStore.open(
            ledger, RocksProfile.ledger(LedgerDatabase.STATE), LedgerDatabase.families())) {
      Snapshots unused =
          Snapshots.open(
              new Snapshots.Settings(
                  directory,
                  genesis,
                  new NodeSection(
                      NodeType.FULL, directory, NodeSection.JoinMode.AUTO, checkpoint, 0),
                  self,
                  nowMs,
                  LedgerDatabase.families(),
                  state -> {}),
              store,
              LedgerDatabase.open(store, genesis, 1 << 20));
    }
  }

  @Test
  @DisplayName("T-A5: a full node without a recent anchor refuses to start")
  void refusesToStart() throws IOException {
    long trusted = BORN_MS + 14 * DAY_MS;
    Genesis genesis = genesis("testnet", 4);

    start(genesis, null, trusted);
    assertThatThrownBy(() -> start(genesis, null, trusted + 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(Anchor.TOO_OLD)
        .hasMessageContaining("--checkpoint EPOCH:HASH");
    start(genesis, "genesis", trusted + 1);
    start(genesis, "0:" + "a".repeat(64), trusted + 1);
  }

  @Test
  void whoeverIsTheNetworkMaySleepAsLongAsItLikes() throws IOException {
    start(genesis("testnet", 1), null, BORN_MS + 100 * DAY_MS);
  }

  @Test
  void aNetworkForTryingOutHasNoTrustPeriod() throws IOException {
    start(genesis("local", 4), null, BORN_MS + 100 * DAY_MS);

    assertThat(genesis("local", 4).trustMs()).isZero();
    assertThat(genesis("mainnet", 4).trustMs()).isEqualTo(14 * DAY_MS);
  }
}
