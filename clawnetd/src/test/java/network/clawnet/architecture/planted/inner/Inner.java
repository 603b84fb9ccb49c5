package network.clawnet.architecture.planted.inner;

import network.clawnet.architecture.planted.Planted;

/** A child that knows its parent. */
public record Inner(Planted parent) {}
