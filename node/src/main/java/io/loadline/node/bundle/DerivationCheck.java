package io.loadline.node.bundle;

import static io.loadline.node.bundle.BundleVerifier.equal;

import io.loadline.consensus.Committee;
import io.loadline.node.observation.ObservationBody;
import io.loadline.node.observation.ObservationRules;
import io.loadline.node.observation.PinChoice;
import io.loadline.node.observation.PreviousChoice;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Snapshot;
import java.util.List;

/** Derives from the observations again what the snapshot took from them. */
final class DerivationCheck {
  private final RoundBundle bundle;
  private final Committee committee;

  DerivationCheck(RoundBundle bundle, Committee committee) {
    this.bundle = bundle;
    this.committee = committee;
  }

  void check(List<ObservationBody> bodies) throws BundleException {
    checkPins(bodies);
    checkPrices(bodies);
    checkPrevious(bodies);
  }

  private void checkPins(List<ObservationBody> bodies) throws BundleException {
    Snapshot snapshot = bundle.snapshot();
    PinChoice choice =
        ObservationRules.pins(bodies, bundle.rules(), committee.faults(), snapshot.carried());
    switch (choice) {
      case PinChoice.Missing(long chainId) ->
          throw new BundleException("observations", "agree on no checkpoint of chain " + chainId);
      case PinChoice.Chosen(List<PinChoice.ChainBlock> blocks) -> {
        long anchor = bundle.rules().anchor().chainId();
        List<Pin> foreign =
            snapshot.pins().stream().filter(pin -> pin.chainId() != anchor).toList();
        equal("snapshot: number of pins", foreign.size(), blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
          Pin pin = foreign.get(i);
          equal(
              "snapshot: pin of chain " + blocks.get(i).chainId(),
              new PinChoice.ChainBlock(pin.chainId(), pin.number(), pin.hash()),
              blocks.get(i));
        }
      }
    }
  }

  private void checkPrices(List<ObservationBody> bodies) throws BundleException {
    List<ObservedPrice> derived =
        ObservationRules.prices(bodies, bundle.rules(), committee.faults());
    List<ObservedPrice> taken = bundle.snapshot().observed();
    equal("snapshot: number of observed prices", taken.size(), derived.size());
    for (int i = 0; i < derived.size(); i++) {
      equal("snapshot: observed price of " + derived.get(i).asset(), taken.get(i), derived.get(i));
    }
  }

  private void checkPrevious(List<ObservationBody> bodies) throws BundleException {
    Carried carried = bundle.snapshot().carried();
    PreviousChoice previous = ObservationRules.previous(bodies, committee, bundle.height());
    equal("snapshot: previous report", carried.previousReport(), previous.digest());
    equal("snapshot: previous height", carried.previousHeight(), previous.height());
    equal("snapshot: participation", carried.participation(), previous.participation());
    BundleVerifier.check(
        carried.hasPrevious() || (carried.pins().isEmpty() && carried.requirements().isEmpty()),
        "snapshot: carried state",
        "is not empty though there is no previous report");
  }
}
