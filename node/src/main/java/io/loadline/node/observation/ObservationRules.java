package io.loadline.node.observation;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.node.observation.ObservationBody.ChainCheckpoints;
import io.loadline.node.observation.ObservationBody.Checkpoint;
import io.loadline.node.observation.ObservationBody.Previous;
import io.loadline.node.observation.ObservationBody.Price;
import io.loadline.node.observation.PinChoice.ChainBlock;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From a quorum of observations to pins, prices and the previous report. Each answer is a function
 * of the bodies alone, in any order of them, so the leader's choice of which to list is all it can
 * move.
 */
public final class ObservationRules {
  private ObservationRules() {}

  /**
   * Per foreign chain of the rules the highest checkpoint that at least f + 1 list with the same
   * hash, not below the previous report's pin. A number with two such hashes is passed over: that
   * chain's finality is broken there.
   *
   * @param faults f
   */
  public static PinChoice pins(
      List<ObservationBody> bodies, Rules rules, int faults, Carried carried) {
    List<ChainBlock> chosen = new ArrayList<>();
    for (Rules.Chain chain : rules.chains()) {
      if (chain.chainId() == rules.anchor().chainId()) {
        continue; // The height itself names the anchor chain's block.
      }
      Optional<ChainBlock> block = pin(bodies, chain, faults, lowestPin(carried, chain.chainId()));
      if (block.isEmpty()) {
        return new PinChoice.Missing(chain.chainId());
      }
      chosen.add(block.get());
    }
    return new PinChoice.Chosen(chosen);
  }

  private static Optional<ChainBlock> pin(
      List<ObservationBody> bodies, Rules.Chain chain, int faults, long lowest) {
    Map<Checkpoint, Long> listed =
        bodies.stream()
            .flatMap(body -> body.checkpoints().stream())
            .filter(list -> list.chainId() == chain.chainId())
            .map(ChainCheckpoints::blocks)
            .flatMap(List::stream)
            .filter(block -> block.number() % chain.checkpointBlocks() == 0)
            .filter(block -> block.number() >= lowest)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    TreeMap<Long, List<Bytes32>> supported = new TreeMap<>();
    listed.forEach((block, voices) -> {
      if (voices > faults) {
        supported.computeIfAbsent(block.number(), _ -> new ArrayList<>()).add(block.hash());
      }
    });
    return supported.descendingMap().entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .findFirst()
        .map(entry -> new ChainBlock(chain.chainId(), entry.getKey(), entry.getValue().getFirst()));
  }

  private static long lowestPin(Carried carried, long chainId) {
    return carried.pins().stream()
        .filter(pin -> pin.chainId() == chainId)
        .mapToLong(Carried.PriorPin::number)
        .findFirst()
        .orElse(0);
  }

  /**
   * Per asset of the rules' feeds the lower median and half the range, rounded up, of the observed
   * prices; asset rising. An asset with fewer than 2f + 1 prices is left out: below that number f
   * members could set the median alone.
   *
   * @param faults f
   */
  public static List<ObservedPrice> prices(List<ObservationBody> bodies, Rules rules, int faults) {
    List<ObservedPrice> observed = new ArrayList<>();
    for (Rules.Feed feed : rules.feeds()) {
      List<BigInteger> prices = pricesOf(bodies, feed.asset());
      if (prices.size() >= 2 * faults + 1) {
        BigInteger range = prices.getLast().subtract(prices.getFirst());
        BigInteger half = range.add(BigInteger.ONE).shiftRight(1);
        BigInteger median = prices.get((prices.size() - 1) / 2);
        observed.add(new ObservedPrice(feed.asset(), median, half));
      }
    }
    return List.copyOf(observed);
  }

  private static List<BigInteger> pricesOf(List<ObservationBody> bodies, Asset asset) {
    return bodies.stream()
        .flatMap(body -> body.prices().stream())
        .filter(price -> price.asset().equals(asset))
        .map(Price::priceUsdE8)
        .sorted()
        .toList();
  }

  /**
   * The highest report below {@code height} for which some observation shows a COMMIT certificate
   * of the committee, and who took part in it by all such certificates.
   */
  public static PreviousChoice previous(
      List<ObservationBody> bodies, Committee committee, long height) {
    List<Certificate> valid =
        bodies.stream()
            .map(ObservationBody::previous)
            .flatMap(Optional::stream)
            .filter(previous -> previous.height() < height)
            .distinct()
            .map(previous -> certificate(previous, committee))
            .flatMap(Optional::stream)
            .toList();
    Optional<Certificate> highest =
        valid.stream()
            .max(Comparator.comparingLong(Certificate::height).thenComparing(Certificate::digest));
    return highest.map(top -> choice(top, valid)).orElse(PreviousChoice.NONE);
  }

  private static PreviousChoice choice(Certificate highest, List<Certificate> valid) {
    return new PreviousChoice(
        Bytes32.of(highest.digest().bytes()),
        highest.height(),
        participation(
            valid.stream()
                .filter(shown ->
                    shown.height() == highest.height() && shown.digest().equals(highest.digest()))
                .toList()));
  }

  /** Bit i: member i's COMMIT is in one of the certificates. */
  public static BigInteger participation(List<Certificate> certificates) {
    return certificates.stream()
        .flatMap(certificate -> certificate.signatures().stream())
        .reduce(BigInteger.ZERO, (bits, vote) -> bits.setBit(vote.member()), BigInteger::or);
  }

  /** The certificate of an observed report, if it proves just that report. */
  public static Optional<Certificate> certificate(Previous previous, Committee committee) {
    try {
      Certificate certificate = CertificateCodec.decode(previous.certificate().toArray());
      boolean proves =
          certificate.height() == previous.height()
              && certificate.digest().equals(Digest.of(previous.digest().toByteArray()))
              && CommitCertificates.fault(certificate, committee).isEmpty();
      return proves ? Optional.of(certificate) : Optional.empty();
    } catch (CborException _) {
      return Optional.empty();
    }
  }
}
