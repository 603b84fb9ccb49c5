package network.clawnet.p2p.transport.tcp;

import java.nio.ByteBuffer;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;

/** Sends back what comes, and reads no faster than the peer does. */
final class Echo implements StreamListener {
  @Override
  public void received(MuxedStream stream, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    if (!stream.write(ByteBuffer.wrap(copy))) {
      stream.pause();
    }
  }

  @Override
  public void writable(MuxedStream stream) {
    stream.resume();
  }

  @Override
  public void ended(MuxedStream stream) {
    stream.closeWrite();
  }
}
