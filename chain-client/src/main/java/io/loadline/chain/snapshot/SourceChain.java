package io.loadline.chain.snapshot;

import io.loadline.chain.contracts.FeedCalls;
import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.head.HeaderReader;
import io.loadline.chain.lens.FeedDecoder;
import io.loadline.chain.lens.GcmAccount;
import io.loadline.chain.lens.GcmDecoder;
import io.loadline.chain.lens.PinnedCaller;
import io.loadline.chain.lens.VenueDecoder;
import io.loadline.chain.lens.VenueDecoder.VenuePosition;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One chain's reads at a pin, with what may be remembered between rounds. Thread-safe. */
final class SourceChain {
  private static final long FIRST_CHUNK = 2_000;
  private static final long MOST_ACCOUNTS = 16_000;

  private final ChainRpc rpc;
  private final HeaderReader headers;
  private final long firstBlock;
  private final AccountStore store;
  private final AdaptiveChunks accountChunks = new AdaptiveChunks(FIRST_CHUNK, MOST_ACCOUNTS);
  private final AdaptiveChunks positionChunks = new AdaptiveChunks(FIRST_CHUNK, MOST_ACCOUNTS);
  private final Map<Address, AccountDiscovery> discoveries = new ConcurrentHashMap<>();
  private final Map<Address, VenueInstruments> instruments = new ConcurrentHashMap<>();

  SourceChain(ChainRpc rpc, long firstBlock, AccountStore store) {
    this.rpc = rpc;
    this.headers = new HeaderReader(rpc);
    this.firstBlock = firstBlock;
    this.store = store;
  }

  /** Forgets what was read at blocks that may be gone. The account index checks itself. */
  void forget() {
    instruments.clear();
  }

  /** Fails unless the pin's hash, number and time are one block of this chain. */
  void requirePin(Pin pin) throws RpcException {
    BlockHeader header = headers.byHash(pin.hash());
    if (header.number() != pin.number() || header.timestamp() != pin.timeSeconds()) {
      throw new RpcException.BlockVanished(
          "chain " + rpc.chainId(),
          pin.hash().toHex(),
          "it has number %d and time %d, the pin says %d and %d"
              .formatted(header.number(), header.timestamp(), pin.number(), pin.timeSeconds()));
    }
  }

  List<OpenedAccount> accountsOpened(Address gcm, Pin pin) throws RpcException {
    return discoveries
        .computeIfAbsent(gcm, each -> new AccountDiscovery(rpc, each, firstBlock, store))
        .upTo(pin);
  }

  List<CollateralToken> tokens(Address gcm, Pin pin) throws RpcException {
    PinnedCaller caller = caller(pin);
    return GcmDecoder.tokens(
        caller.callBytes(gcm, GcmCalls.readTokens()), rpc.chainId(), caller.sourceName(gcm));
  }

  /** Records in the order of the ids. */
  List<GcmAccount> accounts(Address gcm, List<Bytes32> ids, Pin pin) throws RpcException {
    PinnedCaller caller = caller(pin);
    List<GcmAccount> records = new ArrayList<>(ids.size());
    accountChunks.readAll(
        0,
        ids.size(),
        (from, to) -> {
          List<Bytes32> chunk = ids.subList((int) from, (int) to);
          byte[] packed = caller.callBytes(gcm, GcmCalls.readAccounts(chunk));
          records.addAll(GcmDecoder.accounts(packed, chunk.size(), caller.sourceName(gcm)));
        });
    return records;
  }

  /** All the venue lists at the pin. */
  List<Instrument> instruments(Address venue, Pin pin) throws RpcException {
    return instruments
        .computeIfAbsent(venue, each -> new VenueInstruments(rpc.chainId(), each))
        .at(caller(pin));
  }

  /** Positions of each account, in the order of the ids. */
  Map<Bytes32, List<VenuePosition>> positions(
      Address venue, List<Bytes32> ids, int instrumentCount, Pin pin) throws RpcException {
    PinnedCaller caller = caller(pin);
    Map<Bytes32, List<VenuePosition>> byAccount = LinkedHashMap.newLinkedHashMap(ids.size());
    positionChunks.readAll(
        0,
        ids.size(),
        (from, to) -> {
          List<Bytes32> chunk = ids.subList((int) from, (int) to);
          byte[] packed = caller.callBytes(venue, VenueCalls.readPositions(chunk));
          List<List<VenuePosition>> each =
              VenueDecoder.positions(
                  packed, chunk.size(), instrumentCount, caller.sourceName(venue));
          for (int i = 0; i < chunk.size(); i++) {
            byAccount.put(chunk.get(i), each.get(i));
          }
        });
    return byAccount;
  }

  Optional<AssetMarket> market(Address feed, Asset asset, Pin pin) throws RpcException {
    PinnedCaller caller = caller(pin);
    byte[] packed = caller.callBytes(feed, FeedCalls.read(asset));
    return FeedDecoder.market(packed, asset, caller.sourceName(feed));
  }

  private PinnedCaller caller(Pin pin) {
    return new PinnedCaller(rpc, pin.hash());
  }
}
