package io.loadline.consensus.roast;

import static io.loadline.consensus.roast.Members.DIGEST;
import static io.loadline.consensus.roast.Members.OTHER_DIGEST;
import static io.loadline.consensus.roast.Members.SUBJECT;
import static io.loadline.consensus.roast.Members.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.roast.RoastEffect.Refusal;
import io.loadline.consensus.roast.RoastEffect.Refused;
import io.loadline.consensus.roast.RoastEffect.Send;
import io.loadline.consensus.roast.RoastMessage.NonceOffer;
import io.loadline.consensus.roast.RoastMessage.NonceRequest;
import io.loadline.consensus.roast.RoastMessage.SignRequest;
import io.loadline.consensus.roast.RoastMessage.SignShare;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Four members, threshold three; member 1 signs, member 2 coordinates. */
final class RoastSignerTest {
  private static final Identifier COORDINATOR = id(2);

  private final Members members = new Members(4, 1);
  private final RoastSigner signer = members.signer(1);
  private final NonceOffer own = members.commit(1, 2);
  private final NonceOffer second = members.commit(2, 2);
  private final NonceOffer third = members.commit(3, 2);

  private SignRequest request(NonceOffer... offers) {
    return request(SUBJECT, 0, offers);
  }

  private static SignRequest request(SigningSubject subject, int attempt, NonceOffer... offers) {
    int[] numbers = {1, 2, 3, 4};
    return new SignRequest(
        subject,
        attempt,
        0,
        IntStream.range(0, offers.length)
            .mapToObj(i -> new SignerCommitment(id(numbers[i]), offers[i].commitment()))
            .toList());
  }

  private SignRequest good() {
    return request(own, second, third);
  }

  private void decide() {
    signer.on(new SignerEvent.Decided(DIGEST));
  }

  private static List<RoastEffect> refused(Refusal refusal) {
    return List.of(new Refused(COORDINATOR, refusal));
  }

  /** After this, the pair must be gone: the good request for it gets nothing. */
  private void assertPairIsBurned() {
    assertThat(members.request(1, 2, good())).isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
  }

  @Test
  void aDecidedAndComputedDigestIsSignedForTheCoordinator() {
    decide();
    List<RoastEffect> effects = members.request(1, 2, good());
    SignShare share = Members.shareIn(effects);
    assertThat(effects).isEqualTo(List.of(new Send(List.of(COORDINATOR), share)));
    assertThat(share.subject()).isEqualTo(SUBJECT);
    assertThat(share.coordinator()).isEqualTo(COORDINATOR);
    assertThat(share.next().sharesNonceWith(own.commitment())).isFalse();
  }

  @Test
  void aRequestBeforeTheDecisionWaitsForIt() {
    assertThat(members.request(1, 2, good())).isEmpty();
    assertThat(members.request(1, 2, good())).isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
    List<RoastEffect> effects = signer.on(new SignerEvent.Decided(DIGEST));
    assertThat(Members.shareIn(effects).coordinator()).isEqualTo(COORDINATOR);
    assertThat(signer.on(new SignerEvent.Decided(DIGEST))).isEmpty();
  }

  @Test
  void aRequestThatWaitedIsDroppedWhenAnotherDigestIsDecided() {
    members.request(1, 2, good());
    assertThat(signer.on(new SignerEvent.Decided(OTHER_DIGEST)))
        .isEqualTo(refused(Refusal.NOT_DECIDED));
    assertPairIsBurned();
  }

  @Test
  void theSecondRequestForAPairIsRefusedWhateverItSays() {
    decide();
    members.request(1, 2, good());
    NonceOffer fourth = members.commit(4, 2);
    assertThat(members.request(1, 2, good())).isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
    assertThat(members.request(1, 2, request(own, second, fourth)))
        .isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
    SigningSubject other = new SigningSubject(5, 0, OTHER_DIGEST);
    assertThat(members.request(1, 2, request(other, 0, own, second, third)))
        .isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
  }

  @Test
  void aRequestForAnotherDigestBurnsThePairAndSignsNothing() {
    decide();
    SigningSubject other = new SigningSubject(5, 0, OTHER_DIGEST);
    assertThat(members.request(1, 2, request(other, 0, own, second, third)))
        .isEqualTo(refused(Refusal.OTHER_SUBJECT));
    assertPairIsBurned();
  }

