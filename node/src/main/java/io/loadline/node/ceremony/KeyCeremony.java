package io.loadline.node.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.ceremony.CeremonyEffect;
import io.loadline.consensus.ceremony.CeremonyEvent;
import io.loadline.consensus.ceremony.CeremonyMachine;
import io.loadline.consensus.ceremony.CeremonyPlan;
import io.loadline.consensus.ceremony.CeremonyResult;
import io.loadline.consensus.ceremony.CeremonyTimes;
import io.loadline.consensus.ceremony.HoldersAgreement;
import io.loadline.consensus.ceremony.Phase;
import io.loadline.consensus.ceremony.SecretBytes;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.node.OperatorException;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RecordedVotes;
import io.loadline.node.ceremony.CeremonyInput.Timer;
import io.loadline.node.config.FoundingManifest;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.loop.EventLoop;
import io.loadline.node.loop.Timers;
import io.loadline.node.network.PeerNetwork;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The operators of a network make its first key, this one among them. One writer: what happens
 * enters as input, and what the machines want is carried out in the order in which they say so. A
 * process that dies at any point goes on from its disk. After the end it stays, to help those who
 * come late.
 */
public final class KeyCeremony implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyCeremony.class);
  private static final int INBOX = 4_096;
  private static final int MAX_HEIGHTS = 8;

  private final NodeConfig config;
  private final CeremonyPlan plan;
  private final LocalIdentitySigner identity;
  private final int self;
  private final RandomBytes random = new SecureRandom()::nextBytes;
  private final PeerNetwork network;
  private final CeremonyPeers peers;
  private final CeremonyFiles files;
  private final CeremonyStatus status;
  private final CeremonyMachine machine;
  private final HoldersAgreement holders;
  private final RecordedVotes holdersRecord;
  private final CeremonyWire wire;
  private final EventLoop<CeremonyInput> loop;
  private final Timers<Timer> timers = new Timers<>("ceremony-timers");
  private final Deque<CeremonyEvent> own = new ArrayDeque<>();
  private final CompletableFuture<NetworkManifest> founded = new CompletableFuture<>();
  private final FirstKeyProof proof;
  private Phase phase = Phase.NEW;

  /**
   * Opens what is on disk, and says nothing yet.
   *
   * @throws OperatorException if the disk holds something else than this ceremony's state
   */
  public KeyCeremony(
      NodeConfig config,
      FoundingManifest manifest,
      LocalIdentitySigner identity,
      Archive archive,
      PeerNetwork network) {
    this.config = config;
    this.identity = identity;
    this.network = network;
    this.plan =
        CeremonyPlan.generate(
            Digest.of(manifest.networkId().toByteArray()),
            manifest.firstKey().keyEpoch(),
            manifest.genesis().operators().stream()
                .map(operator -> io.loadline.consensus.Address.of(operator.toByteArray()))
                .toList(),
            manifest.firstKey().attempt());
    this.self = plan.participant(identity.address()).orElseThrow();
    this.peers = new CeremonyPeers(network, plan, manifest, self);
    this.files = new CeremonyFiles(config, plan);
    this.status = new CeremonyStatus(plan);
    MessageVerifier verifier = HoldersAgreement.verifier(plan);
    this.holdersRecord = new RecordedVotes(archive.signingRecord(), verifier.committee().digest());
    this.machine = machine();
    this.holders =
        new HoldersAgreement(
            plan,
            machine,
            verifier,
            identity,
            random,
            config.agreement().parameters(MAX_HEIGHTS),
            holdersRecord::at);
    this.loop = new EventLoop<>("ceremony", INBOX, this::handle, this::broken);
    this.wire = new CeremonyWire(manifest, plan, verifier, loop::offer);
    this.proof =
        new FirstKeyProof(
            manifest,
            identity,
            archive.signingRecord(),
            peers,
            wire,
            new ProofShell(),
            this::found);
  }

  private CeremonyMachine machine() {
    CeremonyTimes times =
        new CeremonyTimes(
            CeremonyTimes.DEFAULT.baseMs(),
            CeremonyTimes.DEFAULT.perParticipantMs(),
            config.agreement().resend().toMillis(),
            CeremonyTimes.DEFAULT.coordinateMs(),
            CeremonyTimes.DEFAULT.patience());
    Optional<SecretBytes> stored = files.state();
    if (stored.isPresent()) {
      return CeremonyMachine.resume(plan, times, identity, random, stored.get())
          .orElseThrow(() ->
              new OperatorException.Unavailable(
                  "The stored state of ceremony " + plan.session() + " cannot be used",
                  "Begin the next attempt: raise firstKey.attempt in the network's manifest."));
    }
    boolean voted = false;
    for (long height = 1; height <= HoldersAgreement.HIGHEST; height++) {
      voted |= !holdersRecord.at(height).isEmpty();
    }
    if (voted) {
      throw new OperatorException.Unavailable(
          "The state of ceremony " + plan.session() + " is lost, in which this operator spoke",
          "Restore the ceremony folder, or begin the next attempt: raise firstKey.attempt.");
    }
    return CeremonyMachine.begin(plan, times, identity, null, random);
  }

  /** Joins the others. */
  public void start() {
    network.joinCeremony(CeremonyWire.MAX_BYTES, wire::judge);
    loop.start();
    loop.post(new CeremonyInput.Ceremony(new CeremonyEvent.Started()));
  }

  /**
   * The network with its key, once there is one; fails with an {@link OperatorException} if the
   * ceremony came to nothing.
   */
  public CompletableFuture<NetworkManifest> founded() {
    return founded;
  }

  private void handle(CeremonyInput input) {
    switch (input) {
      case CeremonyInput.Ceremony(CeremonyEvent.Started started) -> begin(started);
      case CeremonyInput.Ceremony(var event) -> own.add(event);
      case CeremonyInput.Holders(var message) -> apply(holders.received(message, nowMs()));
      case CeremonyInput.Birth(var message) -> proof.received(message, nowMs());
      case CeremonyInput.Shown(var shown) -> proof.shown(shown);
      case CeremonyInput.Expired(Timer.OfCeremony(var timer)) ->
          own.add(new CeremonyEvent.TimerExpired(timer));
      case CeremonyInput.Expired(Timer.OfHolders(var timer)) ->
          apply(holders.timerExpired(timer, nowMs()));
      case CeremonyInput.Expired(Timer.OfBirth(var timer)) -> proof.timerExpired(timer, nowMs());
    }
    while (!own.isEmpty()) {
      machine.on(own.remove(), nowMs()).forEach(this::carryOut);
      tellPhase();
      apply(holders.advance(nowMs()));
    }
  }

  private void begin(CeremonyEvent.Started started) {
    files
        .founded()
        .ifPresent(known -> {
          proof.restore(known.committee());
          founded.complete(known);
        });
    own.add(started);
    apply(holders.start(nowMs()));
  }

  private void apply(HoldersAgreement.Outcome outcome) {
    for (Effect effect : outcome.effects()) {
      switch (effect) {
        case Effect.Persist(var entry) -> holdersRecord.persist(entry);
        case Effect.Broadcast(var message) -> peers.toAll(wire.encodeHolders(message));
        case Effect.SetTimer(var timer, var delayMs) -> set(new Timer.OfHolders(timer), delayMs);
        case Effect.CancelTimer(var timer) -> timers.cancel(new Timer.OfHolders(timer));
        case Effect.RequestObservation _,
            Effect.Compute _,
            Effect.RoundEntered _,
            Effect.Decided _,
            Effect.Signed _,
            Effect.DigestMismatch _,
            Effect.RecordBehind _,
            Effect.Evidence _,
            Effect.Rejected _ ->
            note(effect);
      }
    }
    own.addAll(outcome.decided());
  }

  private static void note(Effect effect) {
    boolean alarm = effect instanceof Effect.DigestMismatch || effect instanceof Effect.Evidence;
    LOG.atLevel(alarm ? Level.WARN : Level.DEBUG).log("ceremony: {}", effect);
  }

  private void carryOut(CeremonyEffect effect) {
    switch (effect) {
      case CeremonyEffect.Persist(var state) -> files.keep(state);
      case CeremonyEffect.PersistShare(var share, _) -> {
        files.stage(share);
        own.add(new CeremonyEvent.ShareStored());
      }
      case CeremonyEffect.Broadcast(var message, var resend) ->
          peers.toAll(wire.encode(message, resend));
      case CeremonyEffect.Send(var participant, var message, var resend) ->
          peers.to(participant, wire.encode(message, resend));
      case CeremonyEffect.Decide(var stage, var view) ->
          apply(holders.propose(stage, view, nowMs()));
      case CeremonyEffect.SetTimer(var timer, var atMs) ->
          set(new Timer.OfCeremony(timer), atMs - nowMs());
      case CeremonyEffect.CancelTimer(var timer) -> timers.cancel(new Timer.OfCeremony(timer));
      case CeremonyEffect.Overdue(var late, var missing) -> {
        LOG.warn("ceremony phase={} waits for {}", late, missing);
        files.tell(status.missing(missing).text());
      }
      case CeremonyEffect.Completed(var made) -> completed(made);
      case CeremonyEffect.Aborted(var reason, var culprits) -> {
        files.tell(status.reason(reason.name().toLowerCase(Locale.ROOT)).culprits(culprits).text());
        founded.completeExceptionally(
            new OperatorException.Unavailable(
                "The key ceremony came to nothing: " + reason + " " + culprits,
                "Begin the next attempt: raise firstKey.attempt in the network's manifest."));
      }
      case CeremonyEffect.DeleteOldShare _ -> {} // A first key replaces none.
      case CeremonyEffect.DiscardShare() -> files.discardShare();
      case CeremonyEffect.Rejected(var participant, var reason) ->
          LOG.debug("ceremony message of participant {} not taken: {}", participant, reason);
    }
  }

  private void completed(CeremonyResult made) {
    files.promote();
    files.tell(status.phase("completed").result(made).text());
    LOG.info(
        "ceremony completed: key {} confirmed by {} of {}, without a share {}, culprits {}",
        made.committee().groupKey(),
        made.confirmed().size(),
        plan.receivers().size(),
        made.without(),
        made.culprits());
    proof.completed(made);
    files
        .share(self, made.group())
        .ifPresentOrElse(
            share ->
                proof.make(
                    made, share, random, config.agreement().parameters(MAX_HEIGHTS), nowMs()),
            () -> LOG.warn("this operator got no share; ask the others for a repair"));
  }

  private void found(NetworkManifest complete) {
    files.found(complete);
    LOG.info("the network has its first key; its manifest is {}", CeremonyFiles.founded(config));
    founded.complete(complete);
  }

  private void tellPhase() {
    if (machine.phase() != phase) {
      phase = machine.phase();
      LOG.info("ceremony session={} phase={}", plan.session(), phase);
      if (!phase.isOver()) {
        files.tell(status.phase(phase.name().toLowerCase(Locale.ROOT)).text());
      }
    }
  }

  private void set(Timer timer, long delayMs) {
    timers.set(timer, delayMs, () -> loop.post(new CeremonyInput.Expired(timer)));
  }

  private void broken(Throwable cause) {
    LOG.error("the ceremony stops: an invariant is broken", cause);
    founded.completeExceptionally(cause);
  }

  /** Wall time, because phases outlive processes. */
  private static long nowMs() {
    return System.currentTimeMillis();
  }

  private final class ProofShell implements FirstKeyProof.Shell {
    @Override
    public void setTimer(TimerKey timer, long delayMs) {
      set(new Timer.OfBirth(timer), delayMs);
    }

    @Override
    public void cancelTimer(TimerKey timer) {
      timers.cancel(new Timer.OfBirth(timer));
    }

    @Override
    public void note(Effect effect) {
      KeyCeremony.note(effect);
    }
  }

  @Override
  public void close() {
    loop.close();
    timers.close();
  }
}
