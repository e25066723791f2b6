package io.loadline.consensus.roast;

import io.loadline.consensus.frost.Aggregation;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.SignatureShare;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.frost.SigningPackage;
import io.loadline.consensus.roast.RoastEffect.Accused;
import io.loadline.consensus.roast.RoastEffect.Misconduct;
import io.loadline.consensus.roast.RoastEffect.Refusal;
import io.loadline.consensus.roast.RoastEffect.Refused;
import io.loadline.consensus.roast.RoastEffect.Send;
import io.loadline.consensus.roast.RoastEffect.Signed;
import io.loadline.consensus.roast.RoastMessage.NonceOffer;
import io.loadline.consensus.roast.RoastMessage.NonceRequest;
import io.loadline.consensus.roast.RoastMessage.SignRequest;
import io.loadline.consensus.roast.RoastMessage.SignShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * One member's effort to get one subject signed. As soon as {@code threshold} members have an
 * unused commitment here, a session among exactly them opens; a member whose share is right is at
 * once ready for the next session, one whose share is wrong never again. A session that does not
 * complete holds at least one member who owes it a share, so there are never more than {@code n -
 * threshold + 1}.
 *
 * <p>Not thread-safe: one writer. The same events in the same order give the same effects.
 */
public final class RoastCoordinator {
  private final SigningGroup group;
  private final Identifier self;
  private final SigningSubject subject;
  private final int attempt;

  /** Unused commitments, in order of arrival: the quickest members sign first. */
  private final Map<Identifier, NonceCommitment> ready = new LinkedHashMap<>();

  /** Who owes a share, and in which session. */
  private final Map<Identifier, Integer> pending = new HashMap<>();

  private final TreeSet<Identifier> malicious = new TreeSet<>();
  private final Map<Identifier, List<NonceCommitment>> used = new HashMap<>();
  private final List<Session> sessions = new ArrayList<>();
  private boolean finished;

  /** A session and the shares it got so far. */
  private record Session(
      SignRequest request, SigningContext context, List<SignatureShare> shares) {}

  /**
   * A coordinator without commitments; it starts with the offers that came with COMMITs, or with a
   * {@link CoordinatorEvent.Tick}.
   *
   * @param attempt higher than any attempt of this member on this subject that signers may remember
   */
  public RoastCoordinator(
      SigningGroup group, Identifier self, SigningSubject subject, int attempt) {
    this.group = group;
    this.self = self;
    this.subject = subject;
    this.attempt = attempt;
  }

  /** Takes one event and says what to do. */
  public List<RoastEffect> on(CoordinatorEvent event) {
    if (finished) {
      return List.of();
    }
    return switch (event) {
      case CoordinatorEvent.Offered(var sender, var offer) -> offered(sender, offer);
      case CoordinatorEvent.Shared(var sender, var share) -> shared(sender, share);
      case CoordinatorEvent.Tick() -> askAgain();
    };
  }

  /** What this coordinator wants signed. */
  public SigningSubject subject() {
    return subject;
  }

  /** Whether the signature was made. */
  public boolean isFinished() {
    return finished;
  }

  /** How many sessions were opened so far. */
  public int sessionCount() {
    return sessions.size();
  }

  /** Members that showed themselves dishonest, rising. */
  public List<Identifier> malicious() {
    return List.copyOf(malicious);
  }

  /** Members asked for a share that owe it, rising: who is holding the signature up. */
  public List<Identifier> pending() {
    return pending.keySet().stream().sorted().toList();
  }

  private List<RoastEffect> offered(Identifier sender, NonceOffer offer) {
    if (!group.contains(sender)) {
      return refuse(sender, Refusal.NOT_A_MEMBER);
    }
    if (!isForUs(offer, offer.coordinator())) {
      return refuse(sender, Refusal.OTHER_SUBJECT);
    }
    if (malicious.contains(sender) || pending.containsKey(sender) || ready.containsKey(sender)) {
      return refuse(sender, Refusal.NOT_ASKED);
    }
    if (wasUsed(sender, offer.commitment())) {
      return refuse(sender, Refusal.NO_UNUSED_NONCE); // Perhaps only a late copy: no accusation.
    }
    ready.put(sender, offer.commitment());
    return openSessionIfPossible();
  }

