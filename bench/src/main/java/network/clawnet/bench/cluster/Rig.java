package network.clawnet.bench.cluster;

import java.io.IOException;

/** A network that runs, as the load sees it. */
interface Rig extends AutoCloseable {
  /** Returns how many nodes there are. */
  int size();

  /** Returns the processor time that all nodes together have used, seconds. */
  double cpuSeconds() throws IOException;

  /** Opens a connection to a node. */
  Door open(int node) throws IOException;

  /** Makes an event of the size that is measured; each share has its own, numbered from 0. */
  byte[] event(int share, int shares, long number);

  @Override
  void close();
}
