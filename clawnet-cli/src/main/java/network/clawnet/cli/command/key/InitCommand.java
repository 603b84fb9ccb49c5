package network.clawnet.cli.command.key;

import java.io.IOException;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.Network;
import network.clawnet.core.identity.Address;
import network.clawnet.core.text.InitReport;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.Passphrase;
import network.clawnet.wallet.mnemonic.Mnemonic;

/** {@code clawnet init}: a new identity and a configuration, without a node. */
public final class InitCommand implements Command {
  @Override
  public String name() {
    return "init";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.option("<network>", "--network").passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    NewHome home = new NewHome(call);
    Network network = home.network();
    home.refuseExistingKeys();
    try (Passphrase passphrase = Passphrase.of(new Passphrases(call).fresh().toCharArray())) {
      // first the configuration: when the keys are made, nothing may keep the words from the owner
      home.writeConfiguration(network);
      KeyStore.Created created = home.keyStore().create(passphrase);
      try (Mnemonic words = created.words()) {
        print(call, home, created, words);
      }
    } catch (KeyFileException e) {
      throw home.failure(e);
    }
    return ExitCode.OK;
  }

  private static void print(Call call, NewHome home, KeyStore.Created created, Mnemonic words) {
    String did = created.account().did().text();
    if (call.output().isJson()) {
      call.output()
          .json(
              Json.object()
                  .put("did", did)
                  .put("address", Address.of(created.account().did()))
                  .put("config", home.configuration().toString())
                  .put("keys", home.keys().toString())
                  .put("mnemonic", String.join(" ", words.words()))
                  .build());
      return;
    }
    InitReport report =
        new InitReport(
            did, home.shown(home.configuration()), home.shown(home.keys()) + "/", words.words());
    call.output().lines(report.lines(call.texts().language()));
  }
}
