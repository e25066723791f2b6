package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransferTest {

  /** -100 here, +60 and +70 there: 30 are left over, 100 move, the cheap 60 at 5 % first. */
  @Test
  void cheapestGainsPayFirst() {
    var parts = List.of(part(-100, 0), part(70, 200_000_000), part(60, 50_000_000));
    assertThat(Transfer.lossE9(parts)).isZero();
    assertThat(Transfer.transferE9(parts)).isEqualTo(e9(60 * 5 + 40 * 20).divide(e0(100)));
  }

  /** -100 and +30: 70 are lost, 30 move at 10 %. */
  @Test
  void whatNoGainPaysIsLost() {
    var parts = List.of(part(-100, 0), part(30, 100_000_000));
    assertThat(Transfer.costE9(parts)).isEqualTo(e9(70 + 3));
  }

  @Test
  void gainsAloneCostNothing() {
    assertThat(Transfer.costE9(List.of(part(5, 1_000_000_000), part(7, 0)))).isZero();
  }

  /** Cost is between the loss with netting in full and the losses without any. */
  @Test
  void costIsBetweenNettingInFullAndNotAtAll() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      var parts = new ArrayList<Transfer.Part>();
      for (int v = 0; v < 1 + random.nextInt(4); v++) {
        parts.add(part(random.nextLong(-1_000, 1_000), random.nextLong(1_000_000_001)));
      }
      var gross =
          parts.stream()
              .map(p -> p.amount().negate().max(BigInteger.ZERO))
              .reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(Transfer.costE9(parts))
          .as("%s", parts)
          .isBetween(Transfer.lossE9(parts), gross.multiply(Rounding.ONE_E9));
    }
  }

  /** The scan in 128 bits costs rows as this class does, for small and for enormous amounts. */
  @Test
  void scanInFixedIntegersCostsTheSame() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < 5_000; i++) {
      int venues = 1 + random.nextInt(4);
      var amounts = new Amounts(1, venues);
      var scan = new Scan();
      scan.begin();
      var parts = new ArrayList<Transfer.Part>();
      for (int v = 0; v < venues; v++) {
        var amount = new BigInteger(1 + random.nextInt(90), bits(random));
        amount = random.nextBoolean() ? amount.negate() : amount;
        long phiE9 = random.nextLong(1_000_000_001);
        parts.add(new Transfer.Part(amount, phiE9));
        amounts.clear(v, 1);
        amounts.add(v, 0, Int128.high(amount), amount.longValue());
        scan.addLine(v, phiE9);
      }
      scan.rows(amounts, 0, 1, new int[] {0});
      assertThat(scan.costE9()).as("%s", parts).isEqualTo(Transfer.costE9(parts));
    }
  }

  private static Random bits(SplittableRandom random) {
    return new Random(random.nextLong());
  }

  private static Transfer.Part part(long amount, long phiE9) {
    return new Transfer.Part(BigInteger.valueOf(amount), phiE9);
  }

  private static BigInteger e9(long amount) {
    return BigInteger.valueOf(amount).multiply(Rounding.ONE_E9);
  }

  private static BigInteger e0(long amount) {
    return BigInteger.valueOf(amount);
  }
}
