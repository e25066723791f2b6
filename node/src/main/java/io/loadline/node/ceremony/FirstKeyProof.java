package io.loadline.node.ceremony;

import io.loadline.consensus.Committee;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.ceremony.CeremonyResult;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.WireMessage;
import io.loadline.node.archive.RecordedVotes;
import io.loadline.node.archive.SigningRecord;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.config.FoundingManifest;
import io.loadline.node.config.NetworkManifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a ceremony's result to what the contracts take: made with the others, or shown by one who
 * has it. Once it is here, who still works on it is shown it. Not thread-safe.
 */
final class FirstKeyProof {
  private static final long SHOW_AGAIN_MS = 1_000;

  /** What the ceremony's loop does for it. */
  interface Shell {
    void setTimer(TimerKey timer, long delayMs);

    void cancelTimer(TimerKey timer);

    /** Nothing but logging follows from it. */
    void note(Effect effect);
  }

  private final FoundingManifest manifest;
  private final LocalIdentitySigner identity;
  private final SigningRecord signingRecord;
  private final CeremonyPeers peers;
  private final CeremonyWire wire;
  private final Shell shell;
  private final Consumer<NetworkManifest> founded;
  private final Map<Integer, Long> shownMs = new HashMap<>();
  private @Nullable SigningGroup group;
  private @Nullable Making making;
  private @Nullable FirstKeyCertificate certificate;

  private record Making(KeyBirth birth, MessageCodec codec, RecordedVotes record) {}

  /**
   * @param founded told once, when the proof is there for the first time
   */
  FirstKeyProof(
      FoundingManifest manifest,
      LocalIdentitySigner identity,
      SigningRecord signingRecord,
      CeremonyPeers peers,
      CeremonyWire wire,
      Shell shell,
      Consumer<NetworkManifest> founded) {
    this.manifest = manifest;
    this.identity = identity;
    this.signingRecord = signingRecord;
    this.peers = peers;
    this.wire = wire;
    this.shell = shell;
    this.founded = founded;
  }

  /** An earlier life of this process had the proof. */
  void restore(FirstKeyCertificate known) {
    certificate = known;
    know(
        known.committee(manifest.networkId()),
        new SigningGroup(known.groupKey(), known.threshold(), known.publicShares()));
  }

  /** The ceremony is over here. */
  void completed(CeremonyResult made) {
    know(made.committee(), made.group());
  }

  /** Makes the proof with the others, with this operator's share. */
  void make(
      CeremonyResult made,
      KeyShare share,
      RandomBytes random,
      AgreementParameters parameters,
      long nowMs) {
    if (certificate != null) {
      return;
    }
    RecordedVotes record = new RecordedVotes(signingRecord, made.committee().digest());
    KeyBirth birth =
        new KeyBirth(
            manifest,
            made.committee(),
            share,
            identity,
            random,
            parameters,
            () -> record.at(KeyBirth.HEIGHT));
    Making begun = new Making(birth, new MessageCodec(made.committee().digest()), record);
    making = begun;
    carryOut(begun, birth.start(nowMs));
  }

  /** A message of the new committee. */
  void received(WireMessage message, long nowMs) {
    Making open = making;
    if (certificate != null) {
      message.author().ifPresent(member -> show(member, nowMs));
    } else if (open != null) {
      carryOut(open, open.birth().received(message, nowMs));
    }
  }

  void timerExpired(TimerKey timer, long nowMs) {
    Making open = making;
    if (open != null && certificate == null) {
      carryOut(open, open.birth().timerExpired(timer, nowMs));
    }
  }

  /** Another operator has the proof already: it proves itself, and this one's own is the same. */
  void shown(FirstKeyCertificate shown) {
    SigningGroup own = group;
    if (certificate == null && own != null && shown.groupKey().equals(own.key())) {
      found(shown);
    }
  }

  private void carryOut(Making open, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Persist(var entry) -> open.record().persist(entry);
        case Effect.Broadcast(var message) ->
            peers.toAll(CeremonyWire.encodeBirth(open.codec(), message));
        case Effect.SetTimer(var timer, var delayMs) -> shell.setTimer(timer, delayMs);
        case Effect.CancelTimer(var timer) -> shell.cancelTimer(timer);
        case Effect.RequestObservation _,
            Effect.Compute _,
            Effect.RoundEntered _,
            Effect.Decided _,
            Effect.Signed _,
            Effect.DigestMismatch _,
            Effect.RecordBehind _,
            Effect.Evidence _,
            Effect.Rejected _ ->
            shell.note(effect);
      }
    }
    if (certificate == null) {
      open.birth().certificate().ifPresent(this::found);
    }
  }

  private void know(Committee committee, SigningGroup sharing) {
    group = sharing;
    wire.knowCommittee(KeyBirth.verifier(manifest, committee, sharing));
  }

  private void found(FirstKeyCertificate proof) {
    certificate = proof;
    founded.accept(manifest.with(proof));
    peers.toAll(CeremonyWire.encode(proof));
  }

  private void show(int member, long nowMs) {
    FirstKeyCertificate proof = certificate;
    if (proof != null
        && nowMs - shownMs.getOrDefault(member, nowMs - SHOW_AGAIN_MS) >= SHOW_AGAIN_MS) {
      shownMs.put(member, nowMs);
      peers.to(member, CeremonyWire.encode(proof));
    }
  }
}
