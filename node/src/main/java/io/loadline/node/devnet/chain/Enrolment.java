package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.LinkOrder;
import io.loadline.chain.contracts.TokenCalls;
import io.loadline.chain.rpc.RpcException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** Brings people in: deposit, link on both sides, venue approvals, locked line. */
public final class Enrolment {
  /** Nobody here limits a venue below the account's own limit. */
  private static final BigInteger VENUE_CAP_E6 = BigInteger.TWO.pow(127);

  private final Network network;

  public Enrolment(Network network) {
    this.network = network;
  }

  /** Gas money for all, and play dollars in the owners' wallets. */
  public void fund(List<Person> people) throws RpcException {
    var traders = people.stream().map(Person::trader).toList();
    network.home().fund(traders.stream().map(trader -> trader.owner()).toList());
    network
        .other()
        .fund(
            traders.stream()
                .flatMap(trader -> Stream.of(trader.owner(), trader.holder()))
                .toList());
    for (var person : people) {
      network
          .home()
          .transactions()
          .add(
              person.trader() + " gets dollars",
              network.deployer(),
              network.contracts().token(),
              TokenCalls.mint(person.ownerAddress(), amount(person.trader().depositE6())));
    }
  }

  /** Everything an account needs before its first round. */
  public void enrol(Person person) throws RpcException {
    var contracts = network.contracts();
    var trader = person.trader();
    var deposit = amount(trader.depositE6());
    atHome(person, "approves its dollars", TokenCalls.approve(contracts.manager(), deposit), true);
    atHome(
        person,
        "deposits",
        GcmCalls.deposit(contracts.token(), deposit, Person.SUB_ACCOUNT),
        false);
    atHome(
        person,
        "approves the perpetuals venue",
        GcmCalls.approveVenue(person.account(), contracts.perpetuals(), VENUE_CAP_E6),
        false);
    if (trader.lineE6() == 0) {
      return;
    }
    atHome(
        person,
        "names its holder",
        GcmCalls.linkHolder(
            Person.SUB_ACCOUNT,
            contracts.otherChainId(),
            contracts.guard(),
            person.holderAddress()),
        false);
    atHome(
        person,
        "locks a line",
        GcmCalls.lockLine(
            Person.SUB_ACCOUNT,
            contracts.otherChainId(),
            contracts.guard(),
            amount(trader.lineE6())),
        false);
    away(
        person,
        "accepts the link",
        GcmCalls.acceptLink(
            contracts.homeChainId(),
            contracts.manager(),
            person.ownerAddress(),
            Person.SUB_ACCOUNT,
            linkSignature(person)));
    away(
        person,
        "approves the options venue",
        GcmCalls.approveVenue(person.account(), contracts.options(), VENUE_CAP_E6));
  }

  private byte[] linkSignature(Person person) {
    var contracts = network.contracts();
    var order =
        new LinkOrder(
            contracts.homeChainId(),
            contracts.manager(),
            Person.SUB_ACCOUNT,
            person.holderAddress());
    return OrderSignature.of(
        order.digest(contracts.otherChainId(), contracts.guard()), person.trader().owner());
  }

  private void atHome(Person person, String what, byte[] callData, boolean token)
      throws RpcException {
    var contracts = network.contracts();
    network
        .home()
        .transactions()
        .add(
            person.trader() + " " + what,
            person.trader().owner(),
            token ? contracts.token() : contracts.manager(),
            callData);
  }

  private void away(Person person, String what, byte[] callData) throws RpcException {
    network
        .other()
        .transactions()
        .add(
            person.trader() + " " + what,
            person.trader().holder(),
            network.contracts().guard(),
            callData);
  }

  private static BigInteger amount(long amountE6) {
    return BigInteger.valueOf(amountE6);
  }
}
