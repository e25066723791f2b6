package io.loadline.consensus.roast;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignatureShare;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningPackage;
import io.loadline.consensus.roast.RoastEffect.Accused;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One height signed by several members in one thread: virtual time, a network that delays,
 * reorders, drops and doubles, and members that misbehave. After each step it is checked that no
 * nonce served two shares, that honest members signed only the decided digest, and that nobody
 * honest was accused.
 */
final class RoastSimulation {
  private static final Digest DIGEST = Digest.fromHex("0x" + "11".repeat(32));
  private static final Digest OTHER = Digest.fromHex("0x" + "22".repeat(32));
  private static final SigningSubject SUBJECT = new SigningSubject(9, 1, DIGEST);
  private static final long TICK = 400;
  private static final long END = 100_000;

  private record Event(long time, long order, Runnable action) {}

  private final Dealer.Deal deal;
  private final long seed;
  private final SplittableRandom random;
  private final List<Behaviour> behaviours;
  private final List<Identifier> coordinatorIds;
  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
  private final List<RoastSigner> signers = new ArrayList<>();
  private final Map<Identifier, RoastCoordinator> coordinators = new HashMap<>();
  private final Map<Identifier, List<SignRequest>> requestsSeen = new HashMap<>();
  private final Map<List<SignerCommitment>, SigningContext> contexts = new HashMap<>();
  private final Set<SignShare> checkedShares = new HashSet<>();
  private final List<NonceCommitment> usedNonces = new ArrayList<>();
  private final Set<Identifier> finished = new HashSet<>();
  private final StringBuilder trace = new StringBuilder();
  private long now;
  private long order;

  /** Members misbehave as told; the coordinators act in the listed order, the first one at once. */
  RoastSimulation(
      Dealer.Deal deal, long seed, List<Behaviour> behaviours, List<Identifier> coordinatorIds) {
    this.deal = deal;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.behaviours = behaviours;
    this.coordinatorIds = coordinatorIds;
  }

  /** Runs to the end and checks that some honest coordinator made the signature. */
  String run() {
    for (int member = 0; member < behaviours.size(); member++) {
      signers.add(restart(member));
    }
    startCoordinators();
    for (int member = 0; member < behaviours.size(); member++) {
      startMember(Identifier.ofMember(member));
    }
    while (!queue.isEmpty() && !isDone()) {
      Event event = queue.remove();
      now = event.time();
      event.action().run();
    }
    assertThat(isDone()).as("%s is signed by time %d:%n%s", this, now, trace).isTrue();
    return trace.toString();
  }

  private boolean isDone() {
    return coordinatorIds.stream()
        .filter(id -> behaviour(id) == Behaviour.HONEST || behaviour(id) == Behaviour.SLOW)
        .allMatch(finished::contains);
  }

  private RoastSigner restart(int member) {
    return new RoastSigner(deal.shares().get(member), SUBJECT.height(), random::nextBytes);
  }

  private void startCoordinators() {
    for (int i = 0; i < coordinatorIds.size(); i++) {
      Identifier id = coordinatorIds.get(i);
      coordinators.put(id, new RoastCoordinator(deal.group(), id, SUBJECT, 0));
      boolean first = i == 0;
      at(first ? TICK : i * 150L, () -> tickCoordinator(id));
      if (behaviour(id) == Behaviour.HONEST && random.nextInt(4) == 0) {
        at(random.nextLong(600), () -> restartCoordinator(id));
      }
    }
  }

  /** Another attempt by a coordinator that forgot the first. */
  private void restartCoordinator(Identifier id) {
    if (!finished.contains(id)) {
      log(id, "restarts as coordinator");
      coordinators.put(id, new RoastCoordinator(deal.group(), id, SUBJECT, 1));
      apply(id, coordinator(id).on(new CoordinatorEvent.Tick()));
    }
  }

