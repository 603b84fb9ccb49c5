package network.clawnet.cli.command.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.PrivateFile;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.ConfigText;
import network.clawnet.core.config.Network;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.Passphrase;

/**
 * {@code clawnet network create}: genesis, keys and configurations of a network of several nodes on
 * this machine, without starting any.
 */
public final class NetworkCreateCommand implements Command {
  private static final Tokens BALANCE = new Tokens(1_000_000);
  private static final Tokens STAKE = new Tokens(NetworkPlan.STAKE);
  private static final Tokens FAUCET_BALANCE = new Tokens(1_000_000_000);
  private static final long FAUCET_PER_REQUEST = 100_000;
  private static final long FAUCET_PER_DAY = 1_000_000;

  @Override
  public String name() {
    return "network create";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .option("<n>", "--validators")
        .option("<n>", "--full")
        .option("<n>", "--light")
        .option("<dir>", "--dir", "--out")
        .option("<port>", "--base-port")
        .option("<span>", "--epoch")
        .option("<span>", "--unbonding")
        .option("<n>", "--evidence-epochs")
        .option("<tokens>", "--min-stake")
        .passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    NetworkPlan plan = NetworkPlan.of(call);
    if (!isFree(plan.directory())) {
      String message = call.text("network.exists", plan.directory());
      throw new Failure(ExitCode.ENVIRONMENT, "NETWORK_EXISTS", message, null);
    }
    try (Passphrase passphrase = Passphrase.of(new Passphrases(call).fresh().toCharArray())) {
      PrivateFile.createDirectory(plan.directory());
      List<NetworkNode> nodes = new ArrayList<>();
      for (int i = 0; i < plan.nodes(); i++) {
        nodes.add(NetworkNode.create(plan, i, call.shell(), passphrase));
      }
      Genesis genesis = genesis(plan, nodes, call.shell().time().nowMillis());
      for (int i = 0; i < nodes.size(); i++) {
        nodes.get(i).write(genesis, place(plan, nodes, i));
      }
      NetworkFiles files = new NetworkFiles(plan, nodes);
      files.write();
      print(call, genesis, files);
    } catch (KeyFileException e) {
      throw new Failure(ExitCode.KEY, e.code().name(), String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      throw call.file(plan.directory(), e);
    }
    return ExitCode.OK;
  }

  private static boolean isFree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return true;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static Genesis genesis(NetworkPlan plan, List<NetworkNode> nodes, long now) {
    GenesisParams local = GenesisParams.local();
    SortedMap<Did, Tokens> balances = new TreeMap<>();
    List<GenesisValidator> validators = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      NetworkNode node = nodes.get(i);
      balances.put(node.account(), BALANCE);
      if (plan.isValidator(i)) {
        validators.add(new GenesisValidator(node.consensus(), node.account(), STAKE));
      }
    }
    Did faucet = new Did(nodes.get(0).faucet());
    balances.put(faucet, FAUCET_BALANCE);
    return new Genesis(
        Network.LOCAL.text(),
        plan.networkName(),
        now,
        new GenesisParams(
            plan.epochMs(),
            local.heartbeatMs(),
            local.block(),
            local.events(),
            local.fees(),
            Optional.of(plan.stake())),
        new Genesis.Allocation(balances, Tokens.ZERO),
        validators,
        Optional.of(new Faucet(faucet, FAUCET_PER_REQUEST, FAUCET_PER_DAY)));
  }

  /**
   * Every node begins with the validators but itself, a light one with the full nodes too; at most
   * as many as a configuration takes.
   */
  private static ConfigText.Place place(NetworkPlan plan, List<NetworkNode> nodes, int index) {
    List<String> bootstrap = new ArrayList<>();
    int keepers = plan.isLight(index) ? plan.validators() + plan.full() : plan.validators();
    for (int i = 0; i < keepers && bootstrap.size() < ConfigText.MAX_BOOTSTRAP; i++) {
      if (i != index) {
        bootstrap.add(NetworkNode.address(nodes.get(i), plan.p2pPort(i)));
      }
    }
    NodeType type = plan.isLight(index) ? NodeType.LIGHT : NodeType.FULL;
    return new ConfigText.Place(
        Network.LOCAL, type, plan.p2pPort(index), plan.apiPort(index), bootstrap);
  }

  private static void print(Call call, Genesis genesis, NetworkFiles files) {
    if (call.output().isJson()) {
      List<Json> words =
          files.nodes().stream().<Json>map(it -> Json.of(String.join(" ", it.words()))).toList();
      call.output()
          .json(
              Json.object()
                  .put("chain", genesis.chain())
                  .put("nodes", files.list())
                  .put("mnemonics", Json.of(words))
                  .build());
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(call.text("network.created", files.plan().directory(), genesis.chain()));
    for (NetworkNode node : files.nodes()) {
      lines.add("");
      lines.add(node.name() + "  " + node.account().text());
      lines.add("  " + String.join(" ", node.words()));
    }
    lines.add("");
    lines.add(call.text("network.words"));
    lines.add(call.text("network.next", files.plan().directory().resolve("start.sh")));
    call.output().lines(lines);
  }
}
