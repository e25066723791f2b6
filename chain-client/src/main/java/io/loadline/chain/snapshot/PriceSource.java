package io.loadline.chain.snapshot;

import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.List;

/** Where an operator takes its own fresh prices for observations from. */
public interface PriceSource {

  /**
   * An operator's price of one asset.
   *
   * @param timeSeconds when its source last changed it, unix seconds
   */
  record FreshPrice(Asset asset, BigInteger priceUsdE8, long timeSeconds) {}

  /** Prices of those of the assets that have one, asset rising. */
  List<FreshPrice> prices(List<Asset> assets) throws RpcException;
}
