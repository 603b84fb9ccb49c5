package network.clawnet.core.light.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.wire.CertifiedHeader;

/**
 * Which of the last final blocks left which state. The state tree is a moment ahead of what is
 * written: whoever has a root that is not here yet waits. Any thread.
 */
final class CertifiedRoots {
  private static final int MAX_ROOTS = 256;
  private final Map<Hash, Known> roots =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Known> eldest) {
          return size() > MAX_ROOTS;
        }
      };

  private long height;

  /**
   * A final block.
   *
   * @param header empty if it has no certificate of its own
   */
  record Known(Optional<CertifiedHeader> header) {}

  synchronized void add(FinalBlock block) {
    Certificate certificate = block.certificate();
    Hash root = block.block().header().outcome().stateRoot();
    if (certificate != null) {
      put(new CertifiedHeader(block.block().header(), certificate));
    } else {
      roots.putIfAbsent(root, new Known(Optional.empty()));
    }
  }

  /** Remembers the newest block with the root, as the newest of all. */
  synchronized void put(CertifiedHeader header) {
    Hash root = header.header().outcome().stateRoot();
    roots.remove(root);
    roots.put(root, new Known(Optional.of(header)));
    height = Math.max(height, header.height());
  }

  /** Returns the height of the newest certified block that was added. */
  synchronized long height() {
    return height;
  }

  synchronized Optional<Known> find(Hash root) {
    return Optional.ofNullable(roots.get(root));
  }
}
