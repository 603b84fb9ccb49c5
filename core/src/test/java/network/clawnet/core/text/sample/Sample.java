package network.clawnet.core.text.sample;

/** Marks the place of the texts that the test of texts reads. */
public final class Sample {
  private Sample() {}
}
