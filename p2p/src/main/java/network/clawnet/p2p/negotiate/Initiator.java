package network.clawnet.p2p.negotiate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.wire.MessageAssembler;

/**
 * The side that opened the connection or stream: proposes its protocols one after another. One
 * owner thread.
 *
 * <pre>AWAIT_HEADER --header--> AWAIT_ANSWER --echo--> AGREED
 *                                | --na, another candidate--> AWAIT_ANSWER
 *                                | --na, no other--> REFUSED</pre>
 *
 * <p>Lazy use, for a stream to a peer that is known to speak the protocol: with exactly one
 * candidate, application bytes may follow {@link #start} in the same flight. What arrives must
 * still go through {@link #feed} until AGREED before anything, the end of the stream included, is
 * delivered; REFUSED fails the stream. Never for the security or muxer negotiation, nor if the
 * application bytes may look like a message of this protocol.
 */
public final class Initiator {
  /** Most candidates. */
  public static final int MAX_CANDIDATES = 100;

  private final List<String> candidates;
  private final MessageAssembler assembler = Token.assembler();
  private int proposed;
  private State state = State.AWAIT_HEADER;

  private enum State {
    AWAIT_HEADER,
    AWAIT_ANSWER,
    OVER
  }

  /**
   * @param candidates 1 to {@link #MAX_CANDIDATES} protocol ids, the preferred one first
   */
  public Initiator(List<String> candidates) {
    if (candidates.isEmpty() || candidates.size() > MAX_CANDIDATES) {
      throw new IllegalArgumentException("1 to 100 candidates, not " + candidates.size());
    }
    this.candidates = List.copyOf(candidates);
  }

  /** Returns the first flight: header and first proposal. */
  public byte[] start() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Token.encode(Token.HEADER));
    out.writeBytes(Token.encode(candidates.get(0)));
    return out.toByteArray();
  }

  /**
   * Takes bytes of the other side, none behind the agreement.
   *
   * @throws DecodeException if the other side does not speak multistream-select 1.0; close
   * @throws IllegalStateException if the negotiation is over
   */
  public Progress feed(ByteBuffer in) throws DecodeException {
    if (state == State.OVER) {
      throw new IllegalStateException("the negotiation is over");
    }
    ByteArrayOutputStream send = new ByteArrayOutputStream();
    Optional<String> token = Token.next(assembler, in);
    while (token.isPresent()) {
      if (state == State.AWAIT_HEADER) {
        expectHeader(token.get());
      } else if (token.get().equals(candidates.get(proposed))) {
        state = State.OVER;
        return new Progress(Progress.Status.AGREED, token.get(), send.toByteArray());
      } else if (!token.get().equals(Token.NOT_AVAILABLE)) {
        throw new DecodeException("answer to a proposal that was not made");
      } else if (++proposed == candidates.size()) {
        state = State.OVER;
        return new Progress(Progress.Status.REFUSED, "", send.toByteArray());
      } else {
        send.writeBytes(Token.encode(candidates.get(proposed)));
      }
      token = Token.next(assembler, in);
    }
    return new Progress(Progress.Status.PENDING, "", send.toByteArray());
  }

  private void expectHeader(String token) throws DecodeException {
    if (!token.equals(Token.HEADER)) {
      throw new DecodeException("the other side does not speak multistream 1.0.0");
    }
    state = State.AWAIT_ANSWER;
  }
}
