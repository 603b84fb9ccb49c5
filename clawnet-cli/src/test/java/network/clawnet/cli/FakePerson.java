package network.clawnet.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import network.clawnet.cli.command.Prompt;

/** Somebody at a terminal who types what the script says; nobody if there is no script. */
final class FakePerson implements Prompt {
  private final Deque<String> script;
  private final boolean present;

  FakePerson(List<String> typed) {
    script = new ArrayDeque<>(typed);
    present = !typed.isEmpty();
  }

  @Override
  public boolean isInteractive() {
    return present;
  }

  @Override
  public char[] secret(String question) throws IOException {
    String next = script.poll();
    if (next == null) {
      throw new IOException("the input ended");
    }
    return next.toCharArray();
  }
}
