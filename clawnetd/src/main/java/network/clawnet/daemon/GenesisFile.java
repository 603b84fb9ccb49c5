package network.clawnet.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.Network;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.genesis.Upgrades;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.process.StartException;

/** Finds the genesis document of the configured network; writes that of a {@code local} one. */
final class GenesisFile {
  private static final Tokens OWN_BALANCE = new Tokens(1_000_000);
  private static final Tokens OWN_STAKE = new Tokens(10_000);
  private static final Tokens FAUCET_BALANCE = new Tokens(1_000_000_000);
  private static final long FAUCET_PER_REQUEST = 100_000;
  private static final long FAUCET_PER_DAY = 1_000_000;

  private GenesisFile() {}

  static Genesis open(LoadedConfig loaded, NodeIdentity identity, long now)
      throws IOException, StartException {
    Path given = loaded.config().genesis();
    Path file = given != null ? given : loaded.home().genesis();
    if (given == null && !Files.exists(file)) {
      write(file, local(identity, now));
    }
    Genesis genesis = read(file);
    String wanted = loaded.config().network().text();
    if (!genesis.network().equals(wanted)) {
      throw new StartException(
          file + " defines a " + genesis.network() + " network, config.yaml says " + wanted);
    }
    return genesis;
  }

  /** Returns the rule changes that the document of an opened network names. */
  static Upgrades upgrades(LoadedConfig loaded) throws IOException, StartException {
    Path given = loaded.config().genesis();
    Path file = given != null ? given : loaded.home().genesis();
    try {
      return Upgrades.decode(bytes(file));
    } catch (DecodeException e) {
      throw notGenesis(file, e);
    }
  }

  /** Returns the faucet's key, which only the first node of a local network has. */
  static Optional<SigningKey> faucetKey(Genesis genesis, NodeIdentity identity) {
    SigningKey key = Faucet.localKey(identity.keys().consensus());
    boolean ours =
        genesis.network().equals(Network.LOCAL.text())
            && genesis.faucet().map(it -> it.account().key().equals(key.publicKey())).orElse(false);
    return ours ? Optional.of(key) : Optional.empty();
  }

  private static Genesis local(NodeIdentity identity, long now) {
    Did faucet = new Did(Faucet.localKey(identity.keys().consensus()).publicKey());
    SortedMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(identity.own(), OWN_BALANCE);
    balances.put(faucet, FAUCET_BALANCE);
    return new Genesis(
        Network.LOCAL.text(),
        "local",
        now,
        GenesisParams.local(),
        new Genesis.Allocation(balances, Tokens.ZERO),
        List.of(
            new GenesisValidator(
                identity.keys().consensus().publicKey(), identity.own(), OWN_STAKE)),
        Optional.of(new Faucet(faucet, FAUCET_PER_REQUEST, FAUCET_PER_DAY)));
  }

  private static Genesis read(Path file) throws IOException, StartException {
    try {
      return GenesisCodec.decode(bytes(file));
    } catch (DecodeException e) {
      throw notGenesis(file, e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(GenesisCodec.MAX_BYTES + 1);
    }
  }

  private static StartException notGenesis(Path file, DecodeException why) {
    return new StartException(file + " is not a genesis document: " + why.getMessage(), why);
  }

  private static void write(Path file, Genesis genesis) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, GenesisCodec.encode(genesis));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
