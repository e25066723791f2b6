package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.KeyShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Identity keys, the same in every run, and committees made of them by a dealer. */
final class Operators {
  static final Digest NETWORK = Keccak.hash(new byte[] {7});

  private static final List<LocalIdentitySigner> SIGNERS = new ArrayList<>();

  private Operators() {}

  /** The first operators, by rising address. */
  static synchronized List<LocalIdentitySigner> first(int count) {
    return range(0, count);
  }

  /** Operators from a place on, by rising address. */
  static synchronized List<LocalIdentitySigner> range(int from, int until) {
    while (SIGNERS.size() < until) {
      SIGNERS.add(
          new LocalIdentitySigner(Keccak.hash(new byte[] {9, (byte) SIGNERS.size()}).bytes()));
    }
    return SIGNERS.subList(from, until).stream()
        .sorted(Comparator.comparing(LocalIdentitySigner::address))
        .toList();
  }

  static List<Address> addresses(List<LocalIdentitySigner> signers) {
    return signers.stream().map(LocalIdentitySigner::address).toList();
  }

  /** The signers of a plan's participants, in their order. */
  static List<LocalIdentitySigner> of(CeremonyPlan plan) {
    Map<Address, LocalIdentitySigner> byAddress = new TreeMap<>();
    for (LocalIdentitySigner signer : first(192)) {
      byAddress.put(signer.address(), signer);
    }
    return plan.participants().stream().map(byAddress::get).toList();
  }

  static CeremonyPlan generation(int members) {
    return CeremonyPlan.generate(NETWORK, 3, addresses(first(members)), 0);
  }

  /** A committee as the chain names it, with everybody's share. */
  record Holding(InstalledCommittee installed, List<KeyShare> shares) {
    Holding {
      shares = List.copyOf(shares);
    }
  }

  /** A committee whose key a dealer made. */
  static Holding dealt(List<LocalIdentitySigner> signers, long seed) {
    int n = signers.size();
    SplittableRandom random = new SplittableRandom(seed);
    Dealer.Deal deal = Dealer.deal(n, (2 * n + 2) / 3, random::nextBytes);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      members.add(
          new Member(
              i, signers.get(i).address(), Bytes.of(deal.group().publicShares().get(i).toBytes())));
    }
    Committee committee =
        Committee.of(NETWORK, 3, Bytes.of(deal.group().key().point().toBytes()), members);
    return new Holding(InstalledCommittee.fromChain(committee.digest(), committee), deal.shares());
  }
}
