package network.clawnet.p2p.kad.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The validators by namespace: {@code pk} answers for {@code /pk/…}. No namespace, no value. */
public final class Validators {
  private final Map<String, Validator> byNamespace;

  public Validators(Map<String, Validator> byNamespace) {
    this.byNamespace = Map.copyOf(byNamespace);
  }

  /** Returns whether some validator admits the value under the key. */
  public boolean isValid(byte[] key, byte[] value) {
    return of(key).filter(it -> it.isValid(key, value)).isPresent();
  }

  /**
   * Returns the index of the best value.
   *
   * @param values all valid, at least one
   */
  public int select(byte[] key, List<byte[]> values) {
    return of(key)
        .orElseThrow(() -> new IllegalStateException("a value of no namespace was accepted"))
        .select(key, values);
  }

  private Optional<Validator> of(byte[] key) {
    if (key.length < 2 || key[0] != '/') {
      return Optional.empty();
    }
    int end = 1;
    while (end < key.length && key[end] != '/') {
      end++;
    }
    if (end == key.length) {
      return Optional.empty();
    }
    String namespace = new String(key, 1, end - 1, StandardCharsets.UTF_8);
    return Optional.ofNullable(byNamespace.get(namespace));
  }
}
