package io.loadline.consensus.frost;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A dealt group from a seed and the steps of a signature by hand. */
final class TestGroup {
  final SplittableRandom random;
  final Dealer.Deal deal;

  TestGroup(int members, int threshold, long seed) {
    this.random = new SplittableRandom(seed);
    this.deal = Dealer.deal(members, threshold, random::nextBytes);
  }

  KeyShare share(int identifier) {
    return deal.shares().get(identifier - 1);
  }

  NoncePair nonces(int identifier) {
    return NoncePair.generate(share(identifier), random::nextBytes);
  }

  static SignerCommitment entry(int identifier, NoncePair pair) {
    return new SignerCommitment(new Identifier(identifier), pair.commitment());
  }

  /** A package, its signers' pairs and the context, before anybody signed. */
  final class Session {
    final List<NoncePair> pairs = new ArrayList<>();
    final SigningContext context;

    Session(byte[] message, int... identifiers) {
      List<SignerCommitment> entries = new ArrayList<>();
      for (int identifier : identifiers) {
        NoncePair pair = nonces(identifier);
        pairs.add(pair);
        entries.add(entry(identifier, pair));
      }
      context = new SigningContext(deal.group(), new SigningPackage(entries, message));
    }

    List<SignatureShare> sign() {
      return sign(pairs.size());
    }

    /** The shares of the first few signers. */
    List<SignatureShare> sign(int count) {
      List<SignatureShare> shares = new ArrayList<>();
      List<Identifier> identifiers = context.signingPackage().identifiers();
      for (int i = 0; i < count; i++) {
        shares.add(Frost.sign(share(identifiers.get(i).number()), pairs.get(i), context));
      }
      return shares;
    }

    GroupSignature signature() {
      return ((Aggregation.Signed) Frost.aggregate(context, sign())).signature();
    }
  }
}
