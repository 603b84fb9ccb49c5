package network.clawnet.core.message.post;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Route;

/** Says who may write to whom. Asked on the post office's thread, for each message. */
@FunctionalInterface
public interface Admission {
  /** What becomes of a message. */
  enum Answer {
    YES,
    /** Never: they have no such deal. */
    NO,
    /** This node is behind and cannot know. */
    LATER
  }

  /** Returns whether both are parties of a deal. */
  Answer ask(Route route, Hash deal);
}
