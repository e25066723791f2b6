package io.loadline.risk.portfolio;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;

/** Canonical bytes of one account. */
final class AccountCodec {
  private AccountCodec() {}

  static void write(CborWriter out, Account account) {
    out.array(11)
        .bytes(account.id())
        .integer(account.homeChainId())
        .bytes(account.gcm())
        .bytes(account.owner())
        .integer(account.subAccount())
        .integer(account.provenHeight())
        .integer(account.provenInitialUsdE6())
        .integer(account.reservedUsdE6())
        .list(
            account.balances(),
            (w, b) -> w.array(3).integer(b.token()).integer(b.amount()).integer(b.setAside()))
        .list(
            account.lines(),
            (w, l) -> w.array(3).integer(l.chainId()).bytes(l.guard()).integer(l.lockedUsdE6()))
        .list(
            account.positions(),
            (w, p) -> w.array(2).integer(p.instrument()).integer(p.quantityE18()));
  }

  static Account read(CborReader in) throws CborException {
    int start = in.offset();
    in.array(11);
    var id = in.bytes32();
    var homeChainId = in.unsigned();
    var gcm = in.address();
    var owner = in.address();
    var subAccount = in.unsigned();
    var provenHeight = in.unsigned();
    var provenInitial = in.integer();
    var reserved = in.integer();
    var balances = in.list(AccountCodec::readBalance);
    var lines = in.list(AccountCodec::readLine);
    var positions = in.list(AccountCodec::readPosition);
    return CborReader.build(
        start,
        () ->
            new Account(
                id,
                homeChainId,
                gcm,
                owner,
                subAccount,
                provenHeight,
                provenInitial,
                reserved,
                balances,
                lines,
                positions));
  }

  private static Account.Balance readBalance(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var token = in.unsignedInt();
    var amount = in.integer();
    var setAside = in.integer();
    return CborReader.build(start, () -> new Account.Balance(token, amount, setAside));
  }

  private static Account.Line readLine(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var chainId = in.unsigned();
    var guard = in.address();
    var locked = in.integer();
    return CborReader.build(start, () -> new Account.Line(chainId, guard, locked));
  }

  private static Account.Position readPosition(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    var instrument = in.unsignedInt();
    var quantity = in.integer();
    return CborReader.build(start, () -> new Account.Position(instrument, quantity));
  }
}
