package io.loadline.chain.lens;

import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes {@code MarketFeed.read}, docs/formats.md section 4. */
public final class FeedDecoder {
  private static final int QUOTES = 0;
  private static final int SVI = 1;

  private FeedDecoder() {}

  /** Empty if the feed does not know the asset. */
  public static Optional<AssetMarket> market(byte[] packed, Asset asset, String source)
      throws RpcException.Malformed {
    if (packed.length == 0) {
      return Optional.empty();
    }
    PackedReader in = new PackedReader(packed, source);
    BigInteger spot = in.uint128();
    long confidence = in.uint32();
    long time = in.uint64();
    long rate = in.int64();
    long funding = in.int64();
    BigInteger dailyVolume = in.uint128();
    long redemption = in.uint64();
    int count = in.uint16();
    List<Slice> slices = new ArrayList<>(Math.min(count, 256));
    for (int i = 0; i < count; i++) {
      slices.add(slice(in));
    }
    in.requireEnd();
    return Optional.of(
        in.build(() ->
            new AssetMarket(
                asset, spot, confidence, time, rate, funding, dailyVolume, redemption, slices)));
  }

  private static Slice slice(PackedReader in) throws RpcException.Malformed {
    long expiry = in.uint64();
    BigInteger forward = in.uint128();
    int kind = in.uint8();
    Smile smile =
        switch (kind) {
          case QUOTES -> quotes(in);
          case SVI -> svi(in);
          default -> throw in.malformed("unknown kind of smile " + kind);
        };
    return in.build(() -> new Slice(expiry, forward, smile));
  }

  private static Smile quotes(PackedReader in) throws RpcException.Malformed {
    int nodes = in.uint16();
    List<Smile.Quote> quotes = new ArrayList<>(Math.min(nodes, 256));
    for (int i = 0; i < nodes; i++) {
      BigInteger strike = in.uint128();
      long vol = in.uint64();
      quotes.add(in.build(() -> new Smile.Quote(strike, vol)));
    }
    return in.build(() -> new Smile.Quotes(quotes));
  }

  private static Smile svi(PackedReader in) throws RpcException.Malformed {
    long a = in.int64();
    long b = in.int64();
    long rho = in.int64();
    long m = in.int64();
    long sigma = in.int64();
    long tau = in.uint64();
    return in.build(() -> new Smile.Svi(a, b, rho, m, sigma, tau));
  }
}
