package io.loadline.node.devnet.chain;

import io.loadline.risk.bytes.Bytes32;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/** A person's signature of an order, 65 bytes {@code r || s || v}. */
final class OrderSignature {

  private OrderSignature() {}

  static byte[] of(Bytes32 digest, Credentials signer) {
    var signature = Sign.signMessage(digest.toByteArray(), signer.getEcKeyPair(), false);
    var bytes = new byte[65];
    System.arraycopy(signature.getR(), 0, bytes, 0, 32);
    System.arraycopy(signature.getS(), 0, bytes, 32, 32);
    bytes[64] = signature.getV()[0];
    return bytes;
  }
}
