package network.clawnet.p2p.transport.link;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;

/** A stream that somebody wants to open; it may have to wait until the peer took others. */
record StreamRequest(
    List<String> protocols,
    boolean known,
    StreamListener listener,
    CompletableFuture<MuxedStream> opened,
    long expiresMicros) {
  void fail(TransportException reason) {
    opened.completeExceptionally(reason);
  }
}
