package io.loadline.chain.submit;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Keccak;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** Holds a transmitter key: it pays gas, and nothing that is signed by the group depends on it. */
public interface TransactionSigner {

  /**
   * What is to be signed.
   *
   * @param to null creates a contract
   */
  @SuppressWarnings("ArrayRecordComponent") // Only carried to the signer.
  record Unsigned(
      long chainId,
      long nonce,
      @Nullable Address to,
      BigInteger valueWei,
      byte[] data,
      long gasLimit,
      Fees fees) {}

  /** A transaction ready to leave, with its hash. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by hash where needed.
  record Signed(String hash, byte[] raw) {}

  Address address();

  Signed sign(Unsigned transaction);

  /** A signer with the key in memory. */
  static TransactionSigner ofPrivateKey(BigInteger privateKey) {
    Credentials credentials = Credentials.create(ECKeyPair.create(privateKey));
    Address address = Address.fromHex(credentials.getAddress());
    return new TransactionSigner() {
      @Override
      public Address address() {
        return address;
      }

      @Override
      public Signed sign(Unsigned transaction) {
        Address to = transaction.to();
        RawTransaction raw =
            RawTransaction.createTransaction(
                transaction.chainId(),
                BigInteger.valueOf(transaction.nonce()),
                BigInteger.valueOf(transaction.gasLimit()),
                to == null ? "" : to.toHex(),
                transaction.valueWei(),
                HexFormat.of().formatHex(transaction.data()),
                transaction.fees().maxPriorityFeeWei(),
                transaction.fees().maxFeeWei());
        byte[] signed = TransactionEncoder.signMessage(raw, credentials);
        return new Signed(Keccak.hash(signed).toHex(), signed);
      }

      @Override
      public String toString() {
        return "signer of " + address;
      }
    };
  }
}
