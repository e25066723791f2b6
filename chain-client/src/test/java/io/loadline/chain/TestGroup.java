package io.loadline.chain;

import io.loadline.chain.contracts.GroupSignature;
import io.loadline.consensus.frost.Aggregation;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.NoncePair;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningPackage;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** One operator that is a group by itself: identity key and FROST key from a seed. */
public final class TestGroup {
  private final SplittableRandom random;
  private final KeyShare share;
  private final ECKeyPair identity;

  public TestGroup(long seed) {
    this.random = new SplittableRandom(seed);
    this.share = Dealer.deal(1, 1, random::nextBytes).shares().getFirst();
    this.identity = ECKeyPair.create(BigInteger.valueOf(seed + 77));
  }

  public Address identityAddress() {
    return Address.fromHex(Keys.getAddress(identity));
  }

  public BigInteger keyX() {
    return new BigInteger(1, share.groupKey().x());
  }

  public int keyParity() {
    return share.groupKey().parity();
  }

  /** 65 bytes {@code r || s || v}. */
  public byte[] identitySignature(Bytes32 digest) {
    Sign.SignatureData signature = Sign.signMessage(digest.toByteArray(), identity, false);
    byte[] bytes = new byte[65];
    System.arraycopy(signature.getR(), 0, bytes, 0, 32);
    System.arraycopy(signature.getS(), 0, bytes, 32, 32);
    bytes[64] = signature.getV()[0];
    return bytes;
  }

  public GroupSignature sign(Bytes32 digest) {
    NoncePair nonces = NoncePair.generate(share, random::nextBytes);
    SignerCommitment entry = new SignerCommitment(share.identifier(), nonces.commitment());
    SigningContext context =
        new SigningContext(share.group(), new SigningPackage(List.of(entry), digest.toByteArray()));
    Aggregation sum = Frost.aggregate(context, List.of(Frost.sign(share, nonces, context)));
    if (!(sum instanceof Aggregation.Signed(var signature))) {
      throw new AssertionError("our own share does not verify");
    }
    return new GroupSignature(
        new BigInteger(1, signature.groupCommitment().x()),
        new BigInteger(1, signature.groupCommitment().y()),
        new BigInteger(1, signature.z().toBytes()));
  }
}
