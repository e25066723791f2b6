package io.loadline.consensus.roast;

import static io.loadline.consensus.roast.Members.DIGEST;
import static io.loadline.consensus.roast.Members.SUBJECT;
import static io.loadline.consensus.roast.Members.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.roast.RoastEffect.Accused;
import io.loadline.consensus.roast.RoastEffect.Misconduct;
import io.loadline.consensus.roast.RoastEffect.Refusal;
import io.loadline.consensus.roast.RoastEffect.Refused;
import io.loadline.consensus.roast.RoastEffect.Send;
import io.loadline.consensus.roast.RoastEffect.Signed;
import io.loadline.consensus.roast.RoastMessage.NonceOffer;
import io.loadline.consensus.roast.RoastMessage.NonceRequest;
import io.loadline.consensus.roast.RoastMessage.SignRequest;
import io.loadline.consensus.roast.RoastMessage.SignShare;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four members, threshold three; member 2 coordinates. */
final class RoastCoordinatorTest {
  private final Members members = new Members(4, 2);
  private final RoastCoordinator coordinator =
      new RoastCoordinator(members.group(), id(2), SUBJECT, 0);

  @BeforeEach
  void decide() {
    members.decideAll();
  }

  private List<RoastEffect> offer(int number) {
    return coordinator.on(new CoordinatorEvent.Offered(id(number), members.commit(number, 2)));
  }

  private List<RoastEffect> answer(int number, SignRequest request) {
    return give(number, Members.shareIn(members.request(number, 2, request)));
  }

  private List<RoastEffect> give(int number, SignShare share) {
    return coordinator.on(new CoordinatorEvent.Shared(id(number), share));
  }

  private SignShare wrong(int number, SignRequest request) {
    SignShare share = Members.shareIn(members.request(number, 2, request));
    return new SignShare(
        share.subject(),
        share.coordinator(),
        share.attempt(),
        share.session(),
        share.z().plus(Scalar.ONE),
        share.next());
  }

  private SignRequest openFirstSession() {
    assertThat(offer(4)).isEmpty();
    assertThat(offer(1)).isEmpty();
    return Members.requestIn(offer(3));
  }

  @Test
  void theThirdCommitmentOpensASessionOfThoseThreeInRisingOrder() {
    SignRequest request = openFirstSession();
    assertThat(request.session()).isZero();
    assertThat(request.signers().stream().map(SignerCommitment::signer))
        .containsExactly(id(1), id(3), id(4));
    assertThat(coordinator.pending()).containsExactly(id(1), id(3), id(4));
  }

  @Test
  void threeSharesMakeTheSignature() {
    SignRequest request = openFirstSession();
    assertThat(answer(4, request)).isEmpty();
    assertThat(answer(1, request)).isEmpty();
    List<RoastEffect> effects = answer(3, request);
    assertThat(effects).hasSize(1);
    Signed signed = (Signed) effects.getFirst();
    assertThat(signed.signature().verify(members.group().key(), DIGEST.bytes())).isTrue();
    assertThat(coordinator.isFinished()).isTrue();
    assertThat(coordinator.on(new CoordinatorEvent.Tick())).isEmpty();
  }

  @Test
  void aSilentMemberIsReplacedAsSoonAsTheOthersAnswered() {
    SignRequest first = openFirstSession();
    offer(2);
    answer(4, first);
    SignRequest second = Members.requestIn(answer(1, first));
    assertThat(second.session()).isEqualTo(1);
    assertThat(second.signers().stream().map(SignerCommitment::signer))
        .containsExactly(id(1), id(2), id(4));
    assertThat(coordinator.pending()).containsExactly(id(1), id(2), id(3), id(4));
    answer(1, second);
    answer(2, second);
    assertThat(answer(4, second)).hasOnlyElementsOfType(Signed.class);
    assertThat(coordinator.sessionCount()).isEqualTo(2);
  }

  @Test
  void aLateShareOfAnOldSessionStillCompletesIt() {
    SignRequest first = openFirstSession();
    offer(2);
    answer(4, first);
    answer(1, first);
    assertThat(coordinator.sessionCount()).isEqualTo(2);
    assertThat(answer(3, first)).hasOnlyElementsOfType(Signed.class);
  }

  @Test
  void aWrongShareIsNamedAndItsSignerNeverAskedAgain() {
    SignRequest first = openFirstSession();
    offer(2);
    assertThat(give(1, wrong(1, first)))
        .isEqualTo(List.of(new Accused(id(1), Misconduct.INVALID_SHARE)));
    answer(3, first);
    SignRequest second = Members.requestIn(answer(4, first));
    assertThat(second.signers().stream().map(SignerCommitment::signer))
        .containsExactly(id(2), id(3), id(4));
    assertThat(coordinator.malicious()).containsExactly(id(1));
    assertThat(offer(1)).isEqualTo(List.of(new Refused(id(1), Refusal.NOT_ASKED)));
    answer(2, second);
    answer(3, second);
    assertThat(answer(4, second)).hasOnlyElementsOfType(Signed.class);
  }

