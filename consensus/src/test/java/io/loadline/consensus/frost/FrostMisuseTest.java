package io.loadline.consensus.frost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What went wrong elsewhere, tried here. */
final class FrostMisuseTest {
  private static final byte[] MESSAGE = new byte[32];
  private static final byte[] OTHER_MESSAGE = {1, 2, 3, 4};

  private final TestGroup group = new TestGroup(4, 3, 42);

  @Test
  void aNoncePairSignsOnceWhateverTheMessage() {
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    session.sign();
    NoncePair used = session.pairs.getFirst();
    assertThat(used.isSpent()).isTrue();
    assertThatThrownBy(() -> Frost.sign(group.share(1), used, session.context))
        .isInstanceOf(IllegalStateException.class);
    SigningContext other =
        new SigningContext(
            group.deal.group(),
            new SigningPackage(session.context.signingPackage().signers(), OTHER_MESSAGE));
    assertThatThrownBy(() -> Frost.sign(group.share(1), used, other))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRefusedSigningUsesThePairUpToo() {
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    NoncePair stranger = group.nonces(1);
    assertThatThrownBy(() -> Frost.sign(group.share(1), stranger, session.context))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(stranger.isSpent()).isTrue();
  }

  @Test
  void aBurnedPairDoesNotSign() {
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    session.pairs.getFirst().burn();
    assertThatThrownBy(session::sign).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void reusingNoncesWouldRevealTheShareWhichIsWhyNobodyCan() {
    // With z1 and z2 of the same nonces under different packages anybody solves for the secret.
    TestGroup.Session one = group.new Session(MESSAGE, 1, 2, 3);
    SigningContext two =
        new SigningContext(
            group.deal.group(),
            new SigningPackage(one.context.signingPackage().signers(), OTHER_MESSAGE));
    NoncePair.Secrets secrets = one.pairs.getFirst().take().orElseThrow();
    Scalar share = group.share(1).secret();
    Identifier id = new Identifier(1);
    Scalar z1 = response(one.context, id, secrets, share);
    Scalar z2 = response(two, id, secrets, share);
    Scalar nonces1 = nonceSum(one.context, id, secrets);
    Scalar nonces2 = nonceSum(two, id, secrets);
    Scalar weights =
        one.context.lagrangeCoefficient(id).times(one.context.challenge().minus(two.challenge()));
    assertThat(z1.minus(z2).minus(nonces1.minus(nonces2)).times(weights.inverse()))
        .isEqualTo(share);
    assertThat(one.pairs.getFirst().take()).isEmpty();
  }

  @Test
  void aPackageWithAnotherCommitmentForTheSignerIsRefused() {
    NoncePair own = group.nonces(1);
    SigningContext context =
        new SigningContext(
            group.deal.group(),
            new SigningPackage(
                List.of(
                    TestGroup.entry(1, group.nonces(1)),
                    TestGroup.entry(2, group.nonces(2)),
                    TestGroup.entry(3, group.nonces(3))),
                MESSAGE));
    assertThatThrownBy(() -> Frost.sign(group.share(1), own, context))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPairServesOnlyTheShareItWasMadeFor() {
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    assertThatThrownBy(() -> Frost.sign(group.share(2), session.pairs.getFirst(), session.context))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPackageOfAnotherGroupIsRefused() {
    TestGroup other = new TestGroup(4, 3, 43);
    NoncePair own = group.nonces(1);
    SigningContext context =
        new SigningContext(
            other.deal.group(),
            new SigningPackage(
                List.of(
                    TestGroup.entry(1, own),
                    TestGroup.entry(2, group.nonces(2)),
                    TestGroup.entry(3, group.nonces(3))),
                MESSAGE));
    assertThatThrownBy(() -> Frost.sign(group.share(1), own, context))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fewerSignersThanTheThresholdAreRefused() {
    assertThatThrownBy(() -> group.new Session(MESSAGE, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unsortedRepeatedOrForeignSignersAreRefused() {
    assertThatThrownBy(() -> group.new Session(MESSAGE, 1, 3, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> group.new Session(MESSAGE, 1, 2, 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    NoncePair pair = group.nonces(1);
    SigningPackage foreign =
        new SigningPackage(
            List.of(
                TestGroup.entry(1, pair),
                TestGroup.entry(2, group.nonces(2)),
                TestGroup.entry(5, group.nonces(3))),
            MESSAGE);
    assertThatThrownBy(() -> new SigningContext(group.deal.group(), foreign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SigningPackage(List.of(), MESSAGE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifiersZeroNegativeAndTooLargeAreRefused() {
    for (int number : new int[] {0, -1, 65_536}) {
      assertThatThrownBy(() -> new Identifier(number)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Identifier.ofMember(0)).isEqualTo(new Identifier(1));
    assertThat(new Identifier(64).member()).isEqualTo(63);
  }

  @Test
  void anIdentifierIsHashedAsThirtyTwoBytes() {
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    byte[] input = session.context.bindingFactorInput(new Identifier(3));
    assertThat(input).hasSize(33 + 32 + 32 + 32);
    assertThat(Vectors.hex(input)).endsWith("00".repeat(31) + "03");
    assertThat(Vectors.hex(input)).startsWith(group.deal.group().key().point().toString());
  }

  @Test
  void aGroupWhoseSharesNeedMoreOrFewerSignersThanItSaysIsRefused() {
    List<Point> shares = group.deal.group().publicShares();
    GroupKey key = group.deal.group().key();
    for (int threshold : new int[] {0, 1, 2, 4, 5}) {
      assertThatThrownBy(() -> new SigningGroup(key, threshold, shares))
          .as("threshold %d", threshold)
          .isInstanceOf(IllegalArgumentException.class);
    }
    List<Point> tampered = new ArrayList<>(shares);
    tampered.set(3, Point.GENERATOR);
    assertThatThrownBy(() -> new SigningGroup(key, 3, tampered))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SigningGroup(new GroupKey(key.point().negate()), 3, shares))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyShareThatIsNotBehindItsPublicShareIsRefused() {
    Scalar secret = group.share(1).secret();
    assertThatThrownBy(() -> new KeyShare(new Identifier(2), secret, group.deal.group()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyShare(new Identifier(1), Scalar.ZERO, group.deal.group()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyShare(new Identifier(5), secret, group.deal.group()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noncesAreFreshEachTimeAndDependOnTheShare() {
    assertThat(group.nonces(1).commitment().sharesNonceWith(group.nonces(1).commitment()))
        .isFalse();
    byte[] randomness = new byte[32];
    assertThat(NoncePair.fromRandomness(randomness, group.share(1)))
        .isNotEqualTo(NoncePair.fromRandomness(randomness, group.share(2)));
  }

  @Test
  void aRandomnessSourceThatRepeatsItselfStopsSigning() {
    assertThatThrownBy(() -> NoncePair.generate(group.share(1), _ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("random number source");
  }

  @Test
  void bothNoncesOfAPairCount() {
    NonceCommitment one = group.nonces(1).commitment();
    NonceCommitment two = group.nonces(1).commitment();
    assertThat(one.sharesNonceWith(new NonceCommitment(one.hiding(), two.binding()))).isTrue();
    assertThat(one.sharesNonceWith(new NonceCommitment(two.hiding(), one.binding()))).isTrue();
    assertThat(one.sharesNonceWith(new NonceCommitment(one.binding(), two.binding()))).isTrue();
    assertThat(one.sharesNonceWith(new NonceCommitment(two.hiding(), one.hiding()))).isTrue();
  }

  @Test
  void everySignersCommitmentChangesEveryBindingFactor() {
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    List<SignerCommitment> changed = new ArrayList<>(session.context.signingPackage().signers());
    changed.set(2, TestGroup.entry(3, group.nonces(3)));
    SigningContext other =
        new SigningContext(group.deal.group(), new SigningPackage(changed, MESSAGE));
    Identifier first = new Identifier(1);
    assertThat(other.bindingFactor(first)).isNotEqualTo(session.context.bindingFactor(first));
  }

  @Test
  void secretsHaveNoTextForm() {
    assertThat(Stream.of(KeyShare.class, NoncePair.class).flatMap(FrostMisuseTest::methods))
        .doesNotContain("toString", "equals", "hashCode");
    assertThat(group.share(1).secret().toString())
        .doesNotContain(Vectors.hex(group.share(1).secretBytes()))
        .isEqualTo(Scalar.ONE.toString());
  }

  private static Stream<String> methods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods()).map(Method::getName);
  }

  private static Scalar nonceSum(SigningContext context, Identifier id, NoncePair.Secrets secrets) {
    return secrets.hiding().plus(secrets.binding().times(context.bindingFactor(id)));
  }

  private static Scalar response(
      SigningContext context, Identifier id, NoncePair.Secrets secrets, Scalar share) {
    return nonceSum(context, id, secrets)
        .plus(context.lagrangeCoefficient(id).times(context.challenge()).times(share));
  }
}
