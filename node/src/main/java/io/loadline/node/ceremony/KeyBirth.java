package io.loadline.node.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.ReportValidator;
import io.loadline.consensus.agreement.AgreementMachine;
import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.Event;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.agreement.RecordEntry;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.config.FoundingManifest;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.FirstKey;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the contracts ask of a first key: a quorum of identity signatures over {@link FirstKey}, and
 * the key's own signature over its test. It is height 0 of the new committee, which no report ever
 * has: a member's observation is its identity signature, the decided digest is the key's test. Not
 * thread-safe.
 */
final class KeyBirth {
  static final long HEIGHT = 0;

  private final FoundingManifest manifest;
  private final FirstKey statement;
  private final Digest statementDigest;
  private final Digest testDigest;
  private final SigningGroup group;
  private final Committee committee;
  private final IdentitySigner signer;
  private final AgreementMachine machine;
  private final Supplier<List<RecordEntry>> record;
  private final Deque<Effect> pending = new ArrayDeque<>();
  private @Nullable FirstKeyCertificate certificate;
  private long nowMs;

  KeyBirth(
      FoundingManifest manifest,
      Committee committee,
      KeyShare share,
      IdentitySigner signer,
      RandomBytes random,
      AgreementParameters parameters,
      Supplier<List<RecordEntry>> record) {
    this.manifest = manifest;
    this.committee = committee;
    this.group = share.group();
    this.signer = signer;
    this.record = record;
    this.statement = statement(manifest, committee, group);
    this.statementDigest = digest(statement.digest(manifest.networkId()));
    this.testDigest = digest(statement.keyTest().digest(manifest.networkId()));
    this.machine =
        new AgreementMachine(
            verifier(manifest, committee, group),
            share.identifier().member(),
            signer,
            share,
            random,
            parameters);
  }

  /** Checks the messages of a committee about its key. */
  static MessageVerifier verifier(
      FoundingManifest manifest, Committee committee, SigningGroup group) {
    FirstKey statement = statement(manifest, committee, group);
    return new MessageVerifier(
        committee,
        new Content(
            Bytes.of(statement.structHash().toByteArray()),
            digest(statement.keyTest().digest(manifest.networkId()))));
  }

  List<Effect> start(long atMs) {
    nowMs = atMs;
    feed(new Event.HeightOpened(HEIGHT, record.get()));
    return finish();
  }

  List<Effect> received(WireMessage message, long atMs) {
    nowMs = atMs;
    if (message instanceof SignedObservation observation
        && signature(observation.vote()).isEmpty()) {
      return List.of(); // A leader that listed it would find too few.
    }
    feed(new Event.Received(message));
    return finish();
  }

  List<Effect> timerExpired(TimerKey timer, long atMs) {
    nowMs = atMs;
    feed(new Event.TimerExpired(timer));
    return finish();
  }

  /** The proof, once it is there. */
  Optional<FirstKeyCertificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  private void feed(Event event) {
    pending.addAll(machine.on(event, nowMs));
  }

  private List<Effect> finish() {
    List<Effect> out = new ArrayList<>();
    while (!pending.isEmpty()) {
      apply(pending.remove(), out);
    }
    return out;
  }

  private void apply(Effect effect, List<Effect> out) {
    switch (effect) {
      case Effect.RequestObservation(var height, var round) ->
          feed(
              new Event.ObservationReady(
                  height, round, Bytes.of(signer.sign(statementDigest).bytes())));
      case Effect.Compute wish -> compute(wish);
      case Effect.Signed signed -> signed(signed);
      case Effect.Decided _ -> {}
      case Effect.Persist _,
          Effect.Broadcast _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.RoundEntered _,
          Effect.DigestMismatch _,
          Effect.RecordBehind _,
          Effect.Evidence _,
          Effect.Rejected _ ->
          out.add(effect);
    }
  }

  private void compute(Effect.Compute wish) {
    if (signatures(wish.observations()).size() < committee.quorum()) {
      feed(
          new Event.ComputeFailed(
              wish.height(), wish.round(), wish.observationsHash(), "too few signatures"));
    } else {
      feed(
          new Event.Computed(
              wish.height(),
              wish.round(),
              wish.observationsHash(),
              testDigest,
              Bytes.of(statement.structHash().toByteArray())));
    }
  }

  private void signed(Effect.Signed signed) {
    List<MemberSignature> signatures = signatures(signed.observations());
    if (signatures.size() < committee.quorum()) {
      feed(new Event.HeightClosed(HEIGHT)); // Asks the others again from the beginning.
      feed(new Event.HeightOpened(HEIGHT, record.get()));
      return;
    }
    certificate =
        new FirstKeyCertificate(
            statement.keyEpoch(),
            group.key(),
            group.threshold(),
            manifest.genesis().operators().stream()
                .map(operator -> io.loadline.consensus.Address.of(operator.toByteArray()))
                .toList(),
            group.publicShares(),
            statement.validFromHeight(),
            statement.expiresAtHeight(),
            signatures,
            signed.signature());
  }

  private List<MemberSignature> signatures(List<ObservationVote> votes) {
    return votes.stream()
        .flatMap(
            vote -> signature(vote).map(good -> new MemberSignature(vote.member(), good)).stream())
        .sorted(Comparator.comparingInt(MemberSignature::member))
        .toList();
  }

  private Optional<RecoverableSignature> signature(ObservationVote vote) {
    if (vote.body().size() != RecoverableSignature.LENGTH) {
      return Optional.empty();
    }
    RecoverableSignature said = RecoverableSignature.of(vote.body().toArray());
    return said.recover(statementDigest)
        .filter(committee.member(vote.member()).identity()::equals)
        .map(_ -> said);
  }

  private static FirstKey statement(
      FoundingManifest manifest, Committee committee, SigningGroup group) {
    FoundingManifest.FirstKeyTerms terms = manifest.firstKey();
    return new FirstKey(
        terms.keyEpoch(),
        new BigInteger(1, group.key().x()),
        group.key().parity(),
        Bytes32.of(committee.digest().bytes()),
        manifest.rulesHash(),
        terms.validFromHeight(),
        terms.expiresAtHeight());
  }

  private static Digest digest(Bytes32 word) {
    return Digest.of(word.toByteArray());
  }

  /** Observations are signatures; the only report is the statement's hash. */
  private record Content(Bytes statementHash, Digest test) implements ReportValidator {
    @Override
    public boolean acceptsObservation(long height, int round, Bytes body) {
      return height == HEIGHT && body.size() == RecoverableSignature.LENGTH;
    }

    @Override
    public Optional<Digest> reportDigest(long height, Bytes report) {
      return height == HEIGHT && report.equals(statementHash)
          ? Optional.of(test)
          : Optional.empty();
    }
  }
}
