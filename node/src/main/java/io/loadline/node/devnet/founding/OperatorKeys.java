package io.loadline.node.devnet.founding;

import io.loadline.consensus.Address;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.node.devnet.book.DevnetKeys;
import io.loadline.node.keys.Secret;
import io.loadline.risk.bytes.Keccak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.web3j.crypto.Credentials;
import org.web3j.utils.Numeric;

/**
 * One operator's secrets before they are sealed, all from the seed: for a devnet only.
 *
 * @param name folder and column name; operators are numbered in the order of their identities
 * @param peerSeed seed of the Ed25519 key on the libp2p network
 */
public record OperatorKeys(
    String name, Secret identitySecret, Secret peerSeed, Credentials transmitter) {
  /** {@code count} operators, identities rising as a genesis wants them. */
  public static List<OperatorKeys> make(long seed, int count) {
    var identities = new ArrayList<Credentials>();
    for (int i = 1; i <= count; i++) {
      identities.add(DevnetKeys.of(seed, "operator/" + i + "/identity"));
    }
    identities.sort(Comparator.comparing(Credentials::getAddress));
    var operators = new ArrayList<OperatorKeys>();
    for (int i = 0; i < count; i++) {
      var label = "operator/" + (i + 1) + "/";
      operators.add(
          new OperatorKeys(
              "node-" + (i + 1),
              secret(identities.get(i)),
              Secret.of(
                  Keccak.hash("loadline devnet/" + seed + "/" + label + "peer").toByteArray()),
              DevnetKeys.of(seed, label + "transmitter")));
    }
    return List.copyOf(operators);
  }

  /** Signs as this operator's identity. */
  public LocalIdentitySigner identity() {
    return new LocalIdentitySigner(identitySecret.bytes());
  }

  public Address identityAddress() {
    return identity().address();
  }

  /** The secret scalar of a key. */
  static Secret secret(Credentials key) {
    return Secret.of(Numeric.toBytesPadded(key.getEcKeyPair().getPrivateKey(), Secret.LENGTH));
  }

  /** Never the secrets. */
  @Override
  public String toString() {
    return name;
  }
}
