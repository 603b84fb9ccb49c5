package network.clawnet.core.tree;

/** Committed buckets, from the cache or the store. Any thread. */
@FunctionalInterface
interface BucketSource {
  /**
   * Returns the bucket, empty where there is none. Not to be changed.
   *
   * @throws java.io.UncheckedIOException if the store fails or its bytes are damaged
   */
  byte[] bucket(byte module, int start);
}
