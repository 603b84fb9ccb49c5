package network.clawnet.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

/** Real sockets in the real group; skipped where the sandbox has no interface for multicast. */
final class MdnsServiceTest {
  private static final int PORT = 25_353;

  private static PeerId id(int seed) {
    byte[] key = new byte[PublicKey.BYTES];
    new Random(seed).nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  private static boolean hasMulticast() throws IOException {
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (each.isUp() && each.supportsMulticast() && !each.isPointToPoint()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void twoNodesOfOneHostFindEachOtherWithinFiveSeconds() throws Exception {
    assumeTrue(hasMulticast());
    String service = "_p2p-test" + ProcessHandle.current().pid() + "._udp.local";
    CompletableFuture<List<Multiaddr>> first = new CompletableFuture<>();
    CompletableFuture<List<Multiaddr>> second = new CompletableFuture<>();
    long start = System.nanoTime();

    try (MdnsService one = service(1, service, id(2), first);
        MdnsService two = service(2, service, id(1), second)) {
      assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(addrs(2));
      assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(addrs(1));
      assertThat(one).isNotSameAs(two);
    }
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
  }

  private static MdnsService service(
      int seed, String name, PeerId awaited, CompletableFuture<List<Multiaddr>> found)
      throws IOException {
    MdnsSettings settings = new MdnsSettings(id(seed), name, PORT, true, new Random(seed));
    return MdnsService.start(
        settings,
        () -> addrs(seed),
        (peer, addrs) -> {
          if (peer.equals(awaited)) {
            found.complete(addrs);
          }
        });
  }

  private static List<Multiaddr> addrs(int seed) {
    try {
      return List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/" + (30_000 + seed)));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
