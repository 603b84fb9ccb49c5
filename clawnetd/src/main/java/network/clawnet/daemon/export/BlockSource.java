package network.clawnet.daemon.export;

import java.io.IOException;

/** Where final blocks come from. Any thread. */
public interface BlockSource {
  /** Returns the height of the last final block that can be read. */
  long head();

  /**
   * Returns a final block.
   *
   * @param height 0 to {@link #head}
   * @throws IOException also if this node does not have the block (any more)
   */
  FinalContent read(long height) throws IOException;
}
