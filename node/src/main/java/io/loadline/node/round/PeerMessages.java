package io.loadline.node.round;

import io.loadline.consensus.agreement.MessageGate;
import io.loadline.consensus.agreement.MessageGate.HeightWindow;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.WireMessage;
import io.loadline.libp2p.gossip.GossipMessage;
import io.loadline.libp2p.gossip.Verdict;
import io.loadline.risk.bytes.Bytes32;
import java.util.Locale;

/** Judges what comes from the network and hands on what is good. Thread-safe. */
final class PeerMessages {
  private final MessageGate gate;
  private final RoundLoop loop;
  private final SignedRounds rounds;
  private final RoundKeeper keeper;
  private final RoundCounters counters;

  PeerMessages(
      MessageGate gate,
      RoundLoop loop,
      SignedRounds rounds,
      RoundKeeper keeper,
      RoundCounters counters) {
    this.gate = gate;
    this.loop = loop;
    this.rounds = rounds;
    this.keeper = keeper;
    this.counters = counters;
  }

  /** A message of the agreement topic. */
  Verdict agreement(GossipMessage message) {
    return switch (gate.judge(message.data(), loop.wanted())) {
      case MessageGate.Verdict.Accept(WireMessage accepted) ->
          loop.receive(accepted) ? Verdict.ACCEPT : Verdict.IGNORE;
      case MessageGate.Verdict.Ignore(var reason) -> ignored(reason.name());
      case MessageGate.Verdict.Reject(var reason) -> rejected(reason.name());
    };
  }

  /**
   * A message of the reports topic. A report proves itself, so one of a height that is not open
   * here still tells a node that fell behind what to fetch.
   */
  Verdict report(GossipMessage message) {
    HeightWindow newer = new HeightWindow(rounds.newestHeight() + 1, Long.MAX_VALUE);
    return switch (gate.judge(message.data(), newer)) {
      case MessageGate.Verdict.Accept(SignedReport report) -> {
        HeightWindow open = loop.wanted();
        if (open.lowest() <= report.height() && report.height() <= open.highest()) {
          yield loop.receive(report) ? Verdict.ACCEPT : Verdict.IGNORE;
        }
        keeper.fetch(report.height(), Bytes32.of(report.digest().bytes()));
        yield Verdict.ACCEPT;
      }
      case MessageGate.Verdict.Accept _ -> rejected("wrong_topic");
      case MessageGate.Verdict.Ignore(var reason) -> ignored(reason.name());
      case MessageGate.Verdict.Reject(var reason) -> rejected(reason.name());
    };
  }

  private Verdict ignored(String reason) {
    counters.count("ignored_" + reason.toLowerCase(Locale.ROOT));
    return Verdict.IGNORE;
  }

  private Verdict rejected(String reason) {
    counters.count("rejected_" + reason.toLowerCase(Locale.ROOT));
    return Verdict.REJECT;
  }
}
