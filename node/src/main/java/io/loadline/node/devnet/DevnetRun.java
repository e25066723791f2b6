package io.loadline.node.devnet;

import io.loadline.node.devnet.RoundCollector.Collected;
import io.loadline.node.devnet.book.Traders;
import io.loadline.node.devnet.chain.AccountView;
import io.loadline.node.devnet.chain.Person;
import io.loadline.node.devnet.chain.Prover;
import io.loadline.node.devnet.chain.SignedRound;
import io.loadline.node.devnet.chain.TradingFloor;
import io.loadline.node.devnet.market.OptionChain;
import io.loadline.node.devnet.market.PriceWalk;
import io.loadline.node.devnet.report.AccountLine;
import io.loadline.node.devnet.report.Console;
import io.loadline.node.devnet.report.LifeStep;
import io.loadline.node.devnet.report.RoundLine;
import io.loadline.node.devnet.report.Scenarios;
import io.loadline.node.devnet.report.Summary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What happens on a devnet: a set-up round, everybody's trades, then rounds that count. */
public final class DevnetRun {
  private static final Duration ROUND_LIMIT = Duration.ofMinutes(2);

  private static final List<String> PHASES =
      List.of("observed", "computed", "decided", "signed", "kept", "submitted", "read", "risk");

  private final Devnet devnet;
  private final Console console;
  private final Summary summary;
  private final Prover prover;
  private final TradingFloor floor;
  private final PriceWalk walk;
  private final MarketMakerLife life;
  private final List<Person> named;
  private long height;
  private long homeTradeBlock;
  private long otherTradeBlock;
  private int counted;
  private boolean sound = true;

  public DevnetRun(Devnet devnet, Console console) {
    this.devnet = devnet;
    this.console = console;
    var settings = devnet.settings();
    var network = devnet.network();
    this.summary =
        new Summary(
            devnet.folder().summary(),
            devnet.networkId().toHex(),
            settings.nodes(),
            settings.seed());
    this.prover = new Prover(network);
    this.floor = new TradingFloor(network, OptionChain.load(), devnet.ground().providers());
    this.walk = new PriceWalk(settings.seed());
    this.named = devnet.people().stream().filter(person -> person.trader().named()).toList();
    var maker =
        named.stream()
            .filter(person -> person.trader().name().equals(Traders.MARKET_MAKER))
            .findFirst()
            .orElseThrow();
    this.life = new MarketMakerLife(network, maker);
  }

  /** Whether every round so far held: equal digests on all nodes and in both contracts. */
  public boolean isSound() {
    return sound;
  }

  /** Rounds since the trades. */
  public int counted() {
    return counted;
  }

  /** The first round, which proves empty accounts and credit lines, and the trades on it. */
  public void setUp() throws IOException, InterruptedException, TimeoutException {
    var first = nextRound();
    while (first.round().snapshot().accounts().size() < devnet.people().size()) {
      first = nextRound();
    }
    report(first, List.of());
    var network = devnet.network();
    var round = first.round();
    console.step("proving requirements, bounds and credit lines of round " + round.height());
    prover.proveRequirements(round);
    prover.proveForTrading(
        round,
        floor.instrumentsOf(devnet.people(), true),
        floor.instrumentsOf(devnet.people(), false));
    network.settle();
    console.step("trading: options on chain B within the lines, perpetuals at home");
    for (int i = 0; i < devnet.people().size(); i++) {
      floor.trade(devnet.people().get(i), i, round);
    }
    homeTradeBlock = network.home().settle().getLast().block();
    otherTradeBlock = network.other().settle().getLast().block();
    tell(life.trades());
    summary.write();
  }

  /** The next round, with all that follows from it on chain. */
  public void round() throws IOException, InterruptedException, TimeoutException {
    var collected = nextRound();
    var round = collected.round();
    var network = devnet.network();
    boolean counts = hasSeenTrades(round);
    if (counts) {
      counted++;
    }
    prover.proveRequirements(round);
    devnet.ground().market().publishEther(walk.next());
    boolean asks = counts && !life.isRequested();
    if (asks) {
      life.addRequest(round);
    }
    var receipts = network.home().settle();
    network.other().settle();
    report(collected, onChain());
    if (asks) {
      tell(life.requested(round, receipts.getLast()));
      tell(life.tryTooEarly(round));
    } else if (life.hasSeenRequest(round) && !life.isDone()) {
      life.execute(round).ifPresent(steps -> steps.forEach(this::tell));
    }
    summary.write();
  }

  private Collected nextRound() throws IOException, InterruptedException, TimeoutException {
    var collected = devnet.rounds().next(height, ROUND_LIMIT);
    height = collected.height();
    return collected;
  }

  private boolean hasSeenTrades(SignedRound round) {
    return round.homePin() >= homeTradeBlock
        && round.pin(devnet.network().other().id()) >= otherTradeBlock;
  }

  /** What the home manager holds for the named accounts, after their proofs. */
  private List<AccountView> onChain() {
    return named.stream().map(person -> new AccountView(devnet.network(), person)).toList();
  }

  private void report(Collected collected, List<AccountView> views) throws IOException {
    var round = collected.round();
    var accounts = new ArrayList<AccountLine>();
    for (int i = 0; i < views.size(); i++) {
      accounts.add(line(named.get(i), round, views.get(i)));
    }
    var report = round.result().report();
    var line =
        new RoundLine(
            report.height(),
            !views.isEmpty() && hasSeenTrades(round),
            round.snapshot().pins().stream()
                .map(pin -> new RoundLine.Pin(pin.chainId(), pin.number(), pin.hash().toHex()))
                .toList(),
            round.snapshot().accounts().size(),
            collected.home().digest().toHex(),
            collected.digests(),
            devnet.operators().get(collected.bundle().proposal().member()).name(),
            devnet.nameOf(collected.home().sender()),
            "0x" + HexFormat.of().formatHex(collected.bundle().signature().toBytes()),
            collected.home().transaction(),
            collected.home().gas(),
            phases(collected),
            accounts);
    check(line, collected);
    summary.add(line);
    console.round(line);
  }

  private void check(RoundLine line, Collected collected) {
    if (!line.agreed()) {
      problem("round " + line.height() + ": the nodes' digests differ: " + line.nodeDigests());
    }
    if (!collected.other().digest().equals(collected.home().digest())) {
      problem("round " + line.height() + ": the two managers accepted different reports");
    }
    for (var account : line.named()) {
      if (!account.initialE6().equals(account.onChainE6())) {
        problem(account.name() + ": proven on chain is not what the round says");
      }
    }
  }

  private AccountLine line(Person person, SignedRound round, AccountView view) throws IOException {
    var leaf = round.requirement(person.account());
    var waterfall = round.result().explain(round.indexOf(person.account()));
    return new AccountLine(
        person.trader().name(),
        person.account().toHex(),
        leaf.initialUsdE6(),
        leaf.maintenanceUsdE6(),
        leaf.isolatedUsdE6(),
        Scenarios.worst(waterfall),
        view.requirement());
  }

  /** In the order in which a round passes them; the durations of reading and risk come last. */
  private static Map<String, Long> phases(Collected collected) {
    var told = collected.told().path("node").path("phasesMs");
    var phases = new LinkedHashMap<String, Long>();
    for (var phase : PHASES) {
      if (told.has(phase)) {
        phases.put(phase, told.path(phase).asLong());
      }
    }
    return phases;
  }

  private void tell(LifeStep step) {
    summary.add(step);
    console.life(step);
  }

  private void problem(String text) {
    sound = false;
    summary.addProblem(text);
    console.problem(text);
  }
}