  private void startMember(Identifier id) {
    at(0, () -> signer(id).on(new SignerEvent.Computed(DIGEST)));
    at(
        random.nextLong(50),
        () -> {
          Identifier first = coordinatorIds.getFirst();
          // A member that lags behind sent no COMMIT in the decided round.
          if (random.nextInt(5) > 0) {
            apply(
                id, List.of(new Send(List.of(first), signer(id).offerWithCommit(SUBJECT, first))));
          }
        });
    at(random.nextLong(200), () -> decide(id));
    at(TICK, () -> tickSigner(id));
    if (behaviour(id) == Behaviour.RESTARTING) {
      at(
          60 + random.nextLong(200),
          () -> {
            log(id, "restarts");
            signers.set(id.member(), restart(id.member()));
            apply(id, signer(id).on(new SignerEvent.Computed(DIGEST)));
            decide(id);
          });
    }
  }

  private void decide(Identifier id) {
    apply(id, signer(id).on(new SignerEvent.Decided(DIGEST)));
  }

  private void tickSigner(Identifier id) {
    apply(id, signer(id).on(new SignerEvent.Tick()));
    at(TICK, () -> tickSigner(id));
  }

  private void tickCoordinator(Identifier id) {
    apply(id, coordinator(id).on(new CoordinatorEvent.Tick()));
    at(TICK, () -> tickCoordinator(id));
  }

  private void apply(Identifier member, List<RoastEffect> effects) {
    for (RoastEffect effect : effects) {
      switch (effect) {
        case Send(var recipients, var message) -> send(member, recipients, message);
        case Signed(var subject, var signature) -> {
          log(member, "signed");
          assertThat(signature.verify(deal.group().key(), subject.digest().bytes()))
              .as("%s: signature verifies", this)
              .isTrue();
          finished.add(member);
        }
        case Accused(var accused, var misconduct) -> {
          log(member, "accuses " + accused.number() + " of " + misconduct);
          assertThat(behaviour(accused).mayBeAccused() || behaviour(member).isByzantine())
              .as("%s: %s accused of %s", this, accused, misconduct)
              .isTrue();
        }
        case Refused(var sender, var refusal) ->
            log(member, "refuses " + sender.number() + ": " + refusal);
      }
    }
  }

  private void send(Identifier from, List<Identifier> recipients, RoastMessage message) {
    if (message instanceof SignShare share && !behaviour(from).isByzantine()) {
      checkShare(from, share);
    }
    for (RoastMessage said : asSaidBy(from, message)) {
      for (Identifier to : recipients) {
        transmit(from, to, said);
      }
    }
  }

  /** What a member of this behaviour says instead. */
  private List<RoastMessage> asSaidBy(Identifier from, RoastMessage message) {
    return switch (behaviour(from)) {
      case HONEST, SLOW, RESTARTING -> List.of(message);
      case SILENT -> List.of();
      case WITHHOLDING -> message instanceof SignShare ? List.of() : List.of(message);
      case WRONG_SHARES ->
          message instanceof SignShare share
              ? List.of(withShare(share, share.z().plus(Scalar.ONE), share.next()))
              : List.of(message);
      case REUSING ->
          message instanceof SignShare share
              ? List.of(withShare(share, share.z(), usedBy(from)))
              : List.of(message);
      case EQUIVOCATING ->
          switch (message) {
            case SignRequest request -> equivocations(request);
            case NonceRequest _ -> List.of(message);
            case NonceOffer _, SignShare _ -> List.of();
          };
    };
  }

  private static SignShare withShare(SignShare share, Scalar z, NonceCommitment next) {
    return new SignShare(
        share.subject(), share.coordinator(), share.attempt(), share.session(), z, next);
  }

  private NonceCommitment usedBy(Identifier member) {
    return requestsSeen.getOrDefault(member, List.of()).getFirst().signers().stream()
        .filter(entry -> entry.signer().equals(member))
        .findFirst()
        .orElseThrow()
        .commitment();
  }

  private List<RoastMessage> equivocations(SignRequest request) {
    List<SignerCommitment> others = new ArrayList<>(request.signers());
    int changed = random.nextInt(others.size());
    NonceCommitment swapped = others.get(changed).commitment();
    others.set(
        changed,
        new SignerCommitment(
            others.get(changed).signer(),
            new NonceCommitment(swapped.binding(), swapped.hiding())));
    SigningSubject otherSubject = new SigningSubject(SUBJECT.height(), SUBJECT.round(), OTHER);
    List<RoastMessage> said = new ArrayList<>();
    said.add(request);
    said.add(new SignRequest(SUBJECT, request.attempt(), request.session(), others));
    said.add(new SignRequest(otherSubject, request.attempt(), 0, request.signers()));
    said.add(new SignRequest(SUBJECT, request.attempt(), 1, request.signers().reversed()));
    return said;
  }

