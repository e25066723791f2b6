package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.AssetMarket;
import java.util.List;
import java.util.Optional;

/**
 * The market data that the model uses for an asset: the snapshot's if it is good, else the carried
 * one.
 */
public final class UsedMarket {
  /** Where the data comes from. */
  public enum Origin {
    CURRENT,
    CARRIED,
    /** There never was a good market. */
    NEVER
  }

  static final UsedMarket NEVER = never(false);

  private final Origin origin;
  private final Optional<AssetMarket> data;
  private final boolean hasRefusedSlice;
  private final List<AcceptedSlice> slices;

  private UsedMarket(
      Origin origin,
      Optional<AssetMarket> data,
      boolean hasRefusedSlice,
      List<AcceptedSlice> slices) {
    this.origin = origin;
    this.data = data;
    this.hasRefusedSlice = hasRefusedSlice;
    this.slices = slices;
  }

  static UsedMarket current(AssetMarket market, SliceAcceptance slices) {
    return new UsedMarket(
        Origin.CURRENT, Optional.of(market), slices.hasRefused(), slices.accepted());
  }

  static UsedMarket carried(AssetMarket market, SliceAcceptance slices, boolean hasRefusedSlice) {
    return new UsedMarket(Origin.CARRIED, Optional.of(market), hasRefusedSlice, slices.accepted());
  }

  static UsedMarket never(boolean hasRefusedSlice) {
    return new UsedMarket(Origin.NEVER, Optional.empty(), hasRefusedSlice, List.of());
  }

  public Origin origin() {
    return origin;
  }

  /** Also what the next round carries, because carried data was good once. */
  public Optional<AssetMarket> data() {
    return data;
  }

  /** Whether a live slice of the snapshot's own market, used or not, was refused. */
  public boolean hasRefusedSlice() {
    return hasRefusedSlice;
  }

  /** Expiries of the live slices that are used, rising. */
  public List<Long> acceptedExpiries() {
    return slices.stream().map(AcceptedSlice::expirySeconds).toList();
  }

  /** Accepted live slices, rising by expiry. */
  List<AcceptedSlice> slices() {
    return slices;
  }

  /** The riskless rate of the discounts, never negative. */
  double rate() {
    return data.isEmpty() ? 0 : Math.max(data.get().rateE9(), 0) / 1e9;
  }
}
