package network.clawnet.cli.command.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import network.clawnet.cli.command.PrivateFile;
import network.clawnet.cli.command.Shell;
import network.clawnet.core.config.ConfigText;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.NodeKeys;
import network.clawnet.wallet.keystore.Passphrase;
import network.clawnet.wallet.mnemonic.Mnemonic;

/**
 * One node of a network that is being made, its keys on the disk.
 *
 * @param words of its account, shown once and written nowhere
 * @param faucet key of a faucet that this node would have if it were the founder
 */
record NetworkNode(
    NodeHome home,
    String name,
    Did account,
    List<String> words,
    PeerId peer,
    PublicKey consensus,
    PublicKey faucet) {

  /** Makes the home of a node and its keys. */
  static NetworkNode create(NetworkPlan plan, int index, Shell shell, Passphrase passphrase)
      throws IOException, KeyFileException {
    NodeHome home = new NodeHome(plan.home(index));
    PrivateFile.createDirectory(home.root());
    KeyStore store =
        new KeyStore(
            home.keys(), shell.entropy(), () -> Instant.ofEpochMilli(shell.time().nowMillis()));
    KeyStore.Created created = store.create(passphrase);
    PrivateFile.create(home.unusedKeyMark(), new byte[0]); // before the keys that it is about
    try (Mnemonic words = created.words();
        NodeKeys keys =
            NodeKeys.openOrCreate(home.nodeKeys(), home.nodeSecret(), null, shell.entropy());
        SigningKey faucet = Faucet.localKey(keys.consensus())) {
      return new NetworkNode(
          home,
          plan.name(index),
          created.account().did(),
          List.copyOf(words.words()),
          PeerId.of(keys.peer().publicKey()),
          keys.consensus().publicKey(),
          faucet.publicKey());
    }
  }

  /** Returns where others on this machine reach a node. */
  static String address(NetworkNode node, int port) {
    return "/ip4/127.0.0.1/tcp/" + port + "/p2p/" + node.peer().text();
  }

  /** Writes what the node needs besides its keys. */
  void write(Genesis genesis, ConfigText.Place place) throws IOException {
    PrivateFile.create(home.genesis(), GenesisCodec.encode(genesis));
    PrivateFile.create(home.config(), ConfigText.of(place).getBytes(StandardCharsets.UTF_8));
  }
}
