package network.clawnet.cli.command.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.PrivateFile;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.config.ConfigText;
import network.clawnet.core.config.Network;
import network.clawnet.core.config.NodeHome;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.KeyStore;

/** The directory that {@code init} and {@code recover} fill. */
final class NewHome {
  private final Call call;
  private final NodeHome home;
  private final KeyStore keyStore;

  NewHome(Call call) throws Failure {
    this.call = call;
    this.home = call.home();
    this.keyStore =
        new KeyStore(
            home.keys(),
            call.shell().entropy(),
            () -> Instant.ofEpochMilli(call.shell().time().nowMillis()));
  }

  KeyStore keyStore() {
    return keyStore;
  }

  Path configuration() {
    return home.config();
  }

  Path keys() {
    return home.keys();
  }

  /** Reads {@code --network}. */
  Network network() throws Failure {
    String name = call.option("--network").orElse(Network.LOCAL.text());
    for (Network network : Network.values()) {
      if (network.text().equals(name)) {
        return network;
      }
    }
    throw call.usage(call.text("usage.network", name));
  }

  /** Refuses a directory that holds keys: an identity is never overwritten. */
  void refuseExistingKeys() throws Failure, IOException {
    try {
      if (Files.exists(home.keys()) && !keyStore.list().isEmpty()) {
        throw exists();
      }
    } catch (KeyFileException e) {
      throw failure(e);
    }
  }

  /** Writes the configuration, unless there is one. */
  void writeConfiguration(Network network) throws Failure {
    if (Files.exists(home.config())) {
      return;
    }
    try {
      PrivateFile.createDirectory(home.root());
      byte[] text = ConfigText.initial(network).getBytes(StandardCharsets.UTF_8);
      PrivateFile.create(home.config(), text);
    } catch (FileAlreadyExistsException e) {
      throw call.file(home.root(), e);
    } catch (IOException e) {
      throw call.file(home.config(), e);
    }
  }

  /** Returns a path as its owner writes it: with {@code ~} for the home directory. */
  String shown(Path path) {
    Path userHome = NodeHome.userHome(call.shell().environment());
    return path.startsWith(userHome) ? "~/" + userHome.relativize(path) : path.toString();
  }

  Failure failure(KeyFileException fault) {
    return switch (fault.code()) {
      case ALREADY_EXISTS -> exists();
      case WRONG_PASSPHRASE, PASSPHRASE_TOO_SHORT, NO_SUCH_ACCOUNT, NO_SEED, TOO_MANY, BAD_IMPORT ->
          new Failure(ExitCode.KEY, fault.code().name(), String.valueOf(fault.getMessage()), null);
      case DAMAGED, FOREIGN_VERSION, EXPOSED, BUSY, NODE_SECRET ->
          new Failure(
              ExitCode.ENVIRONMENT, fault.code().name(), String.valueOf(fault.getMessage()), null);
    };
  }

  private Failure exists() {
    String message = call.text("init.exists", home.keys());
    return new Failure(ExitCode.KEY, "IDENTITY_EXISTS", message, call.text("init.exists.hint"));
  }
}
