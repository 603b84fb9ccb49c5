package network.clawnet.core.port;

/** Something that was handed over and can be taken back. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  /** Takes it back; calls that have begun may still run. Does nothing a second time. */
  @Override
  void close();
}
