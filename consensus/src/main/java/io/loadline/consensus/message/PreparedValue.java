package io.loadline.consensus.message;

import io.loadline.consensus.Digest;

/** The round and digest a member is locked on. */
public record PreparedValue(int round, Digest digest) {}
