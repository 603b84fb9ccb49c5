package network.clawnet.cli.command.access;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Fields;

/** A fresh credential as a person reads it: the secret is shown this once. */
final class SecretLines {
  private SecretLines() {}

  static List<String> of(Call call, Answer answer) {
    List<String> lines =
        new ArrayList<>(
            new Fields()
                .add(call.text("credential.id"), answer.text("id"))
                .add(call.text("credential.secret"), answer.text("secret"))
                .lines());
    lines.add(call.text("credential.once"));
    return lines;
  }
}
