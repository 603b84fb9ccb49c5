package network.clawnet.core.sync.ask;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.sync.wire.SyncProtocols;
import org.jspecify.annotations.Nullable;

/** Takes questions to peers, one a stream, and brings back the whole answer. One owner thread. */
public final class Courier {
  private static final Misbehaviour TOO_LONG = new Misbehaviour("sync-answer-too-long", 50);

  private final Network network;
  private final Executor owner;
  private final Map<Long, Trip> trips = new HashMap<>();

  /**
   * Takes nothing yet.
   *
   * @param owner runs tasks on the owner's thread
   */
  public Courier(Network network, Executor owner) {
    this.network = network;
    this.owner = owner;
  }

  /**
   * A question on its way.
   *
   * @param id number by which it can be cancelled
   * @param maxAnswerBytes largest answer that is read
   */
  public record Parcel(
      long id, PeerId peer, String protocol, byte[] question, int maxAnswerBytes) {}

  /**
   * Asks.
   *
   * @param answer given the answer's bytes once, on the owner's thread; empty if there is none;
   *     never called after a cancel
   */
  public void ask(Parcel parcel, Consumer<Optional<byte[]>> answer) {
    Trip trip = new Trip(parcel, answer);
    trips.put(parcel.id(), trip);
    network
        .open(parcel.peer(), List.of(parcel.protocol()), SyncProtocols.terms())
        .whenComplete((stream, fault) -> owner.execute(() -> trip.opened(stream)));
  }

  /** Gives up a question. */
  public void cancel(long id) {
    Trip trip = trips.remove(id);
    if (trip != null) {
      trip.drop();
    }
  }

  /** Gives up all questions. */
  public void close() {
    List.copyOf(trips.keySet()).forEach(this::cancel);
  }

  private final class Trip {
    private final Parcel parcel;
    private final Consumer<Optional<byte[]>> answer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable PeerStream stream;

    Trip(Parcel parcel, Consumer<Optional<byte[]>> answer) {
      this.parcel = parcel;
      this.answer = answer;
    }

    void opened(@Nullable PeerStream opened) {
      if (opened == null) {
        end(Optional.empty());
        return;
      }
      stream = opened;
      if (!trips.containsValue(this)) {
        opened.reset();
        return;
      }
      opened.send(parcel.question());
      opened.finish();
      receive(opened);
    }

    private void receive(PeerStream from) {
      from.receive()
          .whenComplete(
              (chunk, fault) ->
                  owner.execute(
                      () -> {
                        if (fault != null) {
                          end(Optional.empty());
                        } else {
                          received(from, chunk);
                        }
                      }));
    }

    private void received(PeerStream from, Optional<byte[]> chunk) {
      if (chunk.isEmpty()) {
        end(Optional.of(bytes.toByteArray()));
      } else if (bytes.size() + chunk.get().length > parcel.maxAnswerBytes()) {
        from.reset();
        network.report(parcel.peer(), TOO_LONG);
        end(Optional.empty());
      } else {
        bytes.writeBytes(chunk.get());
        receive(from);
      }
    }

    private void end(Optional<byte[]> whole) {
      if (trips.remove(parcel.id(), this)) {
        answer.accept(whole);
      }
    }

    void drop() {
      PeerStream open = stream;
      if (open != null) {
        open.reset();
      }
    }
  }
}
