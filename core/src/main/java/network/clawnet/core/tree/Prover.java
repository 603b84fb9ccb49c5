package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.Geometry;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRule;

/** Builds one proof from the committed state. Used once, under the reader's lock. */
final class Prover {
  private static final byte[] NO_KEY = {};

  private final ModuleTop[] tops;
  private final ModuleJoin join;
  private final PathRule rule;
  private final NodeHasher hasher = new NodeHasher();
  private final BucketHasher bucketHasher;
  private final List<Hash> siblings = new ArrayList<>();
  private final byte[] path = new byte[Hash.BYTES];

  Prover(ModuleTop[] tops, ModuleJoin join, PathRule rule) {
    this.tops = tops;
    this.join = join;
    this.rule = rule;
    bucketHasher = new BucketHasher(hasher, rule);
  }

  Proof prove(StateKey key) {
    rule.path(key.module(), key.key(), path);
    return new Proof(siblings, throughModules(key.key()));
  }

  /** Walks down a path on which no key stands: what is met at its end is another's leaf. */
  Proof prove(byte[] wanted) {
    System.arraycopy(wanted, 0, path, 0, path.length);
    return new Proof(siblings, throughModules(NO_KEY));
  }

  /** Walks down the levels above the modules until a subtree with at most one leaf. */
  private Proof.End throughModules(byte[] key) {
    List<ModuleJoin.Level> levels = new ArrayList<>();
    levels.add(join.modules());
    for (int i = 0; i < BucketHasher.MODULE_BITS; i++) {
      levels.add(levels.get(i).above(hasher));
    }
    for (int depth = 0; depth < BucketHasher.MODULE_BITS; depth++) {
      int position = (path[0] & 0xff) >>> (BucketHasher.MODULE_BITS - depth);
      byte kind = levels.get(BucketHasher.MODULE_BITS - depth).kind(position);
      if (kind == NodeHasher.EMPTY) {
        return new Proof.Nothing();
      }
      if (kind == NodeHasher.ONE) {
        return onlyLeaf(tops[onlyModule(position, depth)], 0, 0, key);
      }
      int child = (path[0] & 0xff) >>> (BucketHasher.MODULE_BITS - depth - 1);
      siblings.add(levels.get(BucketHasher.MODULE_BITS - depth - 1).hash(child ^ 1));
    }
    return throughTop(tops[path[0] & 0xff], key);
  }

  private int onlyModule(int position, int depth) {
    int module = position << (BucketHasher.MODULE_BITS - depth);
    while (tops[module].kind(0, 0) == NodeHasher.EMPTY) {
      module++;
    }
    return module;
  }

  private Proof.End throughTop(ModuleTop top, byte[] key) {
    long bits = PathRule.bits(path);
    int bucketLevel = top.geometry().levelOf(bits);
    for (int level = 0; level <= bucketLevel; level++) {
      int position = Geometry.index(bits, level);
      byte kind = top.kind(level, position);
      if (kind == NodeHasher.EMPTY) {
        return new Proof.Nothing();
      }
      if (kind == NodeHasher.ONE) {
        return onlyLeaf(top, level, position, key);
      }
      if (level < bucketLevel) {
        byte[] sibling = new byte[Hash.BYTES];
        top.node(level + 1, Geometry.index(bits, level + 1) ^ 1, sibling, 0);
        siblings.add(Hash.of(sibling));
      }
    }
    return throughBucket(top, bucketLevel, key);
  }

  private Proof.End throughBucket(ModuleTop top, int level, byte[] key) {
    byte[] bucket = top.content(top.geometry().startOf(PathRule.bits(path)));
    bucketHasher.load(top.module(), bucket, 0, bucket.length);
    int lo = 0;
    int hi = bucketHasher.size();
    int depth = BucketHasher.MODULE_BITS + level;
    while (hi - lo > 1) {
      int middle = bucketHasher.firstRight(lo, hi, depth);
      boolean right = BucketHasher.bit(path, depth);
      depth++;
      byte[] sibling = new byte[Hash.BYTES];
      bucketHasher.subtree(right ? lo : middle, right ? middle : hi, depth, sibling, 0);
      siblings.add(Hash.of(sibling));
      lo = right ? middle : lo;
      hi = right ? hi : middle;
    }
    return lo == hi ? new Proof.Nothing() : leaf(top.module(), bucket, bucketHasher.entry(lo), key);
  }

  /** Finds the single leaf below a node: down through the half that is not empty. */
  private Proof.End onlyLeaf(ModuleTop top, int level, int position, byte[] key) {
    int at = position;
    int depth = level;
    while (!isBucket(top, depth, at)) {
      depth++;
      at = top.kind(depth, 2 * at) == NodeHasher.EMPTY ? 2 * at + 1 : 2 * at;
    }
    byte[] bucket = top.content(depth == 0 ? 0 : at << (Integer.SIZE - depth));
    return leaf(top.module(), bucket, 0, key);
  }

  private static boolean isBucket(ModuleTop top, int level, int position) {
    int start = level == 0 ? 0 : position << (Integer.SIZE - level);
    return top.geometry().levelOf(Geometry.bits(start)) == level;
  }

  private Proof.End leaf(byte module, byte[] bucket, int entry, byte[] key) {
    byte[] value = Bucket.value(bucket, entry);
    byte[] found = Bucket.key(bucket, entry);
    if (module == path[0] && Arrays.equals(found, key)) {
      return new Proof.Value(value);
    }
    byte[] foundPath = new byte[Hash.BYTES];
    rule.path(module, found, foundPath);
    return new Proof.Other(Hash.of(foundPath), Hash.of(Sha256.digest(value)));
  }
}
