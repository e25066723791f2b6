package io.loadline.node.devnet;

import static io.loadline.node.devnet.report.LifeStep.fact;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.Reverts;
import io.loadline.chain.rpc.RpcException;
import io.loadline.node.devnet.chain.AccountView;
import io.loadline.node.devnet.chain.Network;
import io.loadline.node.devnet.chain.Person;
import io.loadline.node.devnet.chain.Receipt;
import io.loadline.node.devnet.chain.RevertedException;
import io.loadline.node.devnet.chain.SignedRound;
import io.loadline.node.devnet.report.LifeStep;
import io.loadline.node.devnet.report.Usd;
import io.loadline.risk.bytes.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * One account's withdrawal in two steps, with what the contract refuses on the way: the request, a
 * try against a round that is older than it, one unit too much, and the exact amount.
 */
final class MarketMakerLife {
  private static final long SUB_ACCOUNT = 0;

  /** Asked for beyond what is free, so that not the request but the requirement is the limit. */
  private static final BigInteger BEYOND_FREE_E6 = BigInteger.valueOf(1_000_000_000L);

  private static final String NEWER_ROUND = "RequirementNotNewest";

  private final Network network;
  private final Person person;
  private final AccountView view;
  private long requestBlock;
  private boolean done;

  MarketMakerLife(Network network, Person person) {
    this.network = network;
    this.person = person;
    this.view = new AccountView(network, person);
  }

  boolean isDone() {
    return done;
  }

  boolean isRequested() {
    return requestBlock > 0;
  }

  /** What the set-up round and the trades on it left behind. */
  LifeStep trades() throws RpcException {
    return new LifeStep(
        "sold strangles on chain " + network.other().id() + ", bought perpetuals at home",
        "charged until a round has seen it",
        List.of(
            fact("collateral", Usd.rounded(view.balance())),
            fact("line locked for chain B", Usd.rounded(locked())),
            fact("credit line proven there", Usd.rounded(view.line())),
            fact("charged against the line", Usd.rounded(view.lineUsed())),
            fact("reserved at home", Usd.rounded(view.reservations()))));
  }

  /**
   * First step, to be sent with the proofs of a round that has seen the trades: asks for somewhat
   * more than is free then.
   */
  void addRequest(SignedRound round) throws RpcException {
    var claimed = round.requirement(person.account()).initialUsdE6().add(locked());
    var free = view.balance().subtract(claimed);
    network
        .home()
        .transactions()
        .add(
            person.trader() + " requests a withdrawal",
            person.trader().owner(),
            network.contracts().manager(),
            GcmCalls.requestWithdraw(
                SUB_ACCOUNT,
                network.contracts().token(),
                free.add(BEYOND_FREE_E6).min(view.balance())));
  }

  /** The request is in a block. */
  LifeStep requested(SignedRound round, Receipt receipt) throws RpcException {
    requestBlock = receipt.block();
    return new LifeStep(
        "requested a withdrawal after round " + round.height(),
        "set aside in block " + requestBlock,
        List.of(
            fact("collateral", Usd.exact(view.balance())),
            fact("requirement", Usd.exact(view.requirement())),
            fact("locked line", Usd.exact(locked())),
            fact("reservations", Usd.exact(view.reservations())),
            fact("free", Usd.exact(view.balance().subtract(claimed()))),
            fact("requested", Usd.exact(view.setAside()))));
  }

  /** Second step too early: the newest round has read this chain before the request. */
  LifeStep tryTooEarly(SignedRound round) throws RpcException {
    return new LifeStep(
        "tried to withdraw one unit against round " + round.height(),
        outcome(BigInteger.ONE),
        List.of(
            fact("round's block here", Long.toString(round.homePin())),
            fact("request's block", Long.toString(requestBlock))));
  }

  /**
   * Second step against a round that has seen the request and in which the requirement is proven.
   * Empty if a newer round was accepted meanwhile: then the next one serves.
   */
  Optional<List<LifeStep>> execute(SignedRound round) throws IOException, InterruptedException {
    var claimed = claimed();
    var before = view.balance();
    var exact = before.subtract(claimed);
    var tooMuch = outcome(exact.add(BigInteger.ONE));
    if (tooMuch.startsWith(NEWER_ROUND)) {
      return Optional.empty();
    }
    var oneMore =
        new LifeStep(
            "tried to withdraw one unit more than is free in round " + round.height(),
            tooMuch,
            List.of(fact("tried", Usd.exact(exact.add(BigInteger.ONE)))));
    network
        .home()
        .transactions()
        .add(
            person.trader() + " withdraws",
            person.trader().owner(),
            network.contracts().manager(),
            execute(exact));
    try {
      network.home().settle();
    } catch (RevertedException e) {
      if (e.reason().startsWith(NEWER_ROUND)) {
        return Optional.empty();
      }
      throw e;
    }
    done = true;
    var withdrawn =
        new LifeStep(
            "withdrew exactly down to requirement + locked line + reservations",
            "collateral left " + Usd.exact(view.balance()),
            List.of(
                fact("collateral before", Usd.exact(before)),
                fact("requirement", Usd.exact(view.requirement())),
                fact("locked line", Usd.exact(locked())),
                fact("reservations", Usd.exact(view.reservations())),
                fact("withdrawn", Usd.exact(exact)),
                fact("collateral after", Usd.exact(view.balance()))));
    return Optional.of(List.of(oneMore, withdrawn));
  }

  /** Whether the round has read the home chain at or after the request. */
  boolean hasSeenRequest(SignedRound round) {
    return isRequested() && round.homePin() >= requestBlock;
  }

  /** What the collateral must cover. */
  private BigInteger claimed() throws RpcException {
    return view.requirement().add(locked()).add(view.reservations());
  }

  private BigInteger locked() {
    return BigInteger.valueOf(person.trader().lineE6());
  }

  private byte[] execute(BigInteger amount) {
    return GcmCalls.executeWithdraw(SUB_ACCOUNT, network.contracts().token(), amount);
  }

  /** What the contract would say to the second step now. */
  private String outcome(BigInteger amount) throws RpcException {
    try {
      network
          .home()
          .call(
              Address.fromHex(person.trader().owner().getAddress()),
              network.contracts().manager(),
              execute(amount));
      return "would pass";
    } catch (RpcException.ErrorReply e) {
      return Reverts.describe(e.data());
    }
  }
}
