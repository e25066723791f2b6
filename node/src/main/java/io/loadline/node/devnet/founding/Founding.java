package io.loadline.node.devnet.founding;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.report.FirstKey;
import io.loadline.risk.rules.Genesis;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A network's birth as a devnet does it: a dealer makes the group key, <b>which a real network
 * never does</b>; everything after it is as in a real one.
 */
public final class Founding {
  private static final long FIRST_EPOCH = 1;
  private static final long FIRST_HEIGHT = 1;
  private static final long LAST_HEIGHT = 10_000_000;

  private final SecureRandom random = new SecureRandom();
  private final List<OperatorKeys> operators;
  private final Genesis genesis;

  public Founding(
      List<OperatorKeys> operators, long seed, long anchorChainId, long number, Bytes32 hash) {
    this.operators = List.copyOf(operators);
    this.genesis =
        new Genesis(
            Keccak.hash("loadline devnet/" + seed + "/genesis"),
            anchorChainId,
            number,
            hash,
            operators.stream()
                .map(operator -> Address.of(operator.identityAddress().bytes()))
                .toList());
  }

  public Genesis genesis() {
    return genesis;
  }

  /**
   * The first key, as installed in every manager.
   *
   * @param statement what the operators signed
   * @param shares of the operators, in their order
   */
  public record DealtKey(
      FirstKey statement, FirstKeyCertificate certificate, List<KeyShare> shares) {
    public DealtKey {
      shares = List.copyOf(shares);
    }
  }

  /** Deals a key; all operators sign for it, and it signs for itself. */
  public DealtKey firstKey(Bytes32 rulesHash) {
    int members = operators.size();
    var deal = Dealer.deal(members, (2 * members + 2) / 3, random::nextBytes);
    var key = deal.group().key();
    var statement =
        new FirstKey(
            FIRST_EPOCH,
            new BigInteger(1, key.x()),
            key.parity(),
            Bytes32.of(committee(deal).digest().bytes()),
            rulesHash,
            FIRST_HEIGHT,
            LAST_HEIGHT);
    var digest = Digest.of(statement.digest(genesis.networkId()).toByteArray());
    var signatures = new ArrayList<MemberSignature>();
    for (int i = 0; i < members; i++) {
      signatures.add(new MemberSignature(i, operators.get(i).identity().sign(digest)));
    }
    var test = statement.keyTest().digest(genesis.networkId());
    var certificate =
        new FirstKeyCertificate(
            FIRST_EPOCH,
            key,
            deal.group().threshold(),
            operators.stream().map(OperatorKeys::identityAddress).toList(),
            deal.group().publicShares(),
            FIRST_HEIGHT,
            LAST_HEIGHT,
            signatures,
            DealtKeys.sign(deal.shares(), test.toByteArray(), random::nextBytes));
    return new DealtKey(statement, certificate, deal.shares());
  }

  private Committee committee(Dealer.Deal deal) {
    var members = new ArrayList<Member>();
    for (int i = 0; i < operators.size(); i++) {
      var share = Bytes.of(deal.group().publicShares().get(i).toBytes());
      members.add(new Member(i, operators.get(i).identityAddress(), share));
    }
    return Committee.of(
        Digest.of(genesis.networkId().toByteArray()),
        FIRST_EPOCH,
        Bytes.of(deal.group().key().point().toBytes()),
        members);
  }
}
