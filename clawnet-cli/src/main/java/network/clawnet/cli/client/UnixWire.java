package network.clawnet.cli.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection over a Unix domain socket. Non-blocking inside, for the deadlines. One thread. */
final class UnixWire implements Endpoint.Wire {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  private UnixWire(SocketChannel channel, Selector selector, SelectionKey key) {
    this.channel = channel;
    this.selector = selector;
    this.key = key;
  }

  static UnixWire connect(Endpoint.Unix endpoint) throws ConnectFailed {
    SocketChannel channel = null;
    try {
      // a Unix connect is answered by the kernel at once: no deadline needed
      channel = SocketChannel.open(UnixDomainSocketAddress.of(endpoint.path()));
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      return new UnixWire(channel, selector, channel.register(selector, SelectionKey.OP_READ));
    } catch (IOException e) {
      if (channel != null) {
        closeQuietly(channel);
      }
      throw new ConnectFailed(endpoint.path() + ": " + e.getMessage());
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        await(SelectionKey.OP_WRITE, Endpoint.CONNECT_TIMEOUT);
      }
    }
  }

  @Override
  public int read(byte[] into, Duration timeout) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into);
    int count = channel.read(buffer);
    if (count == 0) {
      await(SelectionKey.OP_READ, timeout);
      count = channel.read(buffer);
    }
    return count;
  }

  private void await(int operation, Duration timeout) throws IOException {
    key.interestOps(operation);
    if (selector.select(Math.max(1, timeout.toMillis())) == 0) {
      throw new SocketTimeoutException("timed out");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() {
    closeQuietly(selector);
    closeQuietly(channel);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // nothing more can be lost: the answer was read, or the failure is already reported
    }
  }
}
