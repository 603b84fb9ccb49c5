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

    @Override
    boolean losesPower() {
      return false;
    }
  },
  /** Power cut with nothing of the last group on the disk. */
  POWER_NOTHING {
    @Override
    void apply(SimNode node, SimProcess ending) {
      node.disk.cutPowerAfter(0);
    }
  },
  /** Power cut in the middle of writing a group: any of its sectors are on the disk. */
  POWER_TORN {
    @Override
    void apply(SimNode node, SimProcess ending) {
      writeWithoutSync(node, ending);
      node.disk.cutPower(node.random);
    }
  },
  /** Power cut with the whole last group on the disk, though no sync returned. */
  POWER_ALL {
    @Override
    void apply(SimNode node, SimProcess ending) {
      writeWithoutSync(node, ending);
      node.disk.cutPowerAfter(Long.MAX_VALUE);
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
      node.journalLost = true;
    }
  };

  abstract void apply(SimNode node, SimProcess ending);

  /** Returns whether what the database did not flush is gone. */
  boolean losesPower() {
    return true;
  }

  private static void writeWithoutSync(SimNode node, SimProcess ending) {
    node.disk.failAt(node.disk.operations() + 1 + node.random.nextInt(2));
    try {
      ending.writeLastGroup();
    } catch (IOException | IllegalStateException expected) {
      node.world.note(node.index, "torn", expected);
    }
  }
}
