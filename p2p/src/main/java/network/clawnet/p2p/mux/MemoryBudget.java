package network.clawnet.p2p.mux;

/** Memory that many connections share; safe for use by several threads. */
public interface MemoryBudget {
  /** Takes so many bytes, or none and returns false. */
  boolean reserve(long bytes);

  /** Gives back what was taken. */
  void release(long bytes);
}
