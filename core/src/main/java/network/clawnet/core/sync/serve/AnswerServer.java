package network.clawnet.core.sync.serve;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;
import network.clawnet.core.sync.wire.SyncProtocols;

/**
 * Answers peers' questions about blocks, one a stream, on a thread of its own. Whoever takes too
 * long to read an answer loses it; at most {@link #MAX_ANSWERS} are in memory.
 */
public final class AnswerServer implements AutoCloseable {
  /** Answers under way; further questions wait. */
  static final int MAX_ANSWERS = 16;

  /** Bytes a second for one peer. */
  public static final long PEER_BYTES = 2L * 1024 * 1024;

  /** Bytes a second for all peers. */
  public static final long ALL_BYTES = 8L * 1024 * 1024;

  private static final int MAX_WAITING = 256;
  private static final Misbehaviour MALFORMED = new Misbehaviour("sync-question-malformed", 20);

  private final Network network;
  private final Archive archive;
  private final ScheduledExecutorService thread;
  private final Hooks hooks;
  private final ChunkSender sender;
  private final List<Registration> registrations;
  private final ArrayDeque<Task> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * Who hears of what happens here.
   *
   * @param status told each status that a peer gives with its question; on this server's thread
   * @param failed told of a database that cannot be read
   */
  public record Hooks(BiConsumer<PeerId, StatusMessage> status, Consumer<Throwable> failed) {}

  private record Task(PeerStream stream, Question question) {}

  /** Makes an answer of a question's bytes. */
  private interface Question {
    byte[] answer(PeerId peer, byte[] bytes) throws IOException, DecodeException;
  }

  /**
   * Begins to answer.
   *
   * @param thread runs one task at a time; closed by the caller
   * @param nanos the clock of rates
   */
  public AnswerServer(
      Network network,
      SyncProtocols protocols,
      Archive archive,
      ScheduledExecutorService thread,
      LongSupplier nanos,
      Hooks hooks) {
    this.network = network;
    this.archive = archive;
    this.thread = thread;
    this.hooks = hooks;
    this.sender = new ChunkSender(new Allowance.Rates(PEER_BYTES, ALL_BYTES), thread, nanos);
    this.registrations =
        List.of(
            network.handle(protocols.status(), SyncProtocols.terms(), it -> take(it, this::status)),
            network.handle(protocols.epochs(), SyncProtocols.terms(), it -> take(it, this::epochs)),
            network.handle(
                protocols.blocks(), SyncProtocols.terms(), it -> take(it, this::blocks)));
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
  }

  private byte[] status(PeerId peer, byte[] bytes) throws IOException, DecodeException {
    StatusMessage theirs = StatusMessage.decode(bytes);
    hooks.status().accept(peer, theirs);
    return archive.status().encode();
  }

  private byte[] epochs(PeerId peer, byte[] bytes) throws IOException, DecodeException {
    return EpochsMessages.answer(archive.links(EpochsMessages.Question.decode(bytes)));
  }

  private byte[] blocks(PeerId peer, byte[] bytes) throws IOException, DecodeException {
    return archive.blocks(BlocksQuestion.decode(bytes)).encode();
  }

  private void take(PeerStream stream, Question question) {
    thread.execute(
        () -> {
          if (underWay < MAX_ANSWERS) {
            begin(new Task(stream, question));
          } else if (waiting.size() < MAX_WAITING) {
            waiting.add(new Task(stream, question));
          } else {
            stream.reset();
          }
        });
  }

  private void begin(Task task) {
    underWay++;
    PeerStream stream = task.stream();
    stream.ended().thenRun(() -> thread.execute(this::ended));
    stream
        .receive()
        .whenComplete(
            (bytes, fault) ->
                thread.execute(
                    () -> {
                      if (fault != null || bytes.isEmpty()) {
                        stream.reset();
                      } else {
                        answer(task, bytes.get());
                      }
                    }));
  }

  private void ended() {
    underWay--;
    Task next = waiting.poll();
    if (next != null) {
      begin(next);
    }
  }

  private void answer(Task task, byte[] question) {
    PeerStream stream = task.stream();
    try {
      byte[] answer = task.question().answer(stream.peer(), question);
      sender.send(stream, answer);
    } catch (DecodeException e) {
      network.report(stream.peer(), MALFORMED);
      stream.reset();
    } catch (IOException e) {
      stream.reset();
      hooks.failed().accept(e);
    }
  }
}
