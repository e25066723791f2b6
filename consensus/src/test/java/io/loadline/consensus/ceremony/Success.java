package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Address;
import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.Aggregation;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.Lagrange;
import io.loadline.consensus.frost.NoncePair;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignatureShare;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.frost.SigningPackage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** What must hold after every ceremony that succeeded. */
final class Success {
  private final CeremonySimulation simulation;
  private final CeremonyPlan plan;

  private Success(CeremonySimulation simulation) {
    this.simulation = simulation;
    this.plan = simulation.plan;
  }

  /** Checks everything; returns what came out. */
  static CeremonyResult check(CeremonySimulation simulation) {
    return new Success(simulation).check();
  }

  private CeremonyResult check() {
    SimulatedMember anyone = simulation.honest().getFirst();
    CeremonyResult first = anyone.result().orElseThrow(() -> failure(anyone));
    for (SimulatedMember member : simulation.honest()) {
      CeremonyResult result = member.result().orElseThrow(() -> failure(member));
      assertThat(result.committee().digest())
          .as("%s: one committee", simulation.name)
          .isEqualTo(first.committee().digest());
      assertThat(result.transcript()).as(simulation.name).isEqualTo(first.transcript());
      assertThat(result.culprits()).as(simulation.name).isEqualTo(first.culprits());
      checkSecretsAreGone(member);
    }
    checkCommittee(first);
    checkCulprits(first);
    checkShares(first);
    return first;
  }

  private AssertionError failure(SimulatedMember member) {
    return new AssertionError(
        simulation.name + ": " + member.self() + " has no result: " + member.aborted());
  }

  private void checkSecretsAreGone(SimulatedMember member) {
    CeremonyState state =
        CeremonyState.decode(plan.session(), member.self(), member.machine().state()).orElseThrow();
    assertThat(state.secrets.ephemeral()).as(simulation.name).isEmpty();
    assertThat(state.secrets.polynomial()).as(simulation.name).isNull();
    assertThat(state.secrets.share()).as(simulation.name).isEmpty();
  }

  private void checkCommittee(CeremonyResult result) {
    assertThat(result.committee().members().stream().map(m -> m.identity()).toList())
        .as(simulation.name)
        .isEqualTo(plan.receivers());
    InstalledCommittee installed = plan.installed();
    if (installed != null) {
      assertThat(result.group().key())
          .as("%s: same key", simulation.name)
          .isEqualTo(installed.group().key());
      assertThat(result.committee().keyEpoch()).isEqualTo(installed.committee().keyEpoch());
      assertThat(result.committee().digest().equals(installed.committee().digest()))
          .isEqualTo(plan.kind() == CeremonyKind.REPAIR || isSingle(installed, result));
    }
    // The digest of formats.md names exactly this sharing: a second party derives it alike.
    InstalledCommittee again =
        InstalledCommittee.fromChain(result.committee().digest(), result.committee());
    assertThat(again.group()).isEqualTo(result.group());
    assertThat(result.group().threshold()).isEqualTo(plan.threshold());
    assertThat(result.confirmed())
        .as(simulation.name)
        .hasSizeGreaterThanOrEqualTo(plan.repaired() >= 0 ? 1 : plan.threshold());
  }

  /** One member's refreshed share is the key itself, as before. */
  private static boolean isSingle(InstalledCommittee installed, CeremonyResult result) {
    return installed.committee().size() == 1
        && installed.committee().members().equals(result.committee().members());
  }

  private void checkCulprits(CeremonyResult result) {
    for (Culprit culprit : result.culprits()) {
      int participant = plan.participant(culprit.identity()).orElseThrow();
      if (culprit.fault().proven()) {
        assertThat(simulation.isHonest(participant))
            .as("%s: %d is accused of %s", simulation.name, participant, culprit.fault())
            .isFalse();
      }
    }
  }

  private void checkShares(CeremonyResult result) {
    SigningGroup group = result.group();
    TreeMap<Identifier, KeyShare> shares = new TreeMap<>();
    for (SimulatedMember member : simulation.honest()) {
      Address identity = plan.participants().get(member.self());
      if (result.confirmed().contains(identity)) {
        KeyShare share = member.share().orElseThrow();
        assertThat(share.publicShare()).isEqualTo(group.publicShare(share.identifier()));
        assertThat(share.group()).isEqualTo(group);
        shares.put(share.identifier(), share);
      }
    }
    if (plan.repaired() >= 0) {
      return; // The test adds the others' shares and signs.
    }
    Random random = new Random(simulation.random.nextLong());
    signsAndFewerDoNot(new ArrayList<>(shares.values()), group, random, simulation.name);
  }

  /** A random threshold of the holders signs, if there are as many; one fewer never can. */
  static void signsAndFewerDoNot(
      List<KeyShare> holders, SigningGroup group, Random random, String name) {
    List<KeyShare> chosen = new ArrayList<>(holders);
    Collections.shuffle(chosen, random);
    int threshold = group.threshold();
    byte[] message = new byte[32];
    random.nextBytes(message);
    if (chosen.size() >= threshold) {
      assertThat(sign(chosen.subList(0, threshold), group, message).verify(group.key(), message))
          .as(name)
          .isTrue();
    }
    if (threshold > 1 && chosen.size() >= threshold - 1) {
      List<KeyShare> fewer =
          chosen.subList(0, threshold - 1).stream()
              .sorted((a, b) -> a.identifier().compareTo(b.identifier()))
              .toList();
      List<Identifier> places = fewer.stream().map(KeyShare::identifier).toList();
      List<Point> points = fewer.stream().map(KeyShare::publicShare).toList();
      assertThat(Point.sumOfMultiples(Lagrange.coefficientsAt(Scalar.ZERO, places), points))
          .as("%s: %d of them have the key", name, threshold - 1)
          .isNotEqualTo(java.util.Optional.of(group.key().point()));
    }
  }

  static GroupSignature sign(List<KeyShare> signers, SigningGroup group, byte[] message) {
    Random fresh = new Random(Digest.of(message).hashCode());
    List<KeyShare> rising =
        signers.stream().sorted((a, b) -> a.identifier().compareTo(b.identifier())).toList();
    List<NoncePair> nonces =
        rising.stream().map(share -> NoncePair.generate(share, fresh::nextBytes)).toList();
    List<SignerCommitment> entries = new ArrayList<>();
    for (int i = 0; i < rising.size(); i++) {
      entries.add(new SignerCommitment(rising.get(i).identifier(), nonces.get(i).commitment()));
    }
    SigningContext context = new SigningContext(group, new SigningPackage(entries, message));
    List<SignatureShare> shares = new ArrayList<>();
    for (int i = 0; i < rising.size(); i++) {
      shares.add(Frost.sign(rising.get(i), nonces.get(i), context));
    }
    return ((Aggregation.Signed) Frost.aggregate(context, shares)).signature();
  }
}
