package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.contracts.VenueCalls.Trade;
import io.loadline.chain.rpc.RpcException;
import io.loadline.node.devnet.book.Leg;
import io.loadline.node.devnet.market.ListedOption;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.web3j.crypto.Credentials;

/**
 * Where people trade: options on the other chain, perpetuals at home, each time against a liquidity
 * provider, at the mark of the round that was proven last.
 */
public final class TradingFloor {
  private static final long DEADLINE_SECONDS = 600;
  private static final byte[] SENDER_NEED_NOT_SIGN = {};

  private final Network network;
  private final List<Person> providers;
  private final TradeSigner optionTrades;
  private final TradeSigner perpetualTrades;
  private final Map<String, Long> optionIndexes = new HashMap<>();
  private final Map<String, Bytes32> instruments = new HashMap<>();

  public TradingFloor(Network network, List<ListedOption> chain, List<Person> providers) {
    this.network = network;
    this.providers = List.copyOf(providers);
    var contracts = network.contracts();
    this.optionTrades =
        new TradeSigner("Loadline Options", contracts.otherChainId(), contracts.options());
    this.perpetualTrades =
        new TradeSigner("Loadline Perpetuals", contracts.homeChainId(), contracts.perpetuals());
    for (var option : chain) {
      optionIndexes.put(option.name(), optionIndexes.size() + 1L);
      var kind = option.call() ? InstrumentKind.CALL : InstrumentKind.PUT;
      var strike = BigInteger.valueOf(option.strikeE8());
      instruments.put(
          option.name(),
          id(contracts.otherChainId(), contracts.options(), kind, option.expiry(), strike));
    }
    instruments.put(
        Leg.PERPETUAL,
        id(
            contracts.homeChainId(),
            contracts.perpetuals(),
            InstrumentKind.PERPETUAL,
            0,
            BigInteger.ZERO));
  }

  private static Bytes32 id(
      long chainId, Address venue, InstrumentKind kind, long expiry, BigInteger strikeE8) {
    return Instrument.of(chainId, venue, kind, Network.ETHER, expiry, strikeE8).id();
  }

  public Bytes32 instrument(String name) {
    var id = instruments.get(name);
    if (id == null) {
      throw new IllegalArgumentException("not listed: " + name);
    }
    return id;
  }

  /** Instruments of these people's plans, at home or on the other chain. */
  public Set<Bytes32> instrumentsOf(List<Person> people, boolean atHome) {
    var wanted = new LinkedHashSet<Bytes32>();
    for (var person : people) {
      for (var leg : person.trader().legs()) {
        if (leg.isPerpetual() == atHome) {
          wanted.add(instrument(leg.instrument()));
        }
      }
    }
    return wanted;
  }

  /** All legs of a person's plan against one provider, priced at the round's marks. */
  public void trade(Person person, int number, SignedRound round) throws RpcException {
    var provider = providers.get(number % providers.size());
    for (var leg : person.trader().legs()) {
      trade(person, provider, leg, round);
    }
  }

  private void trade(Person person, Person provider, Leg leg, SignedRound round)
      throws RpcException {
    var atHome = leg.isPerpetual();
    var chain = atHome ? network.home() : network.other();
    boolean buys = leg.quantity().signum() > 0;
    var trade =
        new Trade(
            atHome ? Network.PERPETUAL_INDEX : optionIndex(leg.instrument()),
            (buys ? person : provider).account(),
            (buys ? provider : person).account(),
            leg.quantityE18().abs(),
            round.bounds(instrument(leg.instrument())).markUsdE6(),
            round.result().report().anchorTimeSeconds() + DEADLINE_SECONDS);
    var signer = atHome ? perpetualTrades : optionTrades;
    var signature = signer.sign(trade, actor(person, atHome));
    chain
        .transactions()
        .add(
            person.trader() + " trades " + leg.quantity() + " " + leg.instrument(),
            actor(provider, atHome),
            atHome ? network.contracts().perpetuals() : network.contracts().options(),
            VenueCalls.settleTrade(
                trade,
                buys ? signature : SENDER_NEED_NOT_SIGN,
                buys ? SENDER_NEED_NOT_SIGN : signature));
  }

  private long optionIndex(String name) {
    var index = optionIndexes.get(name);
    if (index == null) {
      throw new IllegalArgumentException("not listed: " + name);
    }
    return index;
  }

  private static Credentials actor(Person person, boolean atHome) {
    return atHome ? person.trader().owner() : person.trader().holder();
  }
}
