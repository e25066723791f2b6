package io.loadline.node.devnet;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.GroupSignature;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.devnet.book.DevnetKeys;
import io.loadline.node.devnet.book.Traders;
import io.loadline.node.devnet.chain.Contracts;
import io.loadline.node.devnet.chain.Deployment;
import io.loadline.node.devnet.chain.Enrolment;
import io.loadline.node.devnet.chain.LocalChain;
import io.loadline.node.devnet.chain.MarketPublisher;
import io.loadline.node.devnet.chain.Network;
import io.loadline.node.devnet.chain.Person;
import io.loadline.node.devnet.chain.Registration;
import io.loadline.node.devnet.founding.Founding;
import io.loadline.node.devnet.founding.OperatorKeys;
import io.loadline.node.devnet.founding.RulesOfDevnet;
import io.loadline.node.devnet.market.OptionChain;
import io.loadline.node.devnet.report.Console;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** What stands before the first round: contracts and operators, then the market and the people. */
record Groundwork(
    Network network,
    List<OperatorKeys> operators,
    Founding founding,
    Rules rules,
    MarketPublisher market,
    List<Person> people) {

  /** Lays contracts and operators on two chains that make no blocks of their own yet. */
  static Groundwork lay(
      DevnetSettings settings,
      LocalChain home,
      LocalChain other,
      ParameterSet parameters,
      Console console)
      throws IOException, InterruptedException {
    var deployer = DevnetKeys.of(settings.seed(), "deployer");
    var operators = OperatorKeys.make(settings.seed(), settings.nodes());
    var payers =
        Stream.concat(Stream.of(deployer), operators.stream().map(OperatorKeys::transmitter))
            .toList();
    home.fund(payers);
    other.fund(payers);
    home.mine(1);
    other.mine(1);

    console.step("deploying the contracts on chains " + home.id() + " and " + other.id());
    long anchorBlock = home.headNumber();
    var founding =
        new Founding(
            operators, settings.seed(), home.id(), anchorBlock, home.blockHash(anchorBlock));
    var contracts = new Deployment(home, other, deployer, founding.genesis()).create();
    var network = new Network(home, other, contracts, deployer);
    network.settle();

    var rules =
        RulesOfDevnet.of(
            contracts,
            home.headNumber(),
            DevnetSettings.CADENCE_BLOCKS,
            DevnetSettings.VALIDITY_SECONDS,
            parameters);
    console.step("registering " + operators.size() + " operators and their stakes");
    register(network, operators);
    return new Groundwork(
        network,
        operators,
        founding,
        rules,
        new MarketPublisher(network, OptionChain.load()),
        people(settings, contracts));
  }

  /**
   * The market and the people: what rounds will be about. Nodes may be making their key already.
   */
  void furnish(Console console) throws IOException, InterruptedException {
    var chain = OptionChain.load();
    console.step("listing a perpetual and " + chain.size() + " options, publishing their market");
    market.list(chain);
    market.publishDollar();
    market.publishEther(OptionChain.SPOT_E8);
    network.settle();

    console.step("opening " + people.size() + " accounts: deposits, links, approvals, lines");
    var enrolment = new Enrolment(network);
    enrolment.fund(people);
    network.settle();
    for (var person : people) {
      enrolment.enrol(person);
    }
    network.settle();
  }

  /** Installs the key in both managers, as anybody may who holds its operators' word for it. */
  void install(FirstKeyCertificate certificate) throws IOException, InterruptedException {
    var signatures =
        certificate.signatures().stream().map(each -> each.signature().bytes()).toList();
    var test = certificate.keyTest();
    var callData =
        GcmCalls.installFirstKey(
            certificate.statement(founding.genesis().networkId(), RulesCodec.hash(rules)),
            signatures,
            new GroupSignature(
                new BigInteger(1, test.groupCommitment().x()),
                new BigInteger(1, test.groupCommitment().y()),
                new BigInteger(1, test.z().toBytes())));
    var contracts = network.contracts();
    network
        .home()
        .transactions()
        .add("install the key", network.deployer(), contracts.manager(), callData);
    network
        .other()
        .transactions()
        .add("install the key", network.deployer(), contracts.guard(), callData);
    network.settle();
  }

  private static void register(Network network, List<OperatorKeys> operators)
      throws IOException, InterruptedException {
    var registration = new Registration(network);
    for (var operator : operators) {
      registration.giveStake(operator.transmitter());
    }
    network.settle();
    for (var operator : operators) {
      var peer = PeerKey.ed25519(operator.peerSeed().bytes());
      registration.register(operator.identity(), operator.transmitter(), peer.publicKey().encode());
    }
    network.settle();
  }

  private static List<Person> people(DevnetSettings settings, Contracts contracts) {
    return Traders.plan(settings.seed(), OptionChain.load()).stream()
        .map(trader -> Person.of(trader, contracts))
        .toList();
  }

  /** Those who take the other side of all trades. */
  List<Person> providers() {
    var providers = Traders.providers(people.stream().map(Person::trader).toList());
    return people.stream().filter(person -> providers.contains(person.trader())).toList();
  }
}
