package io.loadline.risk.margin;

import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.pricing.UsedMarket;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a breaker should be in CAUTION or HALT now. All comparisons are exact. */
final class BreakerCauses {
  private static final long SHORT_SECONDS = 300;
  private static final long LONG_SECONDS = 3600;
  private static final long HALT_HEARTBEATS = 3;

  private final NetworkParameters network;
  private final BreakerSubject subject;
  private final long nowSeconds;
  private final List<String> words = new ArrayList<>();
  private BreakerState state = BreakerState.NORMAL;

  BreakerCauses(NetworkParameters network, BreakerSubject subject, long nowSeconds) {
    this.network = network;
    this.subject = subject;
    this.nowSeconds = nowSeconds;
  }

  /** The worst of all causes. */
  BreakerState state() {
    return state;
  }

  List<String> words() {
    return words;
  }

  void judge(Optional<ObservedPrice> observed, Optional<PriorAsset> entry) {
    if (observed.isEmpty()) {
      found(BreakerState.HALT, "no observed price");
    }
    observed.ifPresent(this::judgeSpread);
    switch (subject) {
      case BreakerSubject.Listed listed -> {
        judgeMarket(listed.market(), listed.limits());
        observed.ifPresent(p -> judgeMove(p, entry, listed.psrE9(), listed.limits()));
      }
      case BreakerSubject.Related related ->
          observed.ifPresent(p -> judgeMove(p, entry, related.psrE9(), related.limits()));
      case BreakerSubject.Stable _ -> observed.ifPresent(this::judgePeg);
    }
  }

  private void judgeSpread(ObservedPrice price) {
    if (exceeds(price.spreadUsdE8(), network.caution().spreadE9(), price.priceUsdE8())) {
      found(BreakerState.CAUTION, "wide spread of the observed price");
    }
  }

  private void judgeMarket(UsedMarket market, AssetTopics.Breaker limits) {
    if (market.origin() == UsedMarket.Origin.CARRIED) {
      found(BreakerState.HALT, "no good market data");
    }
    if (market.hasRefusedSlice()) {
      found(BreakerState.CAUTION, "a slice of the market data was refused");
    }
    if (market.data().isEmpty()) {
      return;
    }
    var data = market.data().get();
    long age = nowSeconds - data.timeSeconds();
    if (age > HALT_HEARTBEATS * limits.heartbeatSeconds()) {
      found(BreakerState.HALT, "market data older than three heartbeats");
    } else if (age > limits.heartbeatSeconds()) {
      found(BreakerState.CAUTION, "market data older than a heartbeat");
    }
    if (data.confidenceE9() < network.confidence().thresholdE9()) {
      found(BreakerState.CAUTION, "low confidence of the market data");
    }
  }

  private void judgeMove(
      ObservedPrice price, Optional<PriorAsset> entry, long psrE9, AssetTopics.Breaker limits) {
    if (entry.isEmpty()) {
      return;
    }
    var now = price.priceUsdE8();
    if (hasMoved(now, entry.get().priceUsdE8(), psrE9)) {
      found(BreakerState.HALT, "price moved by more than the price-scan range");
    }
    for (var earlier : entry.get().window()) {
      long age = nowSeconds - earlier.timeSeconds();
      boolean isShort =
          age <= SHORT_SECONDS && hasMoved(now, earlier.priceUsdE8(), limits.moveShortE9());
      boolean isLong =
          age <= LONG_SECONDS && hasMoved(now, earlier.priceUsdE8(), limits.moveLongE9());
      if (isShort || isLong) {
        found(BreakerState.CAUTION, isShort ? "fast move of the price" : "large move of the price");
        return;
      }
    }
  }

  private void judgePeg(ObservedPrice price) {
    var peg = network.peg();
    var priceE9 = price.priceUsdE8().multiply(BigInteger.TEN);
    var haltE9 = Rounding.ONE_E9.subtract(BigInteger.valueOf(peg.haltE9()));
    if (priceE9.compareTo(haltE9) < 0) {
      found(BreakerState.HALT, "far below one dollar");
    } else if (priceE9.compareTo(BigInteger.valueOf(peg.thresholdE9())) < 0) {
      found(BreakerState.CAUTION, "below one dollar");
    }
  }

  private static boolean hasMoved(BigInteger now, BigInteger before, long rateE9) {
    return exceeds(now.subtract(before).abs(), rateE9, before);
  }

  /** amount * 10^9 > rateE9 * base. */
  private static boolean exceeds(BigInteger amount, long rateE9, BigInteger base) {
    return amount.multiply(Rounding.ONE_E9).compareTo(base.multiply(BigInteger.valueOf(rateE9)))
        > 0;
  }

  private void found(BreakerState cause, String word) {
    state = state.worse(cause);
    words.add(word);
  }
}
