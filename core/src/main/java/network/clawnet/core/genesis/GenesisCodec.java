package network.clawnet.core.genesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Reads and writes genesis documents. Any JSON layout is read; the hash is of the RFC 8785 form.
 */
public final class GenesisCodec {
  /** Largest genesis document, in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_KEY_CHARS = 128;
  private static final Set<String> NETWORKS = Set.of("mainnet", "testnet", "local");
  private static final Set<String> MEMBERS =
      Set.of(
          "v",
          "network",
          "name",
          "genesisTime",
          "params",
          "balances",
          "treasury",
          "validators",
          "faucet",
          Upgrades.MEMBER);

  private GenesisCodec() {}

  /** Returns the canonical bytes. */
  public static byte[] encode(Genesis genesis) {
    return CanonicalJson.encode(toJson(genesis));
  }

  /** Returns the document as JSON. */
  public static Json.Obj toJson(Genesis genesis) {
    Json.Builder out =
        Json.object()
            .put("v", 1)
            .put("network", genesis.network())
            .put("name", genesis.name())
            .put("genesisTime", genesis.time())
            .put("params", genesis.params().toJson())
            .put("balances", balances(genesis.allocation().balances()))
            .put("treasury", genesis.allocation().treasury().toString())
            .put("validators", validators(genesis.validators()));
    genesis
        .faucet()
        .ifPresent(
            faucet ->
                out.put(
                    "faucet",
                    Json.object()
                        .put("account", faucet.account().text())
                        .put("maxPerRequest", faucet.maxPerRequest())
                        .put("maxPerDay", faucet.maxPerDay())
                        .build()));
    return out.build();
  }

  /**
   * Reads a document.
   *
   * @throws DecodeException naming the member that is wrong
   */
  public static Genesis decode(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_BYTES) {
      throw new DecodeException("a genesis document has at most " + MAX_BYTES + " bytes");
    }
    JsonFields in = new JsonFields(JsonParser.parseObject(bytes)).only(MEMBERS);
    in.integer("v", 1, 1);
    String network = in.text("network", MAX_NAME_CHARS);
    if (!NETWORKS.contains(network)) {
      throw new DecodeException("\"network\" must be mainnet, testnet or local");
    }
    try {
      return new Genesis(
          network,
          in.text("name", MAX_NAME_CHARS),
          in.integer("genesisTime", 0, Json.Num.MAX),
          GenesisParams.fromJson(in.object("params")),
          new Genesis.Allocation(readBalances(in), in.amount("treasury")),
          readValidators(in),
          readFaucet(in));
    } catch (IllegalArgumentException e) {
      throw new DecodeException("genesis: " + e.getMessage());
    }
  }

  private static Json balances(SortedMap<Did, Tokens> balances) {
    List<Json> items = new ArrayList<>();
    for (Map.Entry<Did, Tokens> balance : balances.entrySet()) {
      items.add(
          Json.object()
              .put("address", Address.of(balance.getKey()))
              .put("amount", balance.getValue().toString())
              .build());
    }
    return Json.of(items);
  }

  private static Json validators(List<GenesisValidator> validators) {
    List<Json> items = new ArrayList<>();
    for (GenesisValidator validator : validators) {
      items.add(
          Json.object()
              .put("consensusPub", new Did(validator.consensusKey()).multibase())
              .put("controller", validator.controller().text())
              .put("stake", validator.stake().toString())
              .build());
    }
    return Json.of(items);
  }

  private static SortedMap<Did, Tokens> readBalances(JsonFields in) throws DecodeException {
    TreeMap<Did, Tokens> out = new TreeMap<>();
    for (Json item : in.array("balances", Genesis.MAX_BALANCES).items()) {
      JsonFields fields = fields(item, Set.of("address", "amount"));
      Did did = Address.parseAccount(fields.text("address", MAX_KEY_CHARS));
      if (out.put(did, fields.amount("amount")) != null) {
        throw new DecodeException("two balances for " + Address.of(did));
      }
    }
    return out;
  }

  private static List<GenesisValidator> readValidators(JsonFields in) throws DecodeException {
    List<GenesisValidator> out = new ArrayList<>();
    for (Json item : in.array("validators", Genesis.MAX_VALIDATORS).items()) {
      JsonFields fields = fields(item, Set.of("consensusPub", "controller", "stake"));
      out.add(
          new GenesisValidator(
              Did.parseMultibase(fields.text("consensusPub", MAX_KEY_CHARS)),
              Did.parse(fields.text("controller", MAX_KEY_CHARS)),
              fields.amount("stake")));
    }
    return out;
  }

  private static Optional<Faucet> readFaucet(JsonFields in) throws DecodeException {
    if (!in.has("faucet")) {
      return Optional.empty();
    }
    JsonFields fields =
        fields(in.object("faucet"), Set.of("account", "maxPerRequest", "maxPerDay"));
    return Optional.of(
        new Faucet(
            Did.parse(fields.text("account", MAX_KEY_CHARS)),
            fields.integer("maxPerRequest", 1, Tokens.MAX),
            fields.integer("maxPerDay", 1, Tokens.MAX)));
  }

  private static JsonFields fields(Json item, Set<String> members) throws DecodeException {
    if (!(item instanceof Json.Obj object)) {
      throw new DecodeException("expected an object");
    }
    return new JsonFields(object).only(members);
  }
}
