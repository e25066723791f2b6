package io.loadline.risk.margin;

import java.math.BigInteger;

/** From lots times quanta to dollars: lots are 10^-lotDecimals units, quanta 2^-quantumBits USD. */
final class Units {
  private static final int E24 = 24;
  private static final int E24_AFTER_RATE = 15;

  private final int lotDecimals;
  private final int quantumBits;
  private final BigInteger scale;
  private final BigInteger scaleAfterRate;

  Units(int lotDecimals, int quantumBits) {
    this.lotDecimals = lotDecimals;
    this.quantumBits = quantumBits;
    this.scale = BigInteger.TEN.pow(E24 - lotDecimals);
    this.scaleAfterRate = BigInteger.TEN.pow(E24_AFTER_RATE - lotDecimals);
  }

  /** The finest of both units: what either of them counts is a whole number of these. */
  Units finest(Units other) {
    return new Units(
        Math.max(lotDecimals, other.lotDecimals), Math.max(quantumBits, other.quantumBits));
  }

  /** How many of the finer units one of these is. */
  BigInteger inFiner(Units finer) {
    return BigInteger.TEN
        .pow(finer.lotDecimals - lotDecimals)
        .shiftLeft(finer.quantumBits - quantumBits);
  }

  int lotDecimals() {
    return lotDecimals;
  }

  /** Lot-quanta in 1e-24 USD, up. */
  BigInteger usdE24(BigInteger lotQuanta) {
    return Rounding.shiftUp(lotQuanta.multiply(scale), quantumBits);
  }

  /** Lot-quanta times a rate in 1e-24 USD, up. */
  BigInteger usdE24(BigInteger lotQuanta, BigInteger rateE9) {
    return lotQuanta.signum() == 0 || rateE9.signum() == 0
        ? BigInteger.ZERO
        : Rounding.shiftUp(lotQuanta.multiply(rateE9).multiply(scaleAfterRate), quantumBits);
  }

  /** A cost in 1e-9 lot-quanta in 1e-24 USD, up. */
  BigInteger costUsdE24(BigInteger costE9) {
    return Rounding.shiftUp(costE9.multiply(scaleAfterRate), quantumBits);
  }

  /** Room for rounding in a bound per unit: 16 quanta, in 1e-6 USD, up. */
  BigInteger slackUsdE6() {
    return Rounding.shiftUp(BigInteger.valueOf(16_000_000), quantumBits);
  }
}
