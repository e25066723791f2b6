package io.loadline.node.devnet.chain;

import io.loadline.node.devnet.book.Trader;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;

/** A trader with the account that the contracts know. Everybody uses sub-account 0. */
public record Person(Trader trader, Bytes32 account) {
  static final long SUB_ACCOUNT = 0;

  public static Person of(Trader trader, Contracts contracts) {
    var owner = Address.fromHex(trader.owner().getAddress());
    return new Person(
        trader, Account.idOf(contracts.homeChainId(), contracts.manager(), owner, SUB_ACCOUNT));
  }

  Address ownerAddress() {
    return Address.fromHex(trader.owner().getAddress());
  }

  Address holderAddress() {
    return Address.fromHex(trader.holder().getAddress());
  }
}
