package io.loadline.consensus.message;

import io.loadline.consensus.RecoverableSignature;

/** One vote inside a certificate. */
public record MemberSignature(int member, RecoverableSignature signature) {}