  private List<RoastEffect> shared(Identifier sender, SignShare share) {
    if (!group.contains(sender)) {
      return refuse(sender, Refusal.NOT_A_MEMBER);
    }
    if (!isForUs(share, share.coordinator())) {
      return refuse(sender, Refusal.OTHER_SUBJECT);
    }
    if (!pending.remove(sender, share.session())) {
      return refuse(sender, Refusal.NOT_ASKED);
    }
    Session session = sessions.get(share.session());
    SignatureShare signatureShare = new SignatureShare(sender, share.z());
    if (session.shares().size() == group.threshold() - 1) {
      return complete(session, signatureShare);
    }
    if (!Frost.verifyShare(session.context(), signatureShare)) {
      return accuse(sender, Misconduct.INVALID_SHARE);
    }
    session.shares().add(signatureShare);
    if (wasUsed(sender, share.next())) {
      return accuse(sender, Misconduct.REUSED_NONCE);
    }
    ready.put(sender, share.next());
    return openSessionIfPossible();
  }

  private List<RoastEffect> openSessionIfPossible() {
    if (ready.size() < group.threshold()) {
      return List.of();
    }
    if (sessions.size() > group.size() - group.threshold()) {
      throw new IllegalStateException("more sessions than ROAST can need");
    }
    List<SignerCommitment> signers =
        ready.entrySet().stream()
            .limit(group.threshold())
            .map(entry -> new SignerCommitment(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(SignerCommitment::signer))
            .toList();
    SigningContext context =
        new SigningContext(group, new SigningPackage(signers, subject.digest().bytes()));
    SignRequest request = new SignRequest(subject, attempt, sessions.size(), signers);
    Session session = new Session(request, context, new ArrayList<>());
    sessions.add(session);
    for (SignerCommitment entry : signers) {
      ready.remove(entry.signer());
      pending.put(entry.signer(), request.session());
      used.computeIfAbsent(entry.signer(), _ -> new ArrayList<>()).add(entry.commitment());
    }
    return List.of(new Send(signers.stream().map(SignerCommitment::signer).toList(), request));
  }

  /** The last share needs no check of its own: the sum of all tells whether it is right. */
  private List<RoastEffect> complete(Session session, SignatureShare last) {
    List<SignatureShare> all = new ArrayList<>(session.shares());
    all.add(last);
    return switch (Frost.aggregate(session.context(), all)) {
      case Aggregation.Signed(var signature) -> {
        finished = true;
        yield List.of(new Signed(subject, signature));
      }
      case Aggregation.Failed _ -> accuse(last.signer(), Misconduct.INVALID_SHARE);
    };
  }

  private List<RoastEffect> askAgain() {
    List<RoastEffect> effects = new ArrayList<>();
    List<Identifier> unheard =
        group.identifiers().stream()
            .filter(member ->
                !ready.containsKey(member)
                    && !pending.containsKey(member)
                    && !malicious.contains(member))
            .toList();
    if (!unheard.isEmpty()) {
      effects.add(new Send(unheard, new NonceRequest(subject, attempt)));
    }
    for (Session session : sessions) {
      int number = session.request().session();
      List<Identifier> owing =
          group.identifiers().stream()
              .filter(member -> Objects.equals(pending.get(member), number))
              .toList();
      if (!owing.isEmpty()) {
        effects.add(new Send(owing, session.request()));
      }
    }
    return List.copyOf(effects);
  }

  private boolean isForUs(RoastMessage message, Identifier coordinator) {
    return coordinator.equals(self)
        && message.subject().equals(subject)
        && message.attempt() == attempt;
  }

  private boolean wasUsed(Identifier signer, NonceCommitment commitment) {
    return used.getOrDefault(signer, List.of()).stream().anyMatch(commitment::sharesNonceWith);
  }

  private List<RoastEffect> accuse(Identifier member, Misconduct misconduct) {
    malicious.add(member);
    return List.of(new Accused(member, misconduct));
  }

  private static List<RoastEffect> refuse(Identifier sender, Refusal refusal) {
    return List.of(new Refused(sender, refusal));
  }
}
