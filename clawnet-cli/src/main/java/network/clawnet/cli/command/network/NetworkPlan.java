package network.clawnet.cli.command.network;

import java.nio.file.Path;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.StakeParams;

/**
 * What is to be made.
 *
 * @param full nodes that follow and do not vote
 * @param light nodes that keep no ledger
 * @param basePort first of two ports for each node: other nodes, then the API
 * @param epochMs length of an epoch, milliseconds
 * @param stake what it takes to be a validator
 */
record NetworkPlan(
    int validators,
    int full,
    int light,
    Path directory,
    int basePort,
    long epochMs,
    StakeParams stake) {
  /** What each validator begins with, Token. */
  static final long STAKE = 10_000;

  private static final int MAX_FULL = 100;
  private static final int DEFAULT_BASE_PORT = 9_600;
  private static final int LEAST_PORT = 1_024;
  private static final int MOST_PORT = 65_535;
  private static final long MILLIS = 1_000;
  private static final int MAX_NAME_CHARS = 64;

  static NetworkPlan of(Call call) throws Failure {
    Values values = new Values(call);
    int validators =
        (int)
            values.number(
                "--validators", required(call, "--validators"), 1, Genesis.MAX_VALIDATORS);
    int full = values.optionalNumber("--full", 0, MAX_FULL).orElse(0L).intValue();
    int light = values.optionalNumber("--light", 0, MAX_FULL).orElse(0L).intValue();
    int last = MOST_PORT - 2 * (validators + full + light) + 1;
    long base =
        values.optionalNumber("--base-port", LEAST_PORT, last).orElse((long) DEFAULT_BASE_PORT);
    Optional<String> epoch = call.option("--epoch");
    long epochMs =
        epoch.isPresent()
            ? values.seconds("--epoch", epoch.get()) * MILLIS
            : GenesisParams.local().epochMs();
    Path directory = call.path(required(call, "--dir")).toAbsolutePath().normalize();
    return new NetworkPlan(
        validators, full, light, directory, (int) base, epochMs, stake(call, values, epochMs));
  }

  private static StakeParams stake(Call call, Values values, long epochMs) throws Failure {
    long evidence =
        values.optionalNumber("--evidence-epochs", 1, StakeParams.MAX_EVIDENCE_EPOCHS).orElse(1L);
    StakeParams least = StakeParams.standard(epochMs, (int) evidence);
    long minStake = values.optionalNumber("--min-stake", 1, STAKE).orElse(least.minStake());
    Optional<String> unbonding = call.option("--unbonding");
    long unbondingMs =
        unbonding.isPresent()
            ? values.seconds("--unbonding", unbonding.get()) * MILLIS
            : least.unbondingMs();
    StakeParams stake =
        new StakeParams(
            minStake,
            unbondingMs,
            least.maxValidators(),
            least.slashBasisPoints(),
            least.evidenceEpochs());
    try {
      stake.requireFor(epochMs);
    } catch (IllegalArgumentException e) {
      throw call.usage(call.text("network.parameters", String.valueOf(e.getMessage())));
    }
    return stake;
  }

  private static String required(Call call, String option) throws Failure {
    Optional<String> value = call.option(option);
    if (value.isEmpty()) {
      throw call.usage(call.text("network.needs", option));
    }
    return value.get();
  }

  /** Returns the network's name for people: that of the directory. */
  String networkName() {
    Path last = directory.getFileName();
    String name = last == null ? "local" : last.toString();
    return name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
  }

  int nodes() {
    return validators + full + light;
  }

  boolean isValidator(int index) {
    return index < validators;
  }

  boolean isLight(int index) {
    return index >= validators + full;
  }

  /** Returns what a node is, as nodes.json names it. */
  String role(int index) {
    if (isLight(index)) {
      return "light";
    }
    return isValidator(index) ? "validator" : "full";
  }

  /** Returns the name of a node; those of each role are counted from 1. */
  String name(int index) {
    int before = isValidator(index) ? 0 : isLight(index) ? validators + full : validators;
    return role(index) + (index - before + 1);
  }

  Path home(int index) {
    return directory.resolve(name(index));
  }

  int p2pPort(int index) {
    return basePort + 2 * index;
  }

  int apiPort(int index) {
    return basePort + 2 * index + 1;
  }
}
