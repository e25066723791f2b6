package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.agreement.AgreementMachine;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.Event;
import io.loadline.consensus.agreement.MessageGate.HeightWindow;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.WireMessage;
import io.loadline.node.archive.RecordedVotes;
import io.loadline.node.loop.EventLoop;
import io.loadline.node.loop.Timers;
import io.loadline.node.network.PeerNetwork;
import io.loadline.node.round.PhaseClock.Phase;
import io.loadline.risk.bytes.Bytes32;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's one writer: what happens enters as events, what the agreement machine wants is carried
 * out in the order in which it says so. Anything that takes long runs elsewhere and comes back as
 * an event.
 */
final class RoundLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundLoop.class);
  private static final int INBOX = 8_192;
  private static final int HEIGHTS_AHEAD = 2;

  private final AgreementMachine machine;
  private final MessageCodec codec;
  private final RecordedVotes record;
  private final PeerNetwork network;
  private final RoundWork work;
  private final RoundKeeper keeper;
  private final EvidenceKeeper evidence;
  private final RoundCounters counters;
  private final long validitySeconds;
  private final int maxOpenHeights;
  private final EventLoop<LoopEvent> loop;
  private final Timers<TimerKey> timers = new Timers<>("round-timers");
  private final TreeMap<Long, OpenHeight> open = new TreeMap<>();
  private volatile HeightWindow wanted = new HeightWindow(1, 0);

  RoundLoop(
      AgreementMachine machine,
      MessageCodec codec,
      RecordedVotes record,
      PeerNetwork network,
      RoundWork work,
      RoundKeeper keeper,
      EvidenceKeeper evidence,
      RoundCounters counters,
      long validitySeconds,
      int maxOpenHeights,
      Consumer<Throwable> onFailure) {
    this.machine = machine;
    this.codec = codec;
    this.record = record;
    this.network = network;
    this.work = work;
    this.keeper = keeper;
    this.evidence = evidence;
    this.counters = counters;
    this.validitySeconds = validitySeconds;
    this.maxOpenHeights = maxOpenHeights;
    this.loop = new EventLoop<>("round-loop", INBOX, this::handle, onFailure);
  }

  void start() {
    loop.start();
    post(new Event.Started(record.highestHeight()));
  }

  /** Heights whose messages are of use now, a little ahead of those open here. Any thread. */
  HeightWindow wanted() {
    return wanted;
  }

  /** Takes a message that the gate accepted; false if there is no room. Any thread. */
  boolean receive(WireMessage message) {
    return loop.offer(new LoopEvent.Agreement(new Event.Received(message)));
  }

  /** Opens a height. Any thread but the loop's. */
  void opened(long height, BlockHeader anchor) {
    loop.post(new LoopEvent.Opened(height, anchor));
  }

  /** Tells how far the anchor chain's clock is. Any thread but the loop's. */
  void anchorTime(long seconds) {
    loop.offer(new LoopEvent.AnchorTime(seconds));
  }

  /** Whether the loop still works. */
  boolean alive() {
    return loop.alive();
  }

  private void handle(LoopEvent event) {
    switch (event) {
      case LoopEvent.Opened(long height, BlockHeader anchor) -> open(height, anchor);
      case LoopEvent.AnchorTime(long seconds) -> closeDead(seconds);
      case LoopEvent.Agreement(Event agreement) -> drive(agreement);
      case LoopEvent.Computed computed -> computed(computed);
    }
  }

  private void open(long height, BlockHeader anchor) {
    while (open.size() >= maxOpenHeights) {
      close(open.firstKey());
    }
    open.put(height, new OpenHeight(anchor, validitySeconds, new PhaseClock()));
    wanted = new HeightWindow(open.firstKey(), height + HEIGHTS_AHEAD);
    LOG.debug("height={} opened at anchor block {}", height, anchor.number());
    drive(new Event.HeightOpened(height, record.at(height)));
  }

  private void closeDead(long anchorTimeSeconds) {
    List<Long> dead =
        open.entrySet().stream()
            .filter(entry -> entry.getValue().isDead(anchorTimeSeconds))
            .map(entry -> entry.getKey())
            .toList();
    dead.forEach(this::close);
  }

  private void close(long height) {
    OpenHeight closed = open.remove(height);
    if (closed != null && !closed.signed()) {
      LOG.info("height={} ends unsigned", height);
      counters.count("heights_unsigned");
    }
    timers.cancelIf(key -> key.height() == height);
    work.forget(height);
    drive(new Event.HeightClosed(height));
    if (!open.isEmpty()) {
      record.forgetBelow(open.firstKey());
      wanted = new HeightWindow(open.firstKey(), open.lastKey() + HEIGHTS_AHEAD);
    }
  }

  private void computed(LoopEvent.Computed computed) {
    OpenHeight height = open.get(computed.height());
    if (height == null) {
      return;
    }
    Computation computation = computed.computation();
    height.keep(computation);
    height.phases().reached(Phase.COMPUTED);
    drive(
        new Event.Computed(
            computed.height(),
            computed.round(),
            computed.observationsHash(),
            computation.digest(),
            Bytes.of(computation.result().report().encode())));
  }

  private void drive(Event event) {
    machine.on(event, nowMs()).forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Persist(var entry) -> record.persist(entry);
      case Effect.Broadcast(WireMessage message) -> broadcast(message);
      case Effect.RequestObservation(long height, int round) -> observe(height, round);
      case Effect.Compute compute -> compute(compute);
      case Effect.SetTimer(TimerKey timer, long delayMs) ->
          timers.set(timer, delayMs, () -> post(new Event.TimerExpired(timer)));
      case Effect.CancelTimer(TimerKey timer) -> timers.cancel(timer);
      case Effect.RoundEntered(long height, int round) -> {
        if (round > 0) {
          LOG.info("height={} round={} entered: the round before came to nothing", height, round);
          counters.count("round_changes");
        }
      }
      case Effect.Decided decided -> decided(decided);
      case Effect.Signed signed -> signed(signed);
      case Effect.DigestMismatch alarm -> {
        LOG.error(
            "height={} round={} member {} proposes {} where this node computes {} from the same"
                + " observations; no vote is given. Compare the bundles of both nodes.",
            alarm.height(),
            alarm.round(),
            alarm.leader(),
            alarm.proposed(),
            alarm.computed());
        counters.count("digest_mismatches");
      }
      case Effect.RecordBehind(long height, int round, int shownBy) -> {
        LOG.error(
            "height={} round={} member {} shows a vote of this node's identity that its signing"
                + " record lacks: the record is an old copy, or a second node runs with the same"
                + " key. Nothing is signed at this height. Stop the other node, if there is one.",
            height,
            round,
            shownBy);
        counters.count("record_behind");
      }
      case Effect.Evidence(var pair) -> {
        if (evidence.keep(pair)) {
          counters.count("evidence");
        }
      }
      case Effect.Rejected(long height, int member, var reason) -> {
        LOG.debug("height={} message of member {} not taken: {}", height, member, reason);
        counters.count("rejected_" + reason.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private void broadcast(WireMessage message) {
    byte[] bytes = codec.encode(message);
    if (message instanceof SignedReport) {
      network.publishReport(bytes);
    } else {
      network.publishAgreement(bytes);
    }
  }

  private void observe(long height, int round) {
    OpenHeight at = open.get(height);
    if (at != null) {
      work.observe(
          height,
          round,
          at.anchor(),
          body -> post(new Event.ObservationReady(height, round, body)));
    }
  }

  private void compute(Effect.Compute wish) {
    OpenHeight height = open.get(wish.height());
    if (height == null) {
      return;
    }
    height.phases().reached(Phase.OBSERVED);
    work.compute(
        wish.height(),
        wish.round(),
        height.anchor(),
        wish.observations(),
        computation ->
            loop.post(
                new LoopEvent.Computed(
                    wish.height(), wish.round(), wish.observationsHash(), computation)),
        reason -> {
          LOG.info("height={} round={} no vote: {}", wish.height(), wish.round(), reason);
          post(
              new Event.ComputeFailed(
                  wish.height(), wish.round(), wish.observationsHash(), reason));
        });
  }

  private void decided(Effect.Decided decided) {
    OpenHeight height = open.get(decided.height());
    if (height != null) {
      height.phases().reached(Phase.DECIDED);
    }
    LOG.debug("height={} round={} decided {}", decided.height(), decided.round(), decided.digest());
  }

  private void signed(Effect.Signed signed) {
    OpenHeight height = open.get(signed.height());
    if (height == null) {
      return;
    }
    height.markSigned();
    height.phases().reached(Phase.SIGNED);
    Optional<Computation> own = height.computation(signed.digest());
    if (own.isPresent() && signed.complete()) {
      keeper.keep(signed, own.get(), height.phases());
    } else {
      keeper.fetch(signed.height(), Bytes32.of(signed.digest().bytes()));
    }
    closeOvertaken(signed.height());
  }

  /** Contracts take rising heights only: below a signed one, an unsigned height has no more use. */
  private void closeOvertaken(long signedHeight) {
    List<Long> overtaken =
        open.headMap(signedHeight).entrySet().stream()
            .filter(entry -> !entry.getValue().signed())
            .map(entry -> entry.getKey())
            .toList();
    overtaken.forEach(this::close);
  }

  /** Monotonic, from an arbitrary origin: agreement only ever looks at differences. */
  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** From any thread, the loop's own excepted. */
  private void post(Event event) {
    loop.post(new LoopEvent.Agreement(event));
  }

  @Override
  public void close() {
    loop.close();
    timers.close();
  }
}
