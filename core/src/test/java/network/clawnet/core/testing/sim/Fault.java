package network.clawnet.core.testing.sim;

import java.io.IOException;
import network.clawnet.core.testing.disk.FaultyDisk;

/** How a process ends. */
enum Fault {
  /** Kill -9: all that was written stays. */
  KILL {
    @Override
    void apply(SimNode node, SimProcess ending) {
      node.disk.killProcess();
    }
  },
  /** Power cut with nothing of the last group on the disk. */
  POWER_NOTHING {
    @Override
    void apply(SimNode node, SimProcess ending) {
      node.disk.cutPowerAfter(0);
      node.store.losePower();
    }
  },
  /** Power cut in the middle of writing a group: any of its sectors are on the disk. */
  POWER_TORN {
    @Override
    void apply(SimNode node, SimProcess ending) {
      writeWithoutSync(node, ending);
      node.disk.cutPower(node.random);
      node.store.losePower();
    }
  },
  /** Power cut with the whole last group on the disk, though no sync returned. */
  POWER_ALL {
    @Override
    void apply(SimNode node, SimProcess ending) {
      writeWithoutSync(node, ending);
      node.disk.cutPowerAfter(Long.MAX_VALUE);
      node.store.losePower();
    }
  },
  /** A bit of the last durable group is inverted. */
  FLIP {
    @Override
    void apply(SimNode node, SimProcess ending) {
      POWER_NOTHING.apply(node, ending);
      ending.flipLastGroup();
    }
  },
  /** The journal is gone, the key is not. */
  JOURNAL_LOST {
    @Override
    void apply(SimNode node, SimProcess ending) {
      node.disk = new FaultyDisk();
      node.store.losePower();
      node.journalLost = true;
    }
  };

  abstract void apply(SimNode node, SimProcess ending);

  private static void writeWithoutSync(SimNode node, SimProcess ending) {
    node.disk.failAt(node.disk.operations() + 1 + node.random.nextInt(2));
    try {
      ending.journal().sync();
    } catch (IOException | IllegalStateException expected) {
      node.world.note(node.index, "torn", expected);
    }
  }
}
