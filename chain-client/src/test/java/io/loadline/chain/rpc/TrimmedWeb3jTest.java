package io.loadline.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** The paths of web3j that are used still run without the libraries the build leaves out. */
class TrimmedWeb3jTest {

  @Test
  void leftOutLibrariesAreNotOnTheClassPath() {
    for (String name :
        List.of(
            "software.amazon.awssdk.services.kms.KmsClient",
            "io.vertx.core.Vertx",
            "jnr.unixsocket.UnixSocket",
            "org.java_websocket.client.WebSocketClient",
            "ethereum.ckzg4844.CKZG4844JNI")) {
      assertThat(
              TrimmedWeb3jTest.class
                  .getClassLoader()
                  .getResource(name.replace('.', '/') + ".class"))
          .as(name)
          .isNull();
    }
  }

  @Test
  void eip1559TransactionIsSignedAndItsSenderRecovered() throws Exception {
    Credentials credentials = Credentials.create(ECKeyPair.create(BigInteger.valueOf(99)));
    RawTransaction raw =
        RawTransaction.createTransaction(
            1_001,
            BigInteger.ONE,
            BigInteger.valueOf(21_000),
            credentials.getAddress(),
            BigInteger.ZERO,
            "abcd",
            BigInteger.ONE,
            BigInteger.TWO);
    byte[] signed = TransactionEncoder.signMessage(raw, credentials);
    assertThat(signed[0]).isEqualTo((byte) 2);
    SignedRawTransaction decoded =
        (SignedRawTransaction) TransactionDecoder.decode(Numeric.toHexString(signed));
    assertThat(decoded.getFrom()).isEqualTo(credentials.getAddress());
  }

  @Test
  void messageSignatureAndAbiEncodingRun() throws Exception {
    ECKeyPair pair = ECKeyPair.create(BigInteger.valueOf(99));
    byte[] digest = new byte[32];
    Sign.SignatureData signature = Sign.signMessage(digest, pair, false);
    assertThat(Sign.signedMessageHashToKey(digest, signature)).isEqualTo(pair.getPublicKey());
    assertThat(
            FunctionEncoder.encode(
                new Function("f", List.of(new Uint256(BigInteger.ONE)), List.of())))
        .hasSize(2 + 8 + 64);
  }
}
