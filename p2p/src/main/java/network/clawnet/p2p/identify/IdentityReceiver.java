package network.clawnet.p2p.identify;

import java.nio.ByteBuffer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;

/** Reads one exchange to its end. */
final class IdentityReceiver implements StreamListener {
  private final IdentityListener listener;
  private final boolean pushed;
  private final IdentityReader reader = new IdentityReader();
  private boolean done;

  IdentityReceiver(IdentityListener listener, boolean pushed) {
    this.listener = listener;
    this.pushed = pushed;
  }

  @Override
  public void opened(MuxedStream stream) {
    stream.readTimeout(IdentifyLimits.TIMEOUT);
    if (pushed && !listener.wantsPush(stream.connection())) {
      done = true;
      stream.reset(0);
    }
  }

  @Override
  public void received(MuxedStream stream, ByteBuffer bytes) {
    if (done) {
      return;
    }
    try {
      reader.read(bytes);
    } catch (DecodeException e) {
      fail(stream, String.valueOf(e.getMessage()));
      stream.reset(0);
    }
  }

  @Override
  public void ended(MuxedStream stream) {
    if (done) {
      return;
    }
    try {
      Identity identity = reader.finish();
      done = true;
      listener.identified(stream.connection(), identity, pushed);
      stream.closeWrite();
    } catch (DecodeException e) {
      fail(stream, String.valueOf(e.getMessage()));
      stream.reset(0);
    }
  }

  @Override
  public void closed(MuxedStream stream, TransportException reason) {
    if (!done) {
      fail(stream, String.valueOf(reason.getMessage()));
    }
  }

  private void fail(MuxedStream stream, String why) {
    done = true;
    listener.unidentified(stream.connection(), why);
  }
}