  @Test
  void aComputedButUndecidedDigestIsNotSigned() {
    signer.on(new SignerEvent.Decided(OTHER_DIGEST));
    assertThat(members.request(1, 2, good())).isEqualTo(refused(Refusal.NOT_DECIDED));
    assertPairIsBurned();
  }

  @Test
  void aDigestThatWasNotComputedGetsNeitherNonceNorShare() {
    SigningSubject other = new SigningSubject(5, 0, OTHER_DIGEST);
    assertThat(signer.on(new SignerEvent.NonceRequested(COORDINATOR, new NonceRequest(other, 0))))
        .isEqualTo(refused(Refusal.NOT_COMPUTED));
    assertThatThrownBy(() -> signer.offerWithCommit(other, COORDINATOR))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoDecisionsAtOneHeightAreABrokenInvariant() {
    decide();
    assertThatThrownBy(() -> signer.on(new SignerEvent.Decided(OTHER_DIGEST)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aListWithFewerOrMoreThanTheThresholdBurnsThePair() {
    decide();
    assertThat(members.request(1, 2, request(own, second)))
        .isEqualTo(refused(Refusal.BAD_SIGNER_LIST));
    assertPairIsBurned();
  }

  @Test
  void aListOfMoreThanTheThresholdBurnsThePair() {
    decide();
    NonceOffer fourth = members.commit(4, 2);
    assertThat(members.request(1, 2, request(own, second, third, fourth)))
        .isEqualTo(refused(Refusal.BAD_SIGNER_LIST));
    assertPairIsBurned();
  }

  @Test
  void anUnsortedListBurnsThePair() {
    decide();
    assertThat(members.request(1, 2, new SignRequest(SUBJECT, 0, 0, good().signers().reversed())))
        .isEqualTo(refused(Refusal.BAD_SIGNER_LIST));
    assertPairIsBurned();
  }

  @Test
  void aListWithARepeatedSignerBurnsThePair() {
    decide();
    List<SignerCommitment> signers = good().signers();
    assertThat(
            members.request(
                1,
                2,
                new SignRequest(
                    SUBJECT, 0, 0, List.of(signers.get(0), signers.get(1), signers.get(1)))))
        .isEqualTo(refused(Refusal.BAD_SIGNER_LIST));
    assertPairIsBurned();
  }

  @Test
  void aListWithSomeoneOutsideTheGroupBurnsThePair() {
    decide();
    List<SignerCommitment> signers = good().signers();
    SignerCommitment stranger = new SignerCommitment(id(5), third.commitment());
    assertThat(
            members.request(
                1,
                2,
                new SignRequest(SUBJECT, 0, 0, List.of(signers.get(0), signers.get(1), stranger))))
        .isEqualTo(refused(Refusal.BAD_SIGNER_LIST));
    assertPairIsBurned();
  }

  @Test
  void aListWithAnotherCommitmentInOurNameIsNotForUs() {
    decide();
    assertThat(members.request(1, 2, request(second, second, third)))
        .isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
    assertThat(members.request(1, 2, good())).hasOnlyElementsOfType(Send.class);
  }

  @Test
  void aPairForOneCoordinatorIsNothingToAnother() {
    decide();
    assertThat(members.request(1, 3, good()))
        .isEqualTo(List.of(new Refused(id(3), Refusal.NO_UNUSED_NONCE)));
    assertThat(members.request(1, 2, good())).hasOnlyElementsOfType(Send.class);
  }

  @Test
  void eachCoordinatorGetsAPairOfItsOwn() {
    NonceOffer forThird = members.commit(1, 3);
    assertThat(forThird.commitment().sharesNonceWith(own.commitment())).isFalse();
    assertThat(members.commit(1, 3)).isEqualTo(forThird);
  }

  @Test
  void anUnusedPairIsOfferedAgainRatherThanAnotherOne() {
    NonceRequest ask = new NonceRequest(SUBJECT, 0);
    assertThat(signer.on(new SignerEvent.NonceRequested(COORDINATOR, ask)))
        .isEqualTo(List.of(new Send(List.of(COORDINATOR), own)));
  }

  @Test
  void aCoordinatorThatStartsAfreshGetsAFreshPairAndTheOldOneIsGone() {
    decide();
    NonceRequest ask = new NonceRequest(SUBJECT, 1);
    List<RoastEffect> effects = signer.on(new SignerEvent.NonceRequested(COORDINATOR, ask));
    NonceOffer fresh = (NonceOffer) ((Send) effects.getFirst()).message();
    assertThat(fresh.commitment().sharesNonceWith(own.commitment())).isFalse();
    assertPairIsBurned();
    assertThat(signer.on(new SignerEvent.NonceRequested(COORDINATOR, new NonceRequest(SUBJECT, 0))))
        .isEqualTo(refused(Refusal.OTHER_SUBJECT));
    assertThat(members.request(1, 2, request(SUBJECT, 1, fresh, second, third)))
        .hasOnlyElementsOfType(Send.class);
  }

  @Test
  void oneCoordinatorCannotMakeUsHoardNonces() {
    for (int attempt = 1; attempt <= 16; attempt++) {
      assertThat(
              signer.on(
                  new SignerEvent.NonceRequested(
                      COORDINATOR, new NonceRequest(new SigningSubject(5, attempt, DIGEST), 0))))
          .hasOnlyElementsOfType(Send.class);
    }
    assertThat(
            signer.on(
                new SignerEvent.NonceRequested(
                    COORDINATOR, new NonceRequest(new SigningSubject(5, 17, DIGEST), 0))))
        .isEqualTo(refused(Refusal.LIMIT_REACHED));
  }

  @Test
  void oneAttemptGetsAtMostTheSessionsRoastNeeds() {
    decide();
    NonceOffer pair = own;
    for (int session = 0; session < 2; session++) { // n - t + 1
      SignShare share =
          Members.shareIn(
              members.request(
                  1,
                  2,
                  new SignRequest(SUBJECT, 0, session, request(pair, second, third).signers())));
      pair = new NonceOffer(SUBJECT, COORDINATOR, 0, share.next());
    }
    assertThat(members.request(1, 2, request(pair, second, third)))
        .isEqualTo(refused(Refusal.LIMIT_REACHED));
  }

  @Test
  void heightsAndStrangersAreKeptApart() {
    SigningSubject otherHeight = new SigningSubject(6, 0, DIGEST);
    assertThat(
            signer.on(
                new SignerEvent.NonceRequested(COORDINATOR, new NonceRequest(otherHeight, 0))))
        .isEqualTo(refused(Refusal.OTHER_SUBJECT));
    assertThat(signer.on(new SignerEvent.NonceRequested(id(5), new NonceRequest(SUBJECT, 0))))
        .isEqualTo(List.of(new Refused(id(5), Refusal.NOT_A_MEMBER)));
  }

  @Test
  void aRestartedSignerKnowsNothingOfItsOldPairs() {
    RoastSigner restarted = members.freshSigner(0);
    restarted.on(new SignerEvent.Decided(DIGEST));
    assertThat(restarted.on(new SignerEvent.SignRequested(COORDINATOR, good())))
        .isEqualTo(refused(Refusal.NO_UNUSED_NONCE));
    assertThat(
            restarted
                .offerWithCommit(SUBJECT, COORDINATOR)
                .commitment()
                .sharesNonceWith(own.commitment()))
        .isFalse();
  }

  @Test
  void aTickRepeatsTheLastShareAndMakesNoNewOne() {
    decide();
    List<RoastEffect> effects = members.request(1, 2, good());
    assertThat(signer.on(new SignerEvent.Tick())).isEqualTo(effects);
    assertThat(signer.on(new SignerEvent.Tick())).isEqualTo(effects);
  }

  @Test
  void aClosedHeightSignsNothing() {
    decide();
    signer.on(new SignerEvent.Closed());
    assertThat(members.request(1, 2, good())).isEmpty();
    assertThat(signer.on(new SignerEvent.NonceRequested(COORDINATOR, new NonceRequest(SUBJECT, 3))))
        .isEmpty();
    assertThatThrownBy(() -> signer.offerWithCommit(SUBJECT, COORDINATOR))
        .isInstanceOf(IllegalStateException.class);
  }
}
