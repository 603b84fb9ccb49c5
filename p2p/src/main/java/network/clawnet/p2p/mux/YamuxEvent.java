package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;

/** What a session tells its owner. */
public sealed interface YamuxEvent {
  /** The peer opened a stream; it is acknowledged unless reset. */
  record Opened(int streamId) implements YamuxEvent {}

  /** The peer acknowledged a stream of ours; another may be opened. */
  record Acknowledged(int streamId) implements YamuxEvent {}

  /**
   * Bytes of a stream: a view of the input, good until that is reused. Must be followed by {@link
   * YamuxSession#consumed} when the application has taken them.
   */
  record Payload(int streamId, ByteBuffer bytes) implements YamuxEvent {}

  /** The peer finished its direction; nothing more will arrive. */
  record Ended(int streamId) implements YamuxEvent {}

  /** The peer dropped the stream in both directions. */
  record Reset(int streamId, long code) implements YamuxEvent {}

  /** We dropped the stream for the peer's fault or for want of memory. */
  record Dropped(int streamId, Violation why) implements YamuxEvent {}

  /** So many bytes of a stream's queue have been put into frames. */
  record Written(int streamId, int bytes) implements YamuxEvent {}

  /** The peer answered a ping; the round trip is the shortest of the last ones. */
  record Pong(long rttMicros) implements YamuxEvent {}

  /** The peer takes no more streams; unless the code is 0, the session is over. */
  record GoneAway(long code) implements YamuxEvent {}

  /** The session is over by the peer's fault; write what is left and close. */
  record Failed(Violation why) implements YamuxEvent {}
}
