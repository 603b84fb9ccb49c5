/**
 * The key-value store on RocksDB, and the only code that imports it. Knows families, keys and
 * batches, not what they mean. Rules: docs/protocol/state.md, section Durability.
 */
@NullMarked
package network.clawnet.core.store.rocksdb;

import org.jspecify.annotations.NullMarked;
