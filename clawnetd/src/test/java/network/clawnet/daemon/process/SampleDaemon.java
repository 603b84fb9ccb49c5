package network.clawnet.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import network.clawnet.core.config.NodeHome;

/** A daemon that does nothing but start as it is told: the program of {@link BackgroundStartIT}. */
final class SampleDaemon {
  private SampleDaemon() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    NodeHome home = new NodeHome(Path.of(args[1]));
    StartListener listener = BackgroundChild.find(System.getenv()).orElseThrow().listener();
    Optional<char[]> passphrase = BackgroundChild.passphrase(System.in);
    GracefulStop stop = new GracefulStop(Duration.ofSeconds(10));
    stop.install();
    switch (args[0]) {
      case "die" -> {
        System.err.println("cannot go on");
        System.exit(7);
      }
      case "hang" -> stop.awaitRequest();
      case "fail" -> {
        listener.line("[INFO] trying");
        listener.failed("the disk is full\nmake room");
      }
      default -> {
        try {
          NodeLock lock = NodeLock.acquire(home.root(), home.lock(), home.pid());
          stop.onStop("lock", lock::close);
        } catch (NodeBusy e) {
          listener.failed(String.valueOf(e.getMessage()));
          return;
        }
        stop.onStop("mark", () -> Files.createFile(home.root().resolve("stopped")));
        listener.line("");
        listener.line("[INFO] passphrase " + passphrase.map(String::new).orElse("none"));
        listener.ready();
        stop.awaitRequest();
      }
    }
  }
}