  @Test
  void aWrongLastShareIsFoundByTheFailingSum() {
    SignRequest request = openFirstSession();
    answer(1, request);
    answer(3, request);
    assertThat(give(4, wrong(4, request)))
        .isEqualTo(List.of(new Accused(id(4), Misconduct.INVALID_SHARE)));
    assertThat(coordinator.isFinished()).isFalse();
  }

  @Test
  void anotherMembersShareInOnesOwnNameIsAWrongShare() {
    SignRequest request = openFirstSession();
    SignShare stolen = Members.shareIn(members.request(3, 2, request));
    assertThat(give(1, stolen)).isEqualTo(List.of(new Accused(id(1), Misconduct.INVALID_SHARE)));
    assertThat(give(3, stolen)).isEmpty();
  }

  @Test
  void aReusedNonceInTheNextCommitmentIsNamed() {
    SignRequest request = openFirstSession();
    SignShare share = Members.shareIn(members.request(1, 2, request));
    SignShare reusing =
        new SignShare(SUBJECT, id(2), 0, 0, share.z(), request.signers().getFirst().commitment());
    assertThat(give(1, reusing)).isEqualTo(List.of(new Accused(id(1), Misconduct.REUSED_NONCE)));
  }

  @Test
  void copiesAndUnaskedSharesChangeNothing() {
    SignRequest request = openFirstSession();
    SignShare share = Members.shareIn(members.request(1, 2, request));
    assertThat(give(1, share)).isEmpty();
    assertThat(give(1, share)).isEqualTo(List.of(new Refused(id(1), Refusal.NOT_ASKED)));
    assertThat(give(2, share)).isEqualTo(List.of(new Refused(id(2), Refusal.NOT_ASKED)));
    assertThat(give(5, share)).isEqualTo(List.of(new Refused(id(5), Refusal.NOT_A_MEMBER)));
    assertThat(coordinator.malicious()).isEmpty();
  }

  @Test
  void offersForOthersOrFromStrangersAreRefused() {
    NonceOffer forThird = members.commit(1, 3);
    assertThat(coordinator.on(new CoordinatorEvent.Offered(id(1), forThird)))
        .isEqualTo(List.of(new Refused(id(1), Refusal.OTHER_SUBJECT)));
    NonceOffer good = members.commit(1, 2);
    assertThat(coordinator.on(new CoordinatorEvent.Offered(id(5), good)))
        .isEqualTo(List.of(new Refused(id(5), Refusal.NOT_A_MEMBER)));
    NonceOffer oldAttempt = new NonceOffer(SUBJECT, id(2), 1, good.commitment());
    assertThat(coordinator.on(new CoordinatorEvent.Offered(id(1), oldAttempt)))
        .isEqualTo(List.of(new Refused(id(1), Refusal.OTHER_SUBJECT)));
  }

  @Test
  void aCopiedOfferOpensNoSession() {
    offer(1);
    assertThat(offer(1)).isEqualTo(List.of(new Refused(id(1), Refusal.NOT_ASKED)));
    offer(2);
    assertThat(coordinator.sessionCount()).isZero();
  }

  @Test
  void theFirstTickAsksEverybody() {
    List<Identifier> everybody = List.of(id(1), id(2), id(3), id(4));
    assertThat(coordinator.on(new CoordinatorEvent.Tick()))
        .isEqualTo(List.of(new Send(everybody, new NonceRequest(SUBJECT, 0))));
  }

  @Test
  void aLaterTickRepeatsWhatIsUnanswered() {
    SignRequest request = openFirstSession();
    answer(4, request);
    assertThat(coordinator.on(new CoordinatorEvent.Tick()))
        .isEqualTo(
            List.of(
                new Send(List.of(id(2)), new NonceRequest(SUBJECT, 0)),
                new Send(List.of(id(1), id(3)), request)));
  }

  @Test
  void aGroupOfOneSignsAlone() {
    Members alone = new Members(1, 3);
    alone.decideAll();
    RoastCoordinator self = new RoastCoordinator(alone.group(), id(1), SUBJECT, 0);
    SignRequest request =
        Members.requestIn(self.on(new CoordinatorEvent.Offered(id(1), alone.commit(1, 1))));
    SignShare share = Members.shareIn(alone.request(1, 1, request));
    assertThat(self.on(new CoordinatorEvent.Shared(id(1), share)))
        .hasOnlyElementsOfType(Signed.class);
  }
}
