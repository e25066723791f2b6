package io.loadline.chain.snapshot;

import io.loadline.chain.lens.GcmAccount;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.snapshot.ChainState.AccountRecord;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the snapshot that a request determines: same request, same bytes, on every node and at
 * every time at which the pinned state can still be read. If a pinned block vanishes, all that was
 * read is dropped. Blocking, thread-safe.
 */
public final class SnapshotReader {
  private final Map<Long, SourceChain> chains;

  /**
   * @param firstBlocks per chain the block from which accounts are looked for: the GCM's deployment
   *     or any earlier
   */
  public SnapshotReader(List<ChainRpc> chains, AccountStore store, Map<Long, Long> firstBlocks) {
    this.chains = HashMap.newHashMap(chains.size());
    for (ChainRpc rpc : chains) {
      long firstBlock = firstBlocks.getOrDefault(rpc.chainId(), 0L);
      this.chains.put(rpc.chainId(), new SourceChain(rpc, firstBlock, store));
    }
  }

  /** Fails with {@link RpcException.TimedOut} when the limit passes. */
  public Snapshot read(SnapshotRequest request, Duration limit) throws RpcException {
    try {
      return new Reading(request, new Parallel(limit)).read();
    } catch (RpcException.BlockVanished e) {
      chains.values().forEach(SourceChain::forget);
      throw e;
    }
  }

  private SourceChain chain(long chainId) {
    SourceChain chain = chains.get(chainId);
    if (chain == null) {
      throw new IllegalArgumentException(
          "the rules name chain %d, no endpoint is configured for it".formatted(chainId));
    }
    return chain;
  }

  /** One snapshot in the making. */
  private final class Reading {
    private final SnapshotRequest request;
    private final Rules rules;
    private final Parallel parallel;
    private final Map<Long, Pin> pins = new HashMap<>();

    Reading(SnapshotRequest request, Parallel parallel) {
      this.request = request;
      this.rules = request.rules();
      this.parallel = parallel;
      request.pins().forEach(pin -> pins.put(pin.chainId(), pin));
    }

    Snapshot read() throws RpcException {
      List<ChainState.Home> homes = forEach(rules.chains(), this::home, "accounts");
      Map<Long, List<AccountRecord>> served = HashMap.newHashMap(homes.size());
      List<List<AccountRecord>> guarded =
          forEach(rules.chains(), chain -> guarded(chain, homes), "linked accounts");
      for (int i = 0; i < homes.size(); i++) {
        List<AccountRecord> all = new ArrayList<>(homes.get(i).accounts());
        all.addAll(guarded.get(i));
        served.put(rules.chains().get(i).chainId(), all);
      }
      List<ChainState.Venue> venues =
          forEach(rules.venues(), venue -> venue(venue, served), "positions");
      List<Optional<AssetMarket>> market = forEach(rules.feeds(), this::market, "market data");
      ChainState.Links links =
          new ChainState.Links(rules.chains(), guarded.stream().map(Reading::ids).toList());
      return SnapshotAssembler.assemble(
          request, homes, links, venues, market.stream().flatMap(Optional::stream).toList());
    }

    private static Set<Bytes32> ids(List<AccountRecord> accounts) {
      return accounts.stream().map(AccountRecord::id).collect(Collectors.toSet());
    }

    private ChainState.Home home(Rules.Chain chain) throws RpcException {
      SourceChain source = chain(chain.chainId());
      Pin pin = pin(chain.chainId());
      source.requirePin(pin);
      List<OpenedAccount> opened = source.accountsOpened(chain.gcm(), pin);
      List<Bytes32> ids = opened.stream().map(OpenedAccount::id).toList();
      List<GcmAccount> records = source.accounts(chain.gcm(), ids, pin);
      List<AccountRecord> accounts = new ArrayList<>(ids.size());
      for (int i = 0; i < ids.size(); i++) {
        accounts.add(new AccountRecord(ids.get(i), checked(opened.get(i), records.get(i), chain)));
      }
      return new ChainState.Home(chain, source.tokens(chain.gcm(), pin), accounts);
    }

    private GcmAccount checked(OpenedAccount opened, GcmAccount record, Rules.Chain chain)
        throws RpcException {
      if (!record.owner().equals(opened.owner()) || record.subAccount() != opened.subAccount()) {
        throw new RpcException.Malformed(
            "GCM %s on chain %d".formatted(chain.gcm(), chain.chainId()),
            "account %s was opened by %s and is recorded for %s"
                .formatted(opened.id(), opened.owner(), record.owner()));
      }
      return record;
    }

    /**
     * Accounts of other chains that this chain's guard serves: linked at home, and by the same
     * holder here.
     */
    private List<AccountRecord> guarded(Rules.Chain chain, List<ChainState.Home> homes)
        throws RpcException {
      List<Bytes32> ids = new ArrayList<>();
      List<Address> holders = new ArrayList<>();
      for (ChainState.Home home : homes) {
        if (home.chain().chainId() != chain.chainId()) {
          for (AccountRecord account : home.accounts()) {
            holderAt(chain, account.record())
                .ifPresent(holder -> {
                  ids.add(account.id());
                  holders.add(holder);
                });
          }
        }
      }
      List<GcmAccount> records =
          chain(chain.chainId()).accounts(chain.gcm(), ids, pin(chain.chainId()));
      List<AccountRecord> linked = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        if (records.get(i).holder().equals(holders.get(i))) {
          linked.add(new AccountRecord(ids.get(i), records.get(i)));
        }
      }
      return linked;
    }

    private Optional<Address> holderAt(Rules.Chain chain, GcmAccount record) {
      return record.links().stream()
          .filter(link -> link.chainId() == chain.chainId() && link.guard().equals(chain.gcm()))
          .map(GcmAccount.Link::holder)
          .filter(holder -> !holder.equals(Address.ZERO))
          .findFirst();
    }

    private ChainState.Venue venue(Rules.Venue venue, Map<Long, List<AccountRecord>> served)
        throws RpcException {
      SourceChain source = chain(venue.chainId());
      Pin pin = pin(venue.chainId());
      List<Instrument> instruments = source.instruments(venue.venue(), pin);
      List<Bytes32> approving =
          served.getOrDefault(venue.chainId(), List.of()).stream()
              .filter(account -> approves(account.record(), venue.venue()))
              .map(AccountRecord::id)
              .toList();
      return new ChainState.Venue(
          instruments, source.positions(venue.venue(), approving, instruments.size(), pin));
    }

    private boolean approves(GcmAccount record, Address venue) {
      return record.venues().stream().anyMatch(approved -> approved.venue().equals(venue));
    }

    private Optional<AssetMarket> market(Rules.Feed feed) throws RpcException {
      return chain(feed.chainId()).market(feed.feed(), feed.asset(), pin(feed.chainId()));
    }

    private Pin pin(long chainId) {
      Pin pin = pins.get(chainId);
      if (pin == null) {
        throw new IllegalArgumentException(
            "the rules name a venue or feed on chain %d, which has no GCM".formatted(chainId));
      }
      return pin;
    }

    private <I, T> List<T> forEach(List<I> inputs, Read<I, T> read, String what)
        throws RpcException {
      List<Parallel.Task<T>> tasks = new ArrayList<>(inputs.size());
      inputs.forEach(input -> tasks.add(() -> read.of(input)));
      return parallel.all(tasks, what);
    }
  }

  @FunctionalInterface
  private interface Read<I, T> {
    T of(I input) throws RpcException;
  }
}
