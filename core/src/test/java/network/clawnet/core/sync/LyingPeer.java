package network.clawnet.core.sync;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.sync.wire.SnapshotMessages;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;

/** A peer that makes something else of the honest answers. */
final class LyingPeer {
  private static final byte OFFERS = 1;
  private static final byte PART = 2;

  final MemoryHost host;
  private final SyncProtocols protocols;
  int asked;

  /** What it gives instead of an honest answer; empty to say nothing at all. */
  @FunctionalInterface
  interface Lie {
    Optional<byte[]> of(byte[] honest) throws DecodeException;

    static Lie none() {
      return Optional::of;
    }

    static Lie silence() {
      return honest -> Optional.empty();
    }
  }

  /** What it lies about. */
  record Lies(Lie status, Lie epochs, Lie blocks) {
    static Lies about(String phase, Lie lie) {
      return new Lies(
          phase.equals("status") ? lie : Lie.none(),
          phase.equals("epochs") ? lie : Lie.none(),
          phase.equals("blocks") ? lie : Lie.none());
    }
  }

  LyingPeer(MemoryNetwork net, String name, CertifiedChain chain, Lies lies) {
    host = net.host(name);
    protocols = new SyncProtocols(chain.genesis().chainId());
    Archive archive = new Archive(chain.ledger().database().reader(), chain.genesis().chainId());
    serve(protocols.status(), lies.status(), question -> archive.status().encode());
    serve(
        protocols.epochs(),
        lies.epochs(),
        question -> EpochsMessages.answer(archive.links(EpochsMessages.Question.decode(question))));
    serve(
        protocols.blocks(),
        lies.blocks(),
        question -> archive.blocks(BlocksQuestion.decode(question)).encode());
  }

  /** Offers snapshots honestly and lies about their parts. */
  void serveSnapshots(SnapshotShelf shelf, Lie lie) {
    serveSnapshots(shelf.offers(), shelf, lie);
  }

  /** Offers these snapshots, and gives parts honestly. */
  void serveOffers(List<SnapshotId> offers, SnapshotShelf shelf) {
    serveSnapshots(offers, shelf, Lie.none());
  }

  private void serveSnapshots(List<SnapshotId> offers, SnapshotShelf shelf, Lie lie) {
    serve(
        protocols.snapshots(),
        honest -> honest[0] == OFFERS ? Optional.of(unmarked(honest)) : lie.of(unmarked(honest)),
        question ->
            SnapshotMessages.Question.decode(question) instanceof SnapshotMessages.Question.Part it
                ? marked(PART, SnapshotMessages.part(shelf.part(it.block(), it.range(), 0)))
                : marked(OFFERS, SnapshotMessages.offers(offers)));
  }

  private static byte[] marked(byte mark, byte[] answer) {
    byte[] out = new byte[answer.length + 1];
    out[0] = mark;
    System.arraycopy(answer, 0, out, 1, answer.length);
    return out;
  }

  private static byte[] unmarked(byte[] answer) {
    return Arrays.copyOfRange(answer, 1, answer.length);
  }

  private interface Honest {
    byte[] answer(byte[] question) throws IOException, DecodeException;
  }

  private void serve(String protocol, Lie lie, Honest honest) {
    var unused =
        host.handle(
            protocol,
            SyncProtocols.terms(),
            stream ->
                stream
                    .receive()
                    .thenAccept(question -> answer(stream, question.orElseThrow(), lie, honest)));
  }

  private void answer(PeerStream stream, byte[] question, Lie lie, Honest honest) {
    asked++;
    try {
      Optional<byte[]> answer = lie.of(honest.answer(question));
      if (answer.isPresent()) {
        for (byte[] chunk : chunks(answer.get())) {
          stream.send(chunk);
        }
        stream.finish();
      }
    } catch (IOException | DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static List<byte[]> chunks(byte[] whole) {
    return IntStream.iterate(0, it -> it + SyncProtocols.CHUNK_BYTES)
        .limit(1 + whole.length / SyncProtocols.CHUNK_BYTES)
        .mapToObj(
            from ->
                Arrays.copyOfRange(
                    whole, from, Math.min(whole.length, from + SyncProtocols.CHUNK_BYTES)))
        .toList();
  }
}
