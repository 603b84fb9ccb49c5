package network.clawnet.core.tree;

import network.clawnet.core.state.StateKey;

/** Takes buckets apart for a visitor of entries. */
final class EntryScan implements TreeStore.Records {
  private final StateTree.EntryVisitor visitor;

  EntryScan(StateTree.EntryVisitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public void extent(byte module, TreeStore.Extent extent) {}

  @Override
  public boolean bucket(byte module, int start, byte[] bucket) {
    for (int entry = 0; entry < bucket.length; entry = Bucket.next(bucket, entry)) {
      StateKey key = new StateKey(module, Bucket.key(bucket, entry));
      if (!visitor.visit(key, Bucket.value(bucket, entry))) {
        return false;
      }
    }
    return true;
  }
}
