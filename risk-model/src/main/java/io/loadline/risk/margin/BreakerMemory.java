package io.loadline.risk.margin;

import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.PriorAsset.TimedPrice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A breaker's state and how long it has been calm: worse at once, better after some rounds. */
record BreakerMemory(BreakerState state, int calm) {
  private static final long WINDOW_SECONDS = 3600;
  private static final long BETWEEN_SECONDS = 60;

  static BreakerMemory after(Optional<PriorAsset> entry, BreakerState raw, long calmRounds) {
    var before = entry.map(e -> BreakerState.fromCode(e.state())).orElse(BreakerState.NORMAL);
    int calm = entry.map(PriorAsset::calm).orElse(0) + 1;
    return raw.compareTo(before) >= 0 || calm >= calmRounds
        ? new BreakerMemory(raw, 0)
        : new BreakerMemory(before, Math.min(calm, PriorAsset.MAX_CALM));
  }

  /** What the next round takes over. */
  PriorAsset next(
      BreakerSubject subject,
      Optional<ObservedPrice> observed,
      Optional<PriorAsset> entry,
      long nowSeconds) {
    var price = observed.map(ObservedPrice::priceUsdE8);
    return new PriorAsset(
        subject.asset(),
        state.code(),
        calm,
        price.isPresent() ? nowSeconds : entry.map(PriorAsset::timeSeconds).orElse(0L),
        price.or(() -> entry.map(PriorAsset::priceUsdE8)).orElse(BigInteger.ZERO),
        window(price, entry, nowSeconds),
        subject.market().data());
  }

  private static List<TimedPrice> window(
      Optional<BigInteger> priceUsdE8, Optional<PriorAsset> entry, long nowSeconds) {
    var window = new ArrayList<TimedPrice>();
    entry.ifPresent(e ->
        e.window().stream()
            .filter(p -> nowSeconds - p.timeSeconds() <= WINDOW_SECONDS)
            .forEach(window::add));
    boolean isDue =
        window.isEmpty() || nowSeconds - window.getLast().timeSeconds() >= BETWEEN_SECONDS;
    if (priceUsdE8.isPresent() && isDue) {
      window.add(new TimedPrice(nowSeconds, priceUsdE8.get()));
    }
    return window;
  }
}
