package network.clawnet.bench.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.config.P2pSection;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.peer.PeerNetwork;
import network.clawnet.wallet.WalletModule;

/** The network of the measurement: one validator, a thousand payers, the same in every process. */
final class JoinNetwork {
  /** Accounts that pay. */
  static final int PAYERS = 1_000;

  private static final long START_MS = 1_750_000_000_000L;

  private JoinNetwork() {}

  static SigningKey key(String name) {
    return SigningKey.of(Sha256.digest(("clawnet-bench-join:" + name).getBytes(UTF_8)));
  }

  static SigningKey payer(int number) {
    return key("payer " + number);
  }

  static Genesis genesis() {
    SigningKey validator = key("validator");
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    for (int i = 0; i < PAYERS; i++) {
      balances.put(new Did(payer(i).publicKey()), new Tokens(10_000_000));
    }
    return new Genesis(
        "local",
        "join",
        START_MS,
        GenesisParams.local(),
        new Genesis.Allocation(balances, Tokens.ZERO),
        List.of(
            new GenesisValidator(
                validator.publicKey(), new Did(validator.publicKey()), new Tokens(10_000))),
        Optional.empty());
  }

  static RuleBook rules() {
    GenesisParams.Fees fees = GenesisParams.local().fees();
    FeeSchedule schedule =
        new FeeSchedule(
            new Tokens(fees.transferMin()),
            (int) fees.escrowBasisPoints(),
            new Tokens(fees.escrowMin()));
    return new RuleBook(
        List.copyOf(WalletModule.rules(schedule)), List.copyOf(WalletModule.dueRules()));
  }

  static RocksStore open(Path directory) throws IOException {
    Files.createDirectories(directory);
    return RocksStore.open(
        directory, RocksProfile.ledger(LedgerDatabase.STATE), LedgerDatabase.families());
  }

  /** Starts a host on loopback. */
  static PeerNetwork host(String name, Path directory) throws IOException {
    Files.createDirectories(directory);
    return PeerNetwork.start(
        new PeerNetwork.Settings(
            key(name),
            new P2pSection(0, List.of(), List.of()),
            directory,
            genesis().chain(),
            true,
            "bench"),
        new SecureRandom()::nextBytes,
        InstantSource.system());
  }
}
