package io.loadline.consensus.message;

import io.loadline.consensus.Digest;

/** Names one member's observation; the hash alone may stand for several members' equal ones. */
public record ObservationRef(int member, Digest hash) {}
