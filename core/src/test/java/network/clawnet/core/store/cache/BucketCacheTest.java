package network.clawnet.core.store.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class BucketCacheTest {
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  @Test
  void alwaysAnswersWithTheNewestBucketWithinItsBound() {
    Seeds.forAll(
        20,
        random -> {
          BucketCache cache = new BucketCache(20_000);
          Map<Long, byte[]> store = new HashMap<>();
          Map<Long, byte[]> unwritten = new HashMap<>();
          for (long commit = 1; commit <= 60; commit++) {
            for (int i = 0; i < 40; i++) {
              long key = (long) random.nextInt(500) << 20;
              byte[] bucket = new byte[random.nextInt(100)];
              random.nextBytes(bucket);
              cache.put(key, bucket, commit);
              unwritten.put(key, bucket);
            }
            for (int i = 0; i < 100; i++) {
              long key = (long) random.nextInt(500) << 20;
              byte[] expected = unwritten.getOrDefault(key, store.getOrDefault(key, OLD));
              assertThat(cache.get(key, it -> store.getOrDefault(it, OLD))).isSameAs(expected);
            }
            if (random.nextInt(3) > 0) {
              store.putAll(unwritten);
              unwritten.clear();
              cache.written(commit);
              assertThat(cache.bytes()).isLessThanOrEqualTo(20_000);
            }
          }
        });
  }

  @Test
  void readsTheStoreOnceAndThenAnswersItself() {
    BucketCache cache = new BucketCache(10_000);

    assertThat(cache.get(7, key -> OLD)).isSameAs(OLD);
    assertThat(cache.get(7, key -> NEW)).isSameAs(OLD);
  }

  @Test
  void doesNotKeepWhatWasReadBeforeAChange() {
    BucketCache cache = new BucketCache(1_600);
    byte[] read =
        cache.get(
            7,
            key -> {
              cache.put(7, NEW, 1);
              cache.written(1);
              for (long other = 8; other < 300; other++) {
                cache.put(other, new byte[30], 1);
              }
              return OLD;
            });

    assertThat(read).isSameAs(OLD);
    assertThat(cache.get(7, key -> NEW)).isSameAs(NEW);
  }

  @Test
  void keepsAnUnwrittenBucketOverItsBound() {
    BucketCache cache = new BucketCache(0);
    cache.put(7, NEW, 2);
    cache.written(1);
    assertThat(cache.get(7, key -> OLD)).isSameAs(NEW);

    cache.written(2);
    assertThat(cache.bytes()).isZero();
    assertThat(cache.get(7, key -> OLD)).isSameAs(OLD);
  }

  @Test
  void countsTheBytesItHolds() {
    BucketCache cache = new BucketCache(1 << 20);
    cache.put(7, new byte[100], 1);
    long one = cache.bytes();
    cache.put(7, new byte[300], 2);

    assertThat(one).isGreaterThanOrEqualTo(100);
    assertThat(cache.bytes()).isEqualTo(one + 200);
  }
}
