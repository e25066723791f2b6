package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.Complaints;
import io.loadline.consensus.ceremony.CeremonyMessage.Confirmation;
import io.loadline.consensus.ceremony.CeremonyMessage.Dealing;
import io.loadline.consensus.ceremony.CeremonyMessage.TestSigning;
import io.loadline.consensus.frost.EqualityProof;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.roast.RoastMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Stands between a machine and the network and says something else, with a real signature. */
final class Liar {
  private final CeremonySimulation simulation;
  private final int self;
  private final LocalIdentitySigner signer;
  private final @Nullable Lie lie;
  private final CeremonySignatures signatures;
  private final SplittableRandom random;

  Liar(CeremonySimulation simulation, int self, LocalIdentitySigner signer, @Nullable Lie lie) {
    this.simulation = simulation;
    this.self = self;
    this.signer = signer;
    this.lie = lie;
    this.signatures = new CeremonySignatures(simulation.plan);
    this.random = new SplittableRandom(simulation.random.nextLong());
  }

  void decide(Stage stage, Bytes view) {
    if (lie == Lie.SILENT || (lie == Lie.SILENT_AFTER_ANNOUNCING && stage != Stage.ANNOUNCEMENTS)) {
      return;
    }
    if (lie == Lie.INVENTED_VIEW) {
      View invented = View.decode(view).orElseThrow();
      for (int author = 0; author < simulation.members.size(); author++) {
        invented.add(author, Keccak.hash(new byte[] {(byte) author}));
      }
      simulation.agreement().proposed(self, stage, invented.encode());
      return;
    }
    simulation.agreement().proposed(self, stage, view);
  }

  void send(int to, SignedMessage message, int resend) {
    if (isMute(message.message().kind())) {
      return;
    }
    if (lie == Lie.WRONG_SIGNATURE_SHARES
        && message.message() instanceof TestSigning(RoastMessage.SignShare share)) {
      RoastMessage wrong =
          new RoastMessage.SignShare(
              share.subject(),
              share.coordinator(),
              share.attempt(),
              share.session(),
              Scalar.random(random::nextBytes),
              share.next());
      simulation.send(self, to, sign(new TestSigning(wrong)), resend);
      return;
    }
    simulation.send(self, to, message, resend);
  }

  void broadcast(SignedMessage message, int resend, CeremonyMachine machine) {
    Lie told = lie;
    if (isMute(message.message().kind())) {
      return;
    }
    if (told == null) {
      simulation.broadcast(self, message, resend);
      return;
    }
    switch (message.message()) {
      case Announcement announcement -> announce(told, announcement, message, resend);
      case Dealing dealing -> deal(told, dealing, message, resend, machine);
      case Complaints complaints -> complain(told, complaints, message, resend, machine);
      case Confirmation confirmation when told == Lie.UNPROVEN_CONFIRMATION ->
          say(
              new Confirmation(
                  confirmation.result(), new KnowledgeProof(Point.GENERATOR, Scalar.of(5))),
              resend);
      case Confirmation _,
          CeremonyMessage.Opening _,
          CeremonyMessage.Completion _,
          TestSigning _,
          CeremonyMessage.Fetch _ ->
          simulation.broadcast(self, message, resend);
    }
  }

  private void announce(Lie told, Announcement said, SignedMessage message, int resend) {
    PolynomialCommitment commitments = said.commitments();
    KnowledgeProof proof = said.proof();
    if (commitments == null || proof == null) {
      simulation.broadcast(self, message, resend);
    } else if (told == Lie.WRONG_PROOF) {
      KnowledgeProof wrong =
          KnowledgeProof.prove(
              Scalar.of(7),
              Announced.proofContext(simulation.plan.session(), self),
              new SplittableRandom(self)::nextBytes);
      say(new Announcement(said.ephemeral(), commitments, wrong), resend);
    } else if (told == Lie.MORE_COMMITMENTS) {
      List<Point> more = new ArrayList<>(commitments.points());
      more.add(Point.GENERATOR);
      say(new Announcement(said.ephemeral(), new PolynomialCommitment(more), proof), resend);
    } else if (told == Lie.TWO_ANNOUNCEMENTS) {
      split(message, sign(new Announcement(Point.GENERATOR, commitments, proof)), resend);
    } else {
      simulation.broadcast(self, message, resend);
    }
  }

