package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.ProofCalls.Proven;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.report.Section;
import io.loadline.risk.report.SectionName;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A round recomputed from its snapshot: what it says, and what can be proven from it. */
public record SignedRound(Rules rules, Snapshot snapshot, RoundResult result) {

  public long height() {
    return result.report().height();
  }

  /** The anchor chain's block that the round has read. */
  public long homePin() {
    return pin(rules.anchor().chainId());
  }

  /** The block of a chain that the round has read. */
  public long pin(long chainId) {
    return snapshot.pins().stream()
        .filter(pin -> pin.chainId() == chainId)
        .findFirst()
        .orElseThrow()
        .number();
  }

  /** The account's requirement; every account of the snapshot has one. */
  public Leaf.Requirement requirement(Bytes32 account) {
    return result.sections().requirements().leaves().stream()
        .filter(leaf -> leaf.account().equals(account))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no requirement of " + account));
  }

  /** Where the account stands in the snapshot; -1 if the pins are older than it. */
  public int indexOf(Bytes32 account) {
    return snapshot.accounts().stream().map(Account::id).toList().indexOf(account);
  }

  /** Bound of an instrument that the rules' venues list. */
  public Leaf.Bounds bounds(Bytes32 instrument) {
    return result.sections().bounds().leaves().stream()
        .filter(leaf -> leaf.instrument().equals(instrument))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bound of " + instrument));
  }

  List<Bytes32> sectionProof(SectionName name) {
    return result.sections().proof(name);
  }

  /** Leaves of a section with their proofs. */
  static <L extends Leaf> List<Proven<L>> proven(Section<L> section, Predicate<L> wanted) {
    var proven = new ArrayList<Proven<L>>();
    for (int i = 0; i < section.leaves().size(); i++) {
      if (wanted.test(section.leaves().get(i))) {
        proven.add(new Proven<>(section.leaves().get(i), section.tree().proof(i)));
      }
    }
    return proven;
  }
}
