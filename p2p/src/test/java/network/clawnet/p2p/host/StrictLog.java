package network.clawnet.p2p.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Takes everything that an operator should hear for a fault: in these tests nothing may happen. */
public record StrictLog(Consumer<Throwable> faults) implements HostLog {
  @Override
  public void bookMovedAside(Path where) {
    faults.accept(new IllegalStateException("book moved to " + where));
  }

  @Override
  public void bookNotWritten(IOException fault) {
    faults.accept(fault);
  }

  @Override
  public void notListening(String address, String why) {
    faults.accept(new IllegalStateException("not listening at " + address + ": " + why));
  }

  @Override
  public void bug(Throwable fault) {
    faults.accept(fault);
  }
}
