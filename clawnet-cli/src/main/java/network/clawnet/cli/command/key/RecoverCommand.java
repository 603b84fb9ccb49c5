package network.clawnet.cli.command.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.SmallFile;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.Network;
import network.clawnet.core.identity.Address;
import network.clawnet.wallet.keystore.AccountEntry;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.Passphrase;
import network.clawnet.wallet.mnemonic.Mnemonic;
import network.clawnet.wallet.mnemonic.MnemonicException;

/** {@code clawnet recover}: the keys that belong to 24 words, without a node. */
public final class RecoverCommand implements Command {
  private static final int MAX_WORDS_BYTES = 4_096;

  @Override
  public String name() {
    return "recover";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .option("<file>", "--mnemonic-file")
        .option("<n>", "--accounts")
        .option("<network>", "--network")
        .passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    NewHome home = new NewHome(call);
    Network network = home.network();
    long accounts =
        new Values(call).optionalNumber("--accounts", 1, KeyStore.MAX_ACCOUNTS).orElse(1L);
    home.refuseExistingKeys();
    try (Mnemonic words = Mnemonic.parse(words(call));
        Passphrase passphrase = Passphrase.of(new Passphrases(call).fresh().toCharArray())) {
      home.writeConfiguration(network);
      print(call, home, home.keyStore().recover(words, passphrase, (int) accounts));
    } catch (MnemonicException e) {
      throw new Failure(
          ExitCode.KEY,
          "MNEMONIC_INVALID",
          String.valueOf(e.getMessage()),
          call.text("mnemonic.invalid.hint"));
    } catch (KeyFileException e) {
      throw home.failure(e);
    }
    return ExitCode.OK;
  }

  /** Reads the words: from a file, without echo from a terminal, or from standard input. */
  private static String words(Call call) throws Failure, IOException {
    Optional<String> file = call.option("--mnemonic-file");
    if (file.isPresent()) {
      Path path = call.path(file.get());
      try {
        return new String(SmallFile.read(path, MAX_WORDS_BYTES), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw call.file(path, e);
      }
    }
    if (call.shell().prompt().isInteractive()) {
      return new String(call.shell().prompt().secret(call.text("recover.prompt") + "\n"));
    }
    return new String(SmallFile.read(call.shell().in(), MAX_WORDS_BYTES), StandardCharsets.UTF_8);
  }

  private static void print(Call call, NewHome home, List<AccountEntry> entries) {
    if (call.output().isJson()) {
      List<Json> accounts = new ArrayList<>();
      for (AccountEntry entry : entries) {
        accounts.add(
            Json.object()
                .put("index", entry.index())
                .put("did", entry.did().text())
                .put("address", Address.of(entry.did()))
                .build());
      }
      call.output().json(Json.object().put("accounts", Json.of(accounts)).build());
      return;
    }
    Table table =
        new Table(call.text("column.index"), call.text("column.did"), call.text("column.address"));
    for (AccountEntry entry : entries) {
      table.row(Integer.toString(entry.index()), entry.did().text(), Address.of(entry.did()));
    }
    call.output().line(call.text("recover.done", entries.size(), home.shown(home.keys()) + "/"));
    call.output().lines(table.lines());
  }
}
