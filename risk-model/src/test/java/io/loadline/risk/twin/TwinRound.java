package io.loadline.risk.twin;

import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.report.SectionName;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A round as the first implementation computed it, for the second to compute again. Bytes are
 * hexadecimal text with 0x.
 *
 * @param name in what is said of it
 * @param rules canonical CBOR of the rules
 * @param snapshot canonical CBOR of the snapshot
 * @param digest the report's digest
 * @param sections their roots by name; none if only the digest is to be compared
 * @param accounts in the snapshot's order
 */
record TwinRound(
    String name,
    String rules,
    String snapshot,
    String digest,
    Map<String, String> sections,
    List<Account> accounts) {

  /** What the first implementation makes of it. */
  static TwinRound of(String name, Rules rules, Snapshot snapshot) {
    return of(name, rules, snapshot, new RiskRound(1).evaluate(snapshot, rules));
  }

  static TwinRound of(String name, Rules rules, Snapshot snapshot, RoundResult result) {
    var sections = new TreeMap<String, String>();
    for (var section : SectionName.values()) {
      sections.put(section.text(), result.sections().root(section).toHex());
    }
    return new TwinRound(
        name,
        hex(RulesCodec.encode(rules)),
        hex(SnapshotCodec.encode(snapshot)),
        result.digest().toHex(),
        sections,
        result.sections().requirements().leaves().stream().map(Account::of).toList());
  }

  static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** What is signed of an account. */
  record Account(
      String id,
      BigInteger initialE6,
      BigInteger maintenanceE6,
      BigInteger isolatedE6,
      long flags) {

    static Account of(Leaf.Requirement leaf) {
      return new Account(
          leaf.account().toHex(),
          leaf.initialUsdE6(),
          leaf.maintenanceUsdE6(),
          leaf.isolatedUsdE6(),
          leaf.flags());
    }

    @Override
    public String toString() {
      return "account %s has initial %s, maintenance %s, isolated %s, flags %s"
          .formatted(id, initialE6, maintenanceE6, isolatedE6, flags);
    }
  }
}
