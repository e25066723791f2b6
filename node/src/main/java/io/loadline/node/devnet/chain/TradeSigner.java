package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.VenueCalls.Trade;
import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import java.util.HashMap;
import java.util.Map;
import org.web3j.crypto.Credentials;

/**
 * EIP-712 signatures of trades at one venue. It counts the nonces itself, so that many trades can
 * be signed before the first is in a block; they must settle in the order they were signed.
 */
final class TradeSigner {
  private static final Bytes32 DOMAIN_TYPE =
      Keccak.hash(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Bytes32 TRADE_TYPE =
      Keccak.hash(
          "Trade(uint32 instrumentIndex,bytes32 buyer,bytes32 seller,uint128 quantityE18,"
              + "uint128 priceE6,uint64 deadline,uint256 buyerNonce,uint256 sellerNonce)");
  private static final byte[] PREFIX = {0x19, 0x01};

  private final Bytes32 domain;
  private final Map<Bytes32, Long> nonces = new HashMap<>();

  TradeSigner(String venueName, long chainId, Address venue) {
    this.domain =
        new AbiEncoder()
            .bytes32(DOMAIN_TYPE)
            .bytes32(Keccak.hash(venueName))
            .bytes32(Keccak.hash("1"))
            .uint(chainId)
            .address(venue)
            .hash();
  }

  /** The signature of the side that does not send the trade, 65 bytes; takes both nonces. */
  byte[] sign(Trade trade, Credentials actor) {
    var struct =
        new AbiEncoder()
            .bytes32(TRADE_TYPE)
            .uint(trade.instrumentIndex())
            .bytes32(trade.buyer())
            .bytes32(trade.seller())
            .uint(trade.quantityE18())
            .uint(trade.priceUsdE6())
            .uint(trade.deadlineSeconds())
            .uint(takeNonce(trade.buyer()))
            .uint(takeNonce(trade.seller()))
            .hash();
    var digest = Keccak.hash(PREFIX, domain.toByteArray(), struct.toByteArray());
    return OrderSignature.of(digest, actor);
  }

  private long takeNonce(Bytes32 account) {
    return nonces.merge(account, 1L, Long::sum) - 1;
  }
}
