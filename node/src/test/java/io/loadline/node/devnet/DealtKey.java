package io.loadline.node.devnet;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.devnet.founding.OperatorKeys;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.FirstKey;
import io.loadline.risk.rules.RulesCodec;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A first key that a dealer made: for tests that run no nodes. All operators sign for it, and it
 * signs for itself.
 *
 * @param shares of the operators, in their order
 */
record DealtKey(FirstKey statement, FirstKeyCertificate certificate, List<KeyShare> shares) {
  /** Deals a key to the operators of a network. */
  static DealtKey deal(Groundwork ground) {
    var random = new SecureRandom();
    var operators = ground.operators();
    var genesis = ground.founding().genesis();
    var terms = ground.founding().terms();
    int members = operators.size();
    var deal = Dealer.deal(members, (2 * members + 2) / 3, random::nextBytes);
    var key = deal.group().key();
    var statement =
        new FirstKey(
            terms.keyEpoch(),
            new BigInteger(1, key.x()),
            key.parity(),
            committee(ground, deal),
            RulesCodec.hash(ground.rules()),
            terms.validFromHeight(),
            terms.expiresAtHeight());
    var digest = Digest.of(statement.digest(genesis.networkId()).toByteArray());
    var signatures = new ArrayList<MemberSignature>();
    for (int i = 0; i < members; i++) {
      signatures.add(new MemberSignature(i, operators.get(i).identity().sign(digest)));
    }
    var test = statement.keyTest().digest(genesis.networkId());
    var certificate =
        new FirstKeyCertificate(
            terms.keyEpoch(),
            key,
            deal.group().threshold(),
            operators.stream().map(OperatorKeys::identityAddress).toList(),
            deal.group().publicShares(),
            terms.validFromHeight(),
            terms.expiresAtHeight(),
            signatures,
            DealtKeys.sign(deal.shares(), test.toByteArray(), random::nextBytes));
    return new DealtKey(statement, certificate, deal.shares());
  }

  private static Bytes32 committee(Groundwork ground, Dealer.Deal deal) {
    var members = new ArrayList<Member>();
    for (int i = 0; i < ground.operators().size(); i++) {
      var share = Bytes.of(deal.group().publicShares().get(i).toBytes());
      members.add(new Member(i, ground.operators().get(i).identityAddress(), share));
    }
    var committee =
        Committee.of(
            Digest.of(ground.founding().genesis().networkId().toByteArray()),
            ground.founding().terms().keyEpoch(),
            Bytes.of(deal.group().key().point().toBytes()),
            members);
    return Bytes32.of(committee.digest().bytes());
  }
}