  private void deal(
      Lie told, Dealing dealing, SignedMessage message, int resend, CeremonyMachine machine) {
    Bytes garbage = garbage(dealing);
    switch (told) {
      case GARBAGE_SHARES -> say(new Dealing(dealing.announcements(), garbage), resend);
      case WRONG_SHARES ->
          say(new Dealing(dealing.announcements(), wrong(dealing, machine)), resend);
      case TWO_DEALINGS ->
          split(message, sign(new Dealing(dealing.announcements(), garbage)), resend);
      case SELECTIVE_DEALING ->
          simulation.send(
              self,
              (self + 1) % simulation.members.size(),
              sign(new Dealing(dealing.announcements(), garbage)),
              resend);
      default -> simulation.broadcast(self, message, resend);
    }
  }

  private void complain(
      Lie told, Complaints said, SignedMessage message, int resend, CeremonyMachine machine) {
    if (told != Lie.FALSE_COMPLAINT && told != Lie.FORGED_COMPLAINT) {
      simulation.broadcast(self, message, resend);
      return;
    }
    CeremonyState state = stateOf(machine);
    Outcomes outcomes = new Outcomes(simulation.plan, state);
    if (!(outcomes.announced() instanceof Outcome.Reached<Announced> announced)) {
      return;
    }
    int victim =
        announced.value().commitments().keySet().stream()
            .filter(dealer -> dealer != self)
            .findFirst()
            .orElseThrow();
    Point base = announced.value().ephemerals().getOrDefault(victim, Point.GENERATOR);
    Scalar secret = state.secrets.ephemeral().orElseThrow();
    byte[] context = PairCipher.complaintContext(simulation.plan.session(), self, victim);
    Point key =
        told == Lie.FALSE_COMPLAINT
            ? base.timesSecret(secret)
            : Point.generatorTimes(Scalar.of(11)); // Which decrypts nothing.
    // The same words each time: the proof's randomness is fixed.
    SplittableRandom fixed = new SplittableRandom(self);
    EqualityProof proof = EqualityProof.prove(secret, base, context, fixed::nextBytes);
    say(new Complaints(said.dealings(), List.of(new Complaint(victim, key, proof))), resend);
  }

  private Bytes garbage(Dealing dealing) {
    byte[] bytes = dealing.ciphertexts().toArray();
    for (int at = 5; at < bytes.length; at += 2 * PairCipher.LENGTH) {
      bytes[at] ^= 1;
    }
    return Bytes.of(bytes);
  }

  /** Every second receiver gets a right encryption of a wrong share. */
  private Bytes wrong(Dealing dealing, CeremonyMachine machine) {
    byte[] bytes = dealing.ciphertexts().toArray();
    CeremonyState state = stateOf(machine);
    if (!(new Outcomes(simulation.plan, state).announced()
        instanceof Outcome.Reached<Announced> announced)) {
      return dealing.ciphertexts();
    }
    Scalar secret = state.secrets.ephemeral().orElseThrow();
    for (int place = 0; place < announced.value().receivers().size(); place += 2) {
      Identifier receiver = announced.value().receivers().get(place);
      int recipient = simulation.plan.participantOf(receiver);
      Point key =
          announced
              .value()
              .ephemerals()
              .getOrDefault(recipient, Point.GENERATOR)
              .timesSecret(secret);
      byte[] sealed =
          new PairCipher(simulation.plan.session(), PairCipher.Purpose.SHARE, self, recipient)
              .encrypt(key, Scalar.of(1234));
      System.arraycopy(sealed, 0, bytes, place * PairCipher.LENGTH, PairCipher.LENGTH);
    }
    return Bytes.of(bytes);
  }

  private CeremonyState stateOf(CeremonyMachine machine) {
    return CeremonyState.decode(simulation.plan.session(), self, machine.state()).orElseThrow();
  }

  private void split(SignedMessage one, SignedMessage other, int resend) {
    for (int to = 0; to < simulation.members.size(); to++) {
      simulation.send(self, to, to % 2 == 0 ? one : other, resend);
    }
  }

  private void say(CeremonyMessage message, int resend) {
    simulation.broadcast(self, sign(message), resend);
  }

  private SignedMessage sign(CeremonyMessage message) {
    return signatures.sign(self, message, signer);
  }

  private boolean isMute(MessageKind kind) {
    return lie == Lie.SILENT
        || (lie == Lie.SILENT_AFTER_ANNOUNCING && kind != MessageKind.ANNOUNCEMENT)
        || (lie == Lie.SILENT_BEFORE_CONFIRMING
            && (kind == MessageKind.CONFIRMATION
                || kind == MessageKind.TEST_SIGNING
                || kind == MessageKind.COMPLETION));
  }
}
