package io.loadline.consensus.simulation;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.Member;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.KeyShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** A committee with all its secret keys, the same for a given size in every run. */
public record TestCommittee(
    Committee committee,
    List<LocalIdentitySigner> signers,
    List<KeyShare> shares,
    MessageVerifier verifier) {
  private static final Map<Integer, TestCommittee> BY_SIZE = new ConcurrentHashMap<>();

  /** The committee of n members. */
  public static TestCommittee of(int n) {
    return BY_SIZE.computeIfAbsent(n, TestCommittee::make);
  }

  private static TestCommittee make(int n) {
    SplittableRandom random = new SplittableRandom(n);
    Dealer.Deal deal = Dealer.deal(n, (2 * n + 2) / 3, random::nextBytes);
    List<LocalIdentitySigner> signers = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      signers.add(new LocalIdentitySigner(Keccak.hash(new byte[] {(byte) n, (byte) i}).bytes()));
      members.add(
          new Member(
              i, signers.get(i).address(), Bytes.of(deal.group().publicShares().get(i).toBytes())));
    }
    Digest network = Keccak.hash(new byte[] {1, (byte) n});
    Committee committee =
        Committee.of(network, 1, Bytes.of(deal.group().key().point().toBytes()), members);
    return new TestCommittee(
        committee, signers, deal.shares(), new MessageVerifier(committee, new SumReports()));
  }
}