  private void transmit(Identifier from, Identifier to, RoastMessage message) {
    int copies = random.nextInt(10) == 0 ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      if (!from.equals(to) && random.nextInt(10) == 0) {
        continue; // Lost; a later tick says it again.
      }
      long slowness = behaviour(from) == Behaviour.SLOW && message instanceof SignShare ? 900 : 0;
      at(1 + random.nextLong(100) + slowness, () -> deliver(from, to, message));
    }
  }

  private void deliver(Identifier from, Identifier to, RoastMessage message) {
    switch (message) {
      case NonceRequest request ->
          apply(to, signer(to).on(new SignerEvent.NonceRequested(from, request)));
      case SignRequest request -> {
        requestsSeen.computeIfAbsent(to, _ -> new ArrayList<>()).add(request);
        apply(to, signer(to).on(new SignerEvent.SignRequested(from, request)));
      }
      case NonceOffer offer -> toCoordinator(to, new CoordinatorEvent.Offered(from, offer));
      case SignShare share -> toCoordinator(to, new CoordinatorEvent.Shared(from, share));
    }
  }

  private void toCoordinator(Identifier id, CoordinatorEvent event) {
    RoastCoordinator coordinator = coordinators.get(id);
    if (coordinator != null) {
      apply(id, coordinator.on(event));
      assertThat(coordinator.sessionCount())
          .as("%s: sessions of %s", this, id)
          .isLessThanOrEqualTo(deal.group().size() - deal.group().threshold() + 1);
    }
  }

  /** An honest share answers exactly one request for the decided digest, with a pair never used. */
  private void checkShare(Identifier signer, SignShare share) {
    if (!checkedShares.add(share)) {
      return; // Only said again.
    }
    assertThat(share.subject().digest()).isEqualTo(DIGEST);
    List<NonceCommitment> answered =
        requestsSeen.getOrDefault(signer, List.of()).stream()
            .distinct()
            .filter(request -> request.subject().equals(SUBJECT))
            .filter(request -> SigningPackage.isOrdered(request.signers()))
            .map(this::context)
            .filter(context -> Frost.verifyShare(context, new SignatureShare(signer, share.z())))
            .flatMap(context -> context.signingPackage().signers().stream())
            .filter(entry -> entry.signer().equals(signer))
            .map(SignerCommitment::commitment)
            .distinct()
            .toList();
    assertThat(answered).as("%s: requests answered by one share", this).hasSize(1);
    assertThat(usedNonces)
        .as("%s: nonces used before", this)
        .noneMatch(answered.getFirst()::sharesNonceWith);
    usedNonces.addAll(answered);
  }

  private SigningContext context(SignRequest request) {
    return contexts.computeIfAbsent(
        request.signers(),
        signersOf ->
            new SigningContext(deal.group(), new SigningPackage(signersOf, DIGEST.bytes())));
  }

  private void at(long delay, Runnable action) {
    if (now + delay < END) {
      queue.add(new Event(now + delay, order++, action));
    }
  }

  private void log(Identifier member, String what) {
    trace.append(now).append(' ').append(member.number()).append(' ').append(what).append('\n');
  }

  private Behaviour behaviour(Identifier id) {
    return behaviours.get(id.member());
  }

  private RoastSigner signer(Identifier id) {
    return signers.get(id.member());
  }

  private RoastCoordinator coordinator(Identifier id) {
    RoastCoordinator coordinator = coordinators.get(id);
    if (coordinator == null) {
      throw new IllegalStateException("no coordinator " + id);
    }
    return coordinator;
  }

  @Override
  public String toString() {
    return "seed=%d n=%d %s coordinators=%s"
        .formatted(
            seed,
            behaviours.size(),
            behaviours,
            coordinatorIds.stream().map(Identifier::number).toList());
  }
}
