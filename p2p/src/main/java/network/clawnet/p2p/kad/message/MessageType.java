package network.clawnet.p2p.kad.message;

import network.clawnet.core.codec.DecodeException;

/** What a message asks for; the numbers are those on the wire. */
public enum MessageType {
  /** Store a record; the answer repeats it. */
  PUT_VALUE(0),
  /** Return a record and closer peers. */
  GET_VALUE(1),
  /** Remember that the sender provides a key; there is no answer. */
  ADD_PROVIDER(2),
  /** Return providers of a key and closer peers. */
  GET_PROVIDERS(3),
  /** Return closer peers. */
  FIND_NODE(4),
  /** Obsolete: never sent, answered with itself. */
  PING(5);

  private static final MessageType[] ALL = values();

  private final int number;

  MessageType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static MessageType of(int number) throws DecodeException {
    for (MessageType type : ALL) {
      if (type.number == number) {
        return type;
      }
    }
    throw new DecodeException("no kad message has type " + number);
  }
}
