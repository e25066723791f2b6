package io.loadline.consensus.agreement;

import io.loadline.consensus.Committee;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.message.MessageCodec;

/** What all heights of one member share. */
record Setup(
    Committee committee,
    int self,
    Voter voter,
    MessageCodec codec,
    KeyShare share,
    RandomBytes random,
    AgreementParameters parameters) {}
