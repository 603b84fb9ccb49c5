package network.clawnet.daemon.http.server;

import org.eclipse.jetty.util.component.LifeCycle;

/** Runs something once the server runs. */
record OnStarted(Runnable action) implements LifeCycle.Listener {
  @Override
  public void lifeCycleStarted(LifeCycle started) {
    action.run();
  }
}
