package network.clawnet.daemon.http.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that opens connections, says how many, and holds them until its input ends. */
final class IdleClients {
  private IdleClients() {}

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress node =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    int wanted = Integer.parseInt(arguments[1]);
    List<SocketChannel> open = new ArrayList<>();
    while (open.size() < wanted) {
      open.add(SocketChannel.open(node));
    }
    System.out.write((open.size() + "\n").getBytes(StandardCharsets.US_ASCII));
    System.out.flush();
    int end = System.in.read();
    for (SocketChannel channel : open) {
      channel.close();
    }
    System.exit(end < 0 ? 0 : 1);
  }
}
