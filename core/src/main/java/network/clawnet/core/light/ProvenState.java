package network.clawnet.core.light;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.block.Header;
import network.clawnet.core.state.StateKey;

/**
 * Values and absences that were proved to be those of one state.
 *
 * @param header of the block after which they hold
 * @param values by key; empty where the key is proved absent. Nobody may write to the arrays
 */
public record ProvenState(Header header, SortedMap<StateKey, Optional<byte[]>> values) {
  public ProvenState {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
