// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IRiskGuard} from "../collateral/IRiskGuard.sol";
import {PositionLedger} from "./PositionLedger.sol";

/// @title A venue of trades that both sides agreed to
/// @notice Buyer and seller sign the same trade; the guard is asked for both; the position and its price change hands. Every
/// instrument sums to zero over all accounts, cash too: the venue holds no money and owes none.
/// @dev Who may sign for an account is the guard's answer: its owner at home, its holder on another chain. The side that
/// sends the transaction need not sign.
abstract contract MatchedVenue is PositionLedger, EIP712 {
  /// @notice A trade needs a quantity.
  error ZeroQuantity();
  /// @notice An account cannot trade with itself.
  error SameAccount(bytes32 account);
  /// @notice Cash and expired instruments do not trade.
  error NotTradable(uint32 instrumentIndex, uint64 expiry);
  /// @notice The agreement's deadline has passed.
  error DeadlinePassed(uint64 deadline, uint256 time);
  /// @notice The account is not known to the guard.
  error UnknownTrader(bytes32 account);
  /// @notice The account's side did not sign this trade with its present nonce.
  error NotAgreed(bytes32 account, address actor, uint256 nonce);

  /// @notice A trade was settled.
  event TradeSettled(
    uint32 indexed instrumentIndex,
    bytes32 indexed buyer,
    bytes32 indexed seller,
    uint128 quantityE18,
    uint128 priceE6
  );

  /// @notice What both sides agree to.
  /// @param instrumentIndex Number of the instrument at this venue.
  /// @param buyer Account whose quantity rises.
  /// @param seller Account whose quantity falls.
  /// @param quantityE18 Units times 1e18.
  /// @param priceE6 USD of one unit, times 1e6.
  /// @param deadline Last second in which it may settle.
  struct Trade {
    uint32 instrumentIndex;
    bytes32 buyer;
    bytes32 seller;
    uint128 quantityE18;
    uint128 priceE6;
    uint64 deadline;
  }

  bytes32 private constant TRADE_TYPE = keccak256(
    "Trade(uint32 instrumentIndex,bytes32 buyer,bytes32 seller,uint128 quantityE18,uint128 priceE6,uint64 deadline,uint256 buyerNonce,uint256 sellerNonce)"
  );

  /// @notice The guard that is asked for every trade.
  IRiskGuard public immutable guard;
  /// @notice Number of trades an account has made here: the nonce its next agreement must carry.
  mapping(bytes32 account => uint256) public nonces;

  constructor(string memory name, IRiskGuard guard_, address lister_)
    EIP712(name, "1")
    PositionLedger(lister_)
  {
    guard = guard_;
  }

  /// @notice Settles a trade that both sides agreed to.
  /// @param trade The trade.
  /// @param buyerSignature EIP-712 signature of the buyer's actor (or ERC-1271); may be empty if it sends the transaction.
  /// @param sellerSignature The same of the seller's actor.
  function settleTrade(
    Trade calldata trade,
    bytes calldata buyerSignature,
    bytes calldata sellerSignature
  ) external {
    if (trade.quantityE18 == 0) {
      revert ZeroQuantity();
    }
    if (trade.buyer == trade.seller) {
      revert SameAccount(trade.buyer);
    }
    if (trade.deadline < block.timestamp) {
      revert DeadlinePassed(trade.deadline, block.timestamp);
    }
    Instrument memory found = _instrumentAt(trade.instrumentIndex);
    if (trade.instrumentIndex == CASH || (found.expiry != 0 && found.expiry <= block.timestamp)) {
      revert NotTradable(trade.instrumentIndex, found.expiry);
    }
    bytes32 digest = tradeDigest(trade);
    _requireAgreed(trade.buyer, digest, buyerSignature);
    _requireAgreed(trade.seller, digest, sellerSignature);
    nonces[trade.buyer]++;
    nonces[trade.seller]++;
    _settle(trade, _idOf(found.kind, found.asset, found.expiry, found.strikeE8));
    emit TradeSettled(
      trade.instrumentIndex, trade.buyer, trade.seller, trade.quantityE18, trade.priceE6
    );
  }

  /// @notice What both sides sign, with their present nonces.
  function tradeDigest(Trade calldata trade) public view returns (bytes32) {
    return _hashTypedDataV4(
      keccak256(abi.encode(TRADE_TYPE, trade, nonces[trade.buyer], nonces[trade.seller]))
    );
  }

  function _settle(Trade calldata trade, bytes32 instrument) private {
    int256 quantity = int256(uint256(trade.quantityE18));
    // priceE6 * quantityE18 = USD times 1e24; cash is kept in 1e18.
    uint256 cashE18 = uint256(trade.priceE6) * trade.quantityE18 / 1e6;
    _move(trade.buyer, trade.instrumentIndex, quantity);
    _move(trade.seller, trade.instrumentIndex, -quantity);
    _move(trade.buyer, CASH, -int256(cashE18));
    _move(trade.seller, CASH, int256(cashE18));
    // To the guard, what is paid rounds up and what is received rounds down.
    guard.reserve(trade.buyer, instrument, quantity, int256(Math.ceilDiv(cashE18, 1e12)));
    guard.reserve(trade.seller, instrument, -quantity, -int256(cashE18 / 1e12));
  }

  function _requireAgreed(bytes32 account, bytes32 digest, bytes calldata signature) private view {
    address actor = guard.actorOf(account);
    if (actor == address(0)) {
      revert UnknownTrader(account);
    }
    if (actor != msg.sender && !SignatureChecker.isValidSignatureNow(actor, digest, signature)) {
      revert NotAgreed(account, actor, nonces[account]);
    }
  }
}
