package io.loadline.consensus.frost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrostTest {
  private static final byte[] MESSAGE = new byte[32];

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,2", "4,3", "5,4", "7,5", "10,7", "13,9"})
  void anyThresholdOfMembersSigns(int members, int threshold) {
    TestGroup group = new TestGroup(members, threshold, members);
    for (int first = 1; first + threshold - 1 <= members; first++) {
      int[] signers = IntStream.range(first, first + threshold).toArray();
      GroupSignature signature = group.new Session(MESSAGE, signers).signature();
      assertThat(signature.verify(group.deal.group().key(), MESSAGE)).isTrue();
      assertThat(signature.verify(group.deal.group().key(), new byte[31])).isFalse();
    }
  }

  @Test
  void allMembersTogetherSignToo() {
    TestGroup group = new TestGroup(4, 3, 1);
    GroupSignature signature = group.new Session(MESSAGE, 1, 2, 3, 4).signature();
    assertThat(signature.verify(group.deal.group().key(), MESSAGE)).isTrue();
  }

  @Test
  void everyParityOfGroupKeyAndGroupCommitmentVerifies() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seen.size() < 4; seed++) {
      assertThat(seed).as("parities seen: %s", seen).isLessThan(200);
      TestGroup group = new TestGroup(3, 2, seed);
      GroupSignature signature = group.new Session(MESSAGE, 1, 3).signature();
      assertThat(signature.verify(group.deal.group().key(), MESSAGE)).isTrue();
      seen.add(group.deal.group().key().parity() + "/" + signature.groupCommitment().hasOddY());
      // Whoever ignores a parity, as BIP 340 does, would accept one of these.
      assertThat(
              new GroupSignature(signature.groupCommitment().negate(), signature.z())
                  .verify(group.deal.group().key(), MESSAGE))
          .isFalse();
      assertThat(signature.verify(new GroupKey(group.deal.group().key().point().negate()), MESSAGE))
          .isFalse();
    }
  }

  @Test
  void aWrongShareIsNamedAndOnlyThat() {
    TestGroup group = new TestGroup(4, 3, 7);
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 4);
    List<SignatureShare> shares = new ArrayList<>(session.sign());
    shares.set(1, new SignatureShare(shares.get(1).signer(), shares.get(1).z().plus(Scalar.ONE)));
    assertThat(Frost.verifyShare(session.context, shares.get(0))).isTrue();
    assertThat(Frost.verifyShare(session.context, shares.get(1))).isFalse();
    assertThat(Frost.aggregate(session.context, shares))
        .isEqualTo(new Aggregation.Failed(List.of(new Identifier(2))));
  }

  @Test
  void twoWrongSharesThatCancelOutStillSignAndSharesOfStrangersDoNotVerify() {
    TestGroup group = new TestGroup(4, 3, 8);
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 4);
    List<SignatureShare> shares = new ArrayList<>(session.sign());
    SignatureShare stranger = new SignatureShare(new Identifier(3), shares.get(0).z());
    assertThat(Frost.verifyShare(session.context, stranger)).isFalse();
    shares.set(0, new SignatureShare(new Identifier(1), shares.get(0).z().plus(Scalar.ONE)));
    shares.set(1, new SignatureShare(new Identifier(2), shares.get(1).z().minus(Scalar.ONE)));
    assertThat(Frost.aggregate(session.context, shares)).isInstanceOf(Aggregation.Signed.class);
  }

  @Test
  void aShareUnderAnotherSignersNameDoesNotVerify() {
    TestGroup group = new TestGroup(3, 2, 9);
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2);
    List<SignatureShare> shares = session.sign();
    List<SignatureShare> swapped =
        List.of(
            new SignatureShare(new Identifier(1), shares.get(1).z()),
            new SignatureShare(new Identifier(2), shares.get(0).z()));
    assertThat(Frost.verifyShare(session.context, swapped.get(0))).isFalse();
    assertThat(Frost.verifyShare(session.context, swapped.get(1))).isFalse();
  }

  @Test
  void sharesOfOneSessionDoNotCompleteAnother() {
    TestGroup group = new TestGroup(3, 2, 10);
    TestGroup.Session one = group.new Session(MESSAGE, 1, 2);
    TestGroup.Session two = group.new Session(MESSAGE, 1, 2);
    List<SignatureShare> mixed = List.of(one.sign().get(0), two.sign().get(1));
    assertThat(Frost.aggregate(one.context, mixed))
        .isEqualTo(new Aggregation.Failed(List.of(new Identifier(2))));
  }

  @Test
  void aggregateWantsExactlyOneShareOfEachSigner() {
    TestGroup group = new TestGroup(4, 3, 11);
    TestGroup.Session session = group.new Session(MESSAGE, 1, 2, 3);
    List<SignatureShare> shares = session.sign();
    assertThatThrownBy(() -> Frost.aggregate(session.context, shares.subList(0, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            Frost.aggregate(session.context, List.of(shares.get(0), shares.get(0), shares.get(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fewerThanTheThresholdCannotReachTheGroupKey() {
    TestGroup group = new TestGroup(4, 3, 12);
    List<Identifier> two = List.of(new Identifier(1), new Identifier(2));
    Point reached =
        Point.sumOfMultiples(
                Lagrange.coefficientsAt(Scalar.ZERO, two),
                group.deal.group().publicShares().subList(0, 2))
            .orElseThrow();
    assertThat(reached).isNotEqualTo(group.deal.group().key().point());
  }

  @Test
  void theDealerLeavesNoTwoGroupsOrSharesAlike() {
    SplittableRandom random = new SplittableRandom(3);
    Dealer.Deal one = Dealer.deal(4, 3, random::nextBytes);
    Dealer.Deal two = Dealer.deal(4, 3, random::nextBytes);
    Set<Point> points = new HashSet<>(one.group().publicShares());
    points.addAll(two.group().publicShares());
    points.add(one.group().key().point());
    points.add(two.group().key().point());
    assertThat(points).hasSize(10);
    assertThat(new BigInteger(1, one.group().key().x())).isLessThan(Secp256k1.ORDER);
    assertThatThrownBy(() -> Dealer.deal(4, 5, random::nextBytes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Dealer.deal(4, 0, random::nextBytes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
