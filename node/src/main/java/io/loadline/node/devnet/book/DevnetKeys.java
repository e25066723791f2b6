package io.loadline.node.devnet.book;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;

/** Keys made from a seed and a name. Anybody can make them again: for a devnet only. */
public final class DevnetKeys {
  private static final BigInteger GROUP_ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private DevnetKeys() {}

  /** The same credentials for the same seed and name. */
  public static Credentials of(long seed, String name) {
    var hash = Hash.sha3(("loadline devnet/" + seed + "/" + name).getBytes(StandardCharsets.UTF_8));
    var secret =
        new BigInteger(1, hash).mod(GROUP_ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    return Credentials.create(ECKeyPair.create(secret));
  }
}
