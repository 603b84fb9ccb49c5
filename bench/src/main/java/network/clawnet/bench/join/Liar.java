package network.clawnet.bench.join;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.SnapshotMessages;
import network.clawnet.core.sync.wire.SyncProtocols;

/**
 * A peer that is honest but in one phase, as fast as it can: there it turns a bit in the middle of
 * every answer, which a proof has to find.
 */
final class Liar {
  private final Network network;
  private final Archive archive;
  private final SnapshotShelf shelf;
  private final String phase;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /**
   * Lies about nothing yet.
   *
   * @param phase {@code status}, {@code epochs}, {@code blocks} or {@code snapshot}
   */
  Liar(Network network, Archive archive, SnapshotShelf shelf, String phase) {
    this.network = network;
    this.archive = archive;
    this.shelf = shelf;
    this.phase = phase;
  }

  private interface Answer {
    byte[] of(byte[] question) throws IOException, DecodeException;
  }

  void serve(SyncProtocols protocols) {
    handle(protocols.status(), it -> twisted("status", archive.status().encode()));
    handle(
        protocols.epochs(),
        it ->
            twisted(
                "epochs",
                EpochsMessages.answer(archive.links(EpochsMessages.Question.decode(it)))));
    handle(
        protocols.blocks(),
        it -> twisted("blocks", archive.blocks(BlocksQuestion.decode(it)).encode()));
    handle(protocols.snapshots(), this::snapshots);
  }

  private byte[] snapshots(byte[] question) throws IOException, DecodeException {
    SnapshotMessages.Question asked = SnapshotMessages.Question.decode(question);
    if (asked instanceof SnapshotMessages.Question.Part it) {
      byte[] part = SnapshotMessages.part(shelf.part(it.block(), it.range(), System.nanoTime()));
      return twisted("snapshot", part);
    }
    return SnapshotMessages.offers(shelf.offers());
  }

  private byte[] twisted(String what, byte[] honest) {
    if (phase.equals(what)) {
      honest[honest.length / 2] ^= 1;
    }
    return honest;
  }

  private void handle(String protocol, Answer answer) {
    var unused =
        network.handle(
            protocol,
            SyncProtocols.terms(),
            stream ->
                stream
                    .receive()
                    .thenAcceptAsync(
                        question -> question.ifPresent(it -> send(stream, answer, it)), thread));
  }

  private static void send(PeerStream stream, Answer answer, byte[] question) {
    try {
      byte[] all = answer.of(question);
      for (int from = 0; from < all.length; from += SyncProtocols.CHUNK_BYTES) {
        int to = Math.min(all.length, from + SyncProtocols.CHUNK_BYTES);
        stream.send(Arrays.copyOfRange(all, from, to));
      }
      stream.finish();
    } catch (IOException | DecodeException e) {
      stream.reset();
    }
  }
}
