package network.clawnet.p2p.negotiate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.wire.MessageAssembler;

/**
 * The side that was called: takes the first proposal that it speaks. Answers the header when it has
 * seen one, so that both answers to the usual first flight make one. One owner thread.
 *
 * <pre>AWAIT_HEADER --header--> AWAIT_PROPOSAL --known--> AGREED
 *                                | --unknown or ls: na--> AWAIT_PROPOSAL</pre>
 */
public final class Responder {
  /** Most messages of one negotiation, headers included. */
  public static final int MAX_MESSAGES = 100;

  private final Predicate<String> speaks;
  private final MessageAssembler assembler = Token.assembler();
  private int messages;
  private boolean over;

  /**
   * @param speaks tells whether this side speaks a protocol
   */
  public Responder(Predicate<String> speaks) {
    this.speaks = speaks;
  }

  /**
   * Takes bytes of the other side, none behind the agreement. Never REFUSED: the other side may go
   * on proposing until the shell's deadline.
   *
   * @throws DecodeException if the other side does not speak multistream-select 1.0 or proposes
   *     without end; close
   * @throws IllegalStateException if the negotiation is over
   */
  public Progress feed(ByteBuffer in) throws DecodeException {
    if (over) {
      throw new IllegalStateException("the negotiation is over");
    }
    ByteArrayOutputStream send = new ByteArrayOutputStream();
    Optional<String> token = Token.next(assembler, in);
    while (token.isPresent()) {
      String text = token.get();
      count(text);
      if (text.equals(Token.HEADER)) {
        send.writeBytes(Token.encode(Token.HEADER)); // js answers a second one as well
      } else if (speaks.test(text)) {
        send.writeBytes(Token.encode(text));
        over = true;
        return new Progress(Progress.Status.AGREED, text, send.toByteArray());
      } else {
        send.writeBytes(Token.encode(Token.NOT_AVAILABLE));
      }
      token = Token.next(assembler, in);
    }
    return new Progress(Progress.Status.PENDING, "", send.toByteArray());
  }

  private void count(String text) throws DecodeException {
    if (messages == 0 && !text.equals(Token.HEADER)) {
      throw new DecodeException("the other side does not speak multistream 1.0.0");
    }
    if (++messages > MAX_MESSAGES) {
      throw new DecodeException("more than 100 messages in one negotiation");
    }
  }
}
