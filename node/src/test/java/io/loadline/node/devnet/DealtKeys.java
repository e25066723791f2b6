package io.loadline.node.devnet;

import io.loadline.consensus.frost.Aggregation;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.NoncePair;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.SignatureShare;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningPackage;
import java.util.ArrayList;
import java.util.List;

/** Signing by one who holds all shares, which only a test ever does. */
final class DealtKeys {
  private DealtKeys() {}

  /** The first threshold of the shares signs, as ROAST has operators do. */
  static GroupSignature sign(List<KeyShare> shares, byte[] message, RandomBytes random) {
    var group = shares.getFirst().group();
    var signers = shares.subList(0, group.threshold());
    var nonces = signers.stream().map(signer -> NoncePair.generate(signer, random)).toList();
    var commitments = new ArrayList<SignerCommitment>();
    for (int i = 0; i < signers.size(); i++) {
      commitments.add(
          new SignerCommitment(signers.get(i).identifier(), nonces.get(i).commitment()));
    }
    var context = new SigningContext(group, new SigningPackage(commitments, message));
    var signed = new ArrayList<SignatureShare>();
    for (int i = 0; i < signers.size(); i++) {
      signed.add(Frost.sign(signers.get(i), nonces.get(i), context));
    }
    return switch (Frost.aggregate(context, signed)) {
      case Aggregation.Signed(var signature) -> signature;
      case Aggregation.Failed failed ->
          throw new IllegalStateException("the dealt shares do not sign: " + failed);
    };
  }
}
