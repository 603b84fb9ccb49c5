package network.clawnet.architecture.planted;

import network.clawnet.architecture.planted.inner.Inner;
import org.rocksdb.RocksDBException;

/** Breaks two walls, so that the test of the walls can be seen to fail. */
public final class Planted {
  /** Returns the child that knows its parent. */
  public Inner inner() throws RocksDBException {
    return new Inner(this);
  }
}
