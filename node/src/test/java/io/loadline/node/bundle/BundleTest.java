package io.loadline.node.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.SectionName;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final RoundBundle FIRST = NETWORK.round(1, Optional.empty());
  private static final RoundBundle THIRD = NETWORK.round(3, Optional.of(FIRST));

  @Test
  void honestRoundsVerifyAndReplayToTheSameBytes() {
    for (RoundBundle bundle : List.of(FIRST, THIRD)) {
      byte[] file = BundleCodec.encode(bundle);
      assertThat(BundleVerifier.verify(file))
          .isEqualTo(
              new Verification.Sound(
                  NETWORK.genesis.networkId(),
                  bundle.height(),
                  bundle.report().digest(NETWORK.genesis.networkId())));
      assertThat(BundleReplayer.replay(file)).isInstanceOf(Replay.Identical.class);
    }
  }

  @Test
  void aBundleReadsBackTheSame() throws BundleException {
    byte[] file = BundleCodec.encode(THIRD);
    assertThat(BundleCodec.decode(file)).isEqualTo(THIRD);
    assertThat(BundleCodec.encode(BundleCodec.decode(file))).isEqualTo(file);
  }

  @Test
  void participationComesFromTheShownCertificate() {
    assertThat(THIRD.snapshot().carried().participation()).isEqualTo(BigInteger.valueOf(0b111));
    assertThat(THIRD.report().previousReport())
        .isEqualTo(FIRST.report().digest(NETWORK.genesis.networkId()));
  }

  @Test
  void anyChangedByteOfTheFileIsNoticed() {
    byte[] file = BundleCodec.encode(THIRD);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1_000; i++) {
      int offset = i < 600 ? i : random.nextInt(file.length);
      int flip = 1 << random.nextInt(8);
      byte[] changed = file.clone();
      changed[offset] ^= (byte) flip;
      assertThat(BundleVerifier.verify(changed))
          .as("byte %d, bit %d", offset, flip)
          .isInstanceOfSatisfying(
              Verification.Broken.class, broken -> assertThat(broken.place()).isNotBlank());
    }
  }

  /**
   * A forger who also corrects every hash of the file: only what the parts say can give it away.
   */
  @Test
  void aByteChangedUnderCorrectedHashesIsNoticedInEveryPart() throws BundleException {
    Map<BundlePart, byte[]> parts = BundleFile.read(BundleCodec.encode(THIRD));
    SplittableRandom random = new SplittableRandom(11);
    for (BundlePart part : BundlePart.values()) {
      for (int i = 0; i < 60; i++) {
        byte[] content = parts.getOrDefault(part, new byte[0]).clone();
        int offset = random.nextInt(content.length);
        int flip = 1 << random.nextInt(8);
        content[offset] ^= (byte) flip;
        Map<BundlePart, byte[]> changed = new EnumMap<>(parts);
        changed.put(part, content);
        byte[] file = BundleFile.write(changed);
        boolean noticed =
            BundleVerifier.verify(file) instanceof Verification.Broken
                || !(BundleReplayer.replay(file) instanceof Replay.Identical);
        assertThat(noticed).as("%s byte %d, bit %d", part, offset, flip).isTrue();
      }
    }
  }

  @Test
  void theFirstWrongPartIsNamed() throws BundleException {
    Map<BundlePart, byte[]> parts = BundleFile.read(BundleCodec.encode(THIRD));
    byte[] file = BundleCodec.encode(THIRD);
    int offset = 12 + 9 * 42;
    for (BundlePart part : BundlePart.values()) {
      byte[] changed = file.clone();
      changed[offset] ^= 1;
      assertThat(BundleVerifier.verify(changed))
          .isInstanceOfSatisfying(
              Verification.Broken.class,
              broken -> assertThat(broken.place()).isEqualTo(part.label()));
      offset += parts.getOrDefault(part, new byte[0]).length;
    }
    byte[] changed = file.clone();
    changed[offset] ^= 1;
    assertThat(place(BundleVerifier.verify(changed))).isEqualTo("file hash");
  }

  @Test
  void truncatedExtendedAndOversizedFilesAreRefused() {
    byte[] file = BundleCodec.encode(FIRST);
    for (int length : new int[] {0, 8, 12, 389, 390, file.length - 1}) {
      assertThat(BundleVerifier.verify(Arrays.copyOf(file, length)))
          .isInstanceOf(Verification.Broken.class);
    }
    assertThat(place(BundleVerifier.verify(Arrays.copyOf(file, file.length + 1))))
        .isEqualTo("part table");
    byte[] huge = file.clone();
    ByteBuffer.wrap(huge).putLong(14, Long.MAX_VALUE);
    assertThat(place(BundleVerifier.verify(huge))).isEqualTo("part table");
  }

  @Test
  void aSnapshotThatDoesNotFollowFromTheObservationsIsNamed() {
    Snapshot honest = THIRD.snapshot();
    ObservedPrice price = honest.observed().getFirst();
    Snapshot dearer =
        with(
            honest,
            honest.pins(),
            List.of(
                new ObservedPrice(
                    price.asset(), price.priceUsdE8().add(BigInteger.ONE), price.spreadUsdE8())));
    assertThat(place(BundleVerifier.verify(resigned(dearer))))
        .isEqualTo("snapshot: observed price of ETH");
    List<Pin> pins = new ArrayList<>(honest.pins());
    Pin away = pins.get(1);
    pins.set(1, new Pin(away.chainId(), away.number() - 8, away.hash(), away.timeSeconds()));
    assertThat(place(BundleVerifier.verify(resigned(with(honest, pins, honest.observed())))))
        .isEqualTo("snapshot: pin of chain 31338");
  }

  @Test
  void anotherNetworksCommitteeIsRefused() {
    RoundBundle foreign = new TestNetwork(2).round(3, Optional.empty());
    RoundBundle mixed =
        new RoundBundle(
            THIRD.genesis(),
            THIRD.rules(),
            foreign.committee(),
            THIRD.snapshot(),
            THIRD.report(),
            THIRD.observations(),
            THIRD.proposal(),
            THIRD.commits(),
            THIRD.signature());
    assertThat(place(BundleVerifier.verify(mixed))).isEqualTo("committee");
  }

  @Test
  void twoComputationsThatDifferAreToldApartByTheirFirstLeaf() {
    var ours = new RiskRound().evaluate(FIRST.snapshot(), FIRST.rules()).sections();
    var theirs = new RiskRound().evaluate(THIRD.snapshot(), THIRD.rules()).sections();
    assertThat(SectionDifference.first(ours, ours)).isEmpty();
    SectionDifference difference = SectionDifference.first(ours, theirs).orElseThrow();
    assertThat(difference.section()).isEqualTo(SectionName.REQUIREMENTS);
    assertThat(difference.index()).isZero();
    assertThat(difference.ours()).isNotEqualTo(difference.theirs());
  }

  /** The whole committee signs a snapshot that breaks the rules. */
  private static RoundBundle resigned(Snapshot snapshot) {
    return NETWORK.signed(snapshot, THIRD.observations());
  }

  private static Snapshot with(Snapshot s, List<Pin> pins, List<ObservedPrice> observed) {
    return new Snapshot(
        s.networkId(),
        s.rulesHash(),
        s.keyEpoch(),
        s.height(),
        s.anchorTimeSeconds(),
        pins,
        observed,
        s.market(),
        s.instruments(),
        s.collateral(),
        s.accounts(),
        s.carried());
  }

  private static String place(Verification verification) {
    return verification instanceof Verification.Broken broken ? broken.place() : "none";
  }
}
