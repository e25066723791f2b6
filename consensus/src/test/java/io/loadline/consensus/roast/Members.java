package io.loadline.consensus.roast;

import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.roast.RoastEffect.Send;
import io.loadline.consensus.roast.RoastMessage.NonceOffer;
import io.loadline.consensus.roast.RoastMessage.SignRequest;
import io.loadline.consensus.roast.RoastMessage.SignShare;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A dealt group whose members have all computed one digest, for tests that read as charts. */
final class Members {
  static final Digest DIGEST = Digest.fromHex("0x" + "11".repeat(32));
  static final Digest OTHER_DIGEST = Digest.fromHex("0x" + "22".repeat(32));
  static final SigningSubject SUBJECT = new SigningSubject(5, 0, DIGEST);

  final Dealer.Deal deal;
  final List<RoastSigner> signers = new ArrayList<>();
  private final SplittableRandom random;

  Members(int members, long seed) {
    random = new SplittableRandom(seed);
    deal = Dealer.deal(members, (2 * members + 2) / 3, random::nextBytes);
    for (int member = 0; member < members; member++) {
      signers.add(freshSigner(member));
    }
  }

  static Identifier id(int number) {
    return new Identifier(number);
  }

  SigningGroup group() {
    return deal.group();
  }

  /** A signer as after a restart: it has computed the digest, and knows no decision. */
  RoastSigner freshSigner(int member) {
    RoastSigner signer = new RoastSigner(deal.shares().get(member), 5, random::nextBytes);
    signer.on(new SignerEvent.Computed(DIGEST));
    return signer;
  }

  RoastSigner signer(int number) {
    return signers.get(number - 1);
  }

  NonceOffer commit(int number, int coordinator) {
    return signer(number).offerWithCommit(SUBJECT, id(coordinator));
  }

  void decideAll() {
    signers.forEach(signer -> signer.on(new SignerEvent.Decided(DIGEST)));
  }

  List<RoastEffect> request(int number, int coordinator, SignRequest request) {
    return signer(number).on(new SignerEvent.SignRequested(id(coordinator), request));
  }

  static SignRequest requestIn(List<RoastEffect> effects) {
    return effects.stream()
        .filter(effect -> effect instanceof Send(var _, SignRequest _))
        .map(effect -> (SignRequest) ((Send) effect).message())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no request in " + effects));
  }

  static SignShare shareIn(List<RoastEffect> effects) {
    return effects.stream()
        .filter(effect -> effect instanceof Send(var _, SignShare _))
        .map(effect -> (SignShare) ((Send) effect).message())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no share in " + effects));
  }
}
