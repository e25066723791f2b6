package io.loadline.node.archive;

import io.loadline.consensus.Bytes;

/** The exact bytes that were signed in a slot. */
public record SignedMessage(SigningSlot slot, Bytes bytes) {}
