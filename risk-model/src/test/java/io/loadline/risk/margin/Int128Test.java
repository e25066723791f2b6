package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against integers of any size. */
class Int128Test {
  private static final int TRIES = 20_000;

  @Test
  void sharesAreRoundedDown() {
    var random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      var value = signed(random, 93);
      long rateE9 = random.nextInt(4) == 0 ? 1_000_000_000L : random.nextLong(1L << 33);
      var tried = of(value);
      tried.scaleDown(rateE9);
      assertThat(tried.value())
          .as("%s * %s", value, rateE9)
          .isEqualTo(Rounding.shareDown(value, BigInteger.valueOf(rateE9)));
    }
  }

  @Test
  void sumsDifferencesAndProductsAreExact() {
    var random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      var a = signed(random, 120);
      var b = signed(random, 120);
      var sum = of(a);
      sum.add(of(b));
      assertThat(sum.value()).isEqualTo(a.add(b));
      var difference = of(a);
      difference.subtract(of(b));
      assertThat(difference.value()).isEqualTo(a.subtract(b));
      var negative = of(a);
      negative.negate();
      assertThat(negative.value()).isEqualTo(a.negate());
      assertThat(Integer.signum(of(a).compareTo(of(b)))).isEqualTo(a.compareTo(b));
      long x = random.nextLong();
      long y = random.nextLong();
      var product = of(BigInteger.ONE);
      product.addProduct(x, y);
      assertThat(product.value())
          .isEqualTo(BigInteger.valueOf(x).multiply(BigInteger.valueOf(y)).add(BigInteger.ONE));
      var small = signed(random, 60);
      long factor = random.nextLong() >>> 1;
      var scaled = of(small);
      scaled.multiply(factor);
      assertThat(scaled.value()).isEqualTo(small.multiply(BigInteger.valueOf(factor)));
    }
  }

  @Test
  void lotsAreWholeAndAgainstTheAccount() {
    var random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      int decimals = random.nextInt(13);
      var quantity = signed(random, 127);
      var lots = Rounding.divideDown(quantity, BigInteger.TEN.pow(18 - decimals));
      var size = new LotSize(decimals);
      assertThat(size.counts(quantity)).isEqualTo(lots.bitLength() < 64);
      if (size.counts(quantity)) {
        assertThat(size.floor(quantity)).isEqualTo(lots.longValueExact());
      }
    }
  }

  private static BigInteger signed(Random random, int mostBits) {
    var value = new BigInteger(random.nextInt(mostBits + 1), random);
    return random.nextBoolean() ? value : value.negate();
  }

  private static Int128 of(BigInteger value) {
    var result = new Int128();
    result.set(Int128.high(value), value.longValue());
    return result;
  }
}
