package network.clawnet.cli.command.market;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;

/** Says on standard error how a list goes on. */
public final class MorePages {
  private MorePages() {}

  /** Prints the remark where the answer is not the last part. */
  public static void note(Call call, Answer answer) {
    String next = answer.text("next");
    if (next != null && !call.output().isJson()) {
      call.output().note(call.text("list.next", next));
    }
  }
}
