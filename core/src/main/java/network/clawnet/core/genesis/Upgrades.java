package network.clawnet.core.genesis;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;

/**
 * From which block on which version of the rules holds. It stands in the genesis document without
 * being part of the chain id, so that a network can agree on it while it runs. Immutable. Source:
 * docs/protocol/genesis.md.
 *
 * @param known newest version that this program executes
 * @param versions by the height of the first block to which they apply
 */
public record Upgrades(int known, SortedMap<Long, Integer> versions) {
  /** Newest version of the rules that this program executes. */
  public static final int KNOWN = 1;

  /** No upgrades: the first version for ever. */
  public static final Upgrades NONE = new Upgrades(KNOWN, new TreeMap<>());

  static final String MEMBER = "upgrades";

  private static final int FIRST = 1;
  private static final int MAX = 64;

  /** Refuses versions that do not follow each other. */
  public Upgrades {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    int next = FIRST;
    for (Map.Entry<Long, Integer> each : versions.entrySet()) {
      next++;
      if (each.getKey() < 1 || each.getValue() != next) {
        throw new IllegalArgumentException("\"upgrades\" must name the versions 2, 3 … in order");
      }
    }
  }

  /**
   * Reads what a genesis document says, for this program.
   *
   * @param document at most {@link GenesisCodec#MAX_BYTES}
   */
  public static Upgrades decode(byte[] document) throws DecodeException {
    JsonFields in = new JsonFields(JsonParser.parseObject(document));
    TreeMap<Long, Integer> versions = new TreeMap<>();
    if (in.has(MEMBER)) {
      for (Json item : in.array(MEMBER, MAX).items()) {
        add(item, versions);
      }
    }
    try {
      return new Upgrades(KNOWN, versions);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(String.valueOf(e.getMessage()));
    }
  }

  private static void add(Json item, SortedMap<Long, Integer> versions) throws DecodeException {
    if (!(item instanceof Json.Obj object)) {
      throw new DecodeException("\"upgrades\" must hold objects");
    }
    JsonFields fields = new JsonFields(object).only(Set.of("version", "height"));
    long height = fields.integer("height", 1, Json.Num.MAX);
    if (versions.put(height, (int) fields.integer("version", 2, MAX + 1)) != null) {
      throw new DecodeException("two upgrades at height " + height);
    }
  }

  /** Returns the version that holds for a block. */
  public int versionAt(long height) {
    return FIRST + versions.headMap(height + 1).size(); // they follow each other
  }

  /** Returns the height of the first block that this program cannot execute. */
  public OptionalLong firstUnknown() {
    return versions.entrySet().stream()
        .filter(it -> it.getValue() > known)
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }
}
