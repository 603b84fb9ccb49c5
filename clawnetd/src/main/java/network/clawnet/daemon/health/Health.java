package network.clawnet.daemon.health;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers liveness and readiness. Alive: no component has stopped on a fault. Ready: alive, and
 * every check is content.
 */
public final class Health {
  private final FaultLatch latch;
  private final List<Check> checks;

  /**
   * Something that readiness depends on.
   *
   * @param status one word for machines where it fails, for example {@code syncing}
   * @param complaint a sentence where it fails; asked on the caller's thread, must be quick
   */
  public record Check(String status, Supplier<Optional<String>> complaint) {}

  /**
   * A verdict.
   *
   * @param status {@code ok}, {@code failed}, or the status of the first failing check
   * @param reason empty when ok
   */
  public record Report(boolean ok, String status, String reason) {
    static final Report OK = new Report(true, "ok", "");
  }

  public Health(FaultLatch latch, List<Check> checks) {
    this.latch = latch;
    this.checks = List.copyOf(checks);
  }

  public Report live() {
    return latch.reason().map(reason -> new Report(false, "failed", reason)).orElse(Report.OK);
  }

  public Report ready() {
    Report live = live();
    if (!live.ok()) {
      return live;
    }
    for (Check check : checks) {
      Optional<String> complaint = check.complaint().get();
      if (complaint.isPresent()) {
        return new Report(false, check.status(), complaint.get());
      }
    }
    return Report.OK;
  }
}
