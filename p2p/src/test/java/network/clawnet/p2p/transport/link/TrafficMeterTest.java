package network.clawnet.p2p.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.p2p.transport.Traffic;
import org.junit.jupiter.api.Test;

final class TrafficMeterTest {
  private final TrafficMeter meter = new TrafficMeter(5);

  @Test
  void showsWhatItWasToldToNote() {
    meter.received(3);
    meter.sent(4);
    assertThat(meter.traffic()).isEqualTo(new Traffic(0, 0, 5));

    meter.note(9);

    assertThat(meter.traffic()).isEqualTo(new Traffic(3, 4, 9));
  }

  @Test
  void keepsTheTimeWhenNothingMoved() {
    meter.received(3);
    meter.note(9);

    meter.note(12);

    assertThat(meter.traffic().lastMicros()).isEqualTo(9);
  }
}
