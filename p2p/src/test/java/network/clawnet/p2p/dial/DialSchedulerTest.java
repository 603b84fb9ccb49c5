package network.clawnet.p2p.dial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class DialSchedulerTest {
  private static final Multiaddr NEAR = address("/ip4/10.0.0.1/tcp/1");
  private static final Multiaddr FAR_6 = address("/ip6/2600::1/tcp/1");
  private static final Multiaddr FAR_4 = address("/ip4/8.8.8.8/tcp/1");

  private final DialScheduler<String> dials = new DialScheduler<>();

  private static Multiaddr address(String text) {
    try {
      return Multiaddr.parse(text);
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static DialEffect<String> start(long attempt, String key, Multiaddr address) {
    return new DialEffect.Start<>(attempt, key, address);
  }

  private static DialEffect<String> failed(String key, DialEffect.Cause cause) {
    return new DialEffect.Failed<>(key, cause);
  }

  @Test
  void triesNearBeforeFarAndIpv6BeforeIpv4EachALittleLater() {
    assertThat(dials.want(0, "a", List.of(FAR_4, FAR_6, NEAR), false))
        .containsExactly(start(1, "a", NEAR));
    assertThat(dials.wakeMillis()).hasValue(250);
    assertThat(dials.tick(249)).isEmpty();
    assertThat(dials.tick(250)).containsExactly(start(2, "a", FAR_6));
    assertThat(dials.tick(500)).containsExactly(start(3, "a", FAR_4));
  }

  @Test
  void goesOnAtOnceWhenAnAttemptFails() {
    dials.want(0, "a", List.of(NEAR, FAR_4), false);

    assertThat(dials.failed(10, 1)).containsExactly(start(2, "a", FAR_4));
    assertThat(dials.failed(20, 2)).containsExactly(failed("a", DialEffect.Cause.UNREACHABLE));
    assertThat(dials.contains("a")).isFalse();
    assertThat(dials.wakeMillis()).isEmpty();
  }

  @Test
  void cancelsTheOthersWhenOneSucceeds() {
    dials.want(0, "a", List.of(NEAR, FAR_6, FAR_4), false);
    dials.tick(250);

    assertThat(dials.succeeded(300, 2)).containsExactly(new DialEffect.Cancel<>(1));
    assertThat(dials.tick(10_000)).isEmpty();
    assertThat(dials.failed(10_000, 1)).isEmpty();
  }

  @Test
  void leavesAFailedAddressAloneForAWhileUnlessSomebodyInsists() {
    dials.want(0, "a", List.of(NEAR), false);
    dials.failed(0, 1);

    assertThat(dials.want(4_999, "a", List.of(NEAR), false))
        .containsExactly(failed("a", DialEffect.Cause.BACK_OFF));
    assertThat(dials.want(4_999, "a", List.of(NEAR), true)).containsExactly(start(2, "a", NEAR));
    dials.stop(4_999, "a");
    assertThat(dials.want(5_000, "a", List.of(NEAR), false)).containsExactly(start(3, "a", NEAR));
  }

  @Test
  void cutsOffAnAttemptThatTakesTooLong() {
    dials.want(0, "a", List.of(NEAR), false);

    assertThat(dials.tick(DialScheduler.ATTEMPT_MILLIS - 1)).isEmpty();
    assertThat(dials.tick(DialScheduler.ATTEMPT_MILLIS))
        .containsExactly(new DialEffect.Cancel<>(1), failed("a", DialEffect.Cause.UNREACHABLE));
  }

  @Test
  void endsADialThatTakesTooLongAltogether() {
    List<Multiaddr> many =
        IntStream.range(1, 16).mapToObj(i -> address("/ip4/8.8.8." + i + "/tcp/1")).toList();
    DialScheduler<Integer> busy = new DialScheduler<>();
    for (int i = 0; i < DialScheduler.MAX_ATTEMPTS - 1; i++) {
      busy.want(0, i, List.of(address("/ip4/9.9.9." + i + "/tcp/1")), false);
    }
    busy.want(0, 1_000, many, false);
    List<DialEffect<Integer>> seen = new ArrayList<>();
    for (long now = 0; now <= DialScheduler.DIAL_MILLIS; now += 1_000) {
      seen.addAll(busy.tick(now));
    }

    assertThat(seen)
        .filteredOn(it -> it instanceof DialEffect.Failed<?> failed && failed.key().equals(1_000))
        .hasSize(1);
    assertThat(busy.contains(1_000)).isFalse();
  }

  @Test
  void refusesWhatItHasNoAddressOrRoomFor() {
    DialScheduler<Integer> busy = new DialScheduler<>();
    assertThat(busy.want(0, 0, List.of(), false))
        .containsExactly(new DialEffect.Failed<>(0, DialEffect.Cause.NO_ADDRESS));
    for (int i = 0; i < DialScheduler.MAX_DIALS; i++) {
      busy.want(0, i, List.of(NEAR), false);
    }

    assertThat(busy.want(0, -1, List.of(NEAR), false))
        .containsExactly(new DialEffect.Failed<>(-1, DialEffect.Cause.OVERLOADED));
  }

  @Test
  void neverHasMoreAttemptsThanAllowedAndAnswersEveryDialOnce() {
    Seeds.forAll(50, DialSchedulerTest::run);
  }

  private static void run(RandomGenerator random) {
    DialScheduler<Integer> dials = new DialScheduler<>();
    Map<Long, Integer> open = new HashMap<>();
    Map<Integer, Integer> answers = new HashMap<>();
    long now = 0;
    List<DialEffect<Integer>> effects = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      List<Multiaddr> addresses =
          IntStream.range(0, random.nextInt(4))
              .mapToObj(it -> address("/ip4/8.8.4." + random.nextInt(256) + "/tcp/1"))
              .toList();
      answers.put(i, 0);
      effects.addAll(dials.want(now, i, addresses, random.nextBoolean()));
      apply(effects, open, answers);
      now += random.nextInt(100);
      effects.addAll(step(random, dials, open, now));
      apply(effects, open, answers);
    }
    OptionalLong wake = dials.wakeMillis();
    while (wake.isPresent()) {
      now = Math.max(now + 1, wake.getAsLong());
      effects.addAll(dials.tick(now));
      apply(effects, open, answers);
      wake = dials.wakeMillis();
    }
    assertThat(open).isEmpty();
    assertThat(answers.values()).containsOnly(1);
  }

  private static List<DialEffect<Integer>> step(
      RandomGenerator random, DialScheduler<Integer> dials, Map<Long, Integer> open, long now) {
    if (open.isEmpty() || random.nextBoolean()) {
      return dials.tick(now);
    }
    long attempt = open.keySet().iterator().next();
    Integer key = open.remove(attempt);
    if (random.nextBoolean() || key == null) {
      return dials.failed(now, attempt);
    }
    List<DialEffect<Integer>> out = new ArrayList<>(dials.succeeded(now, attempt));
    out.add(new DialEffect.Failed<>(key, DialEffect.Cause.UNREACHABLE)); // counts as the answer
    return out;
  }

  private static void apply(
      List<DialEffect<Integer>> effects, Map<Long, Integer> open, Map<Integer, Integer> answers) {
    for (DialEffect<Integer> effect : effects) {
      if (effect instanceof DialEffect.Start<Integer> start) {
        open.put(start.attempt(), start.key());
      } else if (effect instanceof DialEffect.Cancel<Integer> cancel) {
        assertThat(open.remove(cancel.attempt())).isNotNull();
      } else if (effect instanceof DialEffect.Failed<Integer> failed) {
        answers.merge(failed.key(), 1, Integer::sum);
      }
    }
    effects.clear();
    assertThat(open.size()).isLessThanOrEqualTo(DialScheduler.MAX_ATTEMPTS);
  }
}
